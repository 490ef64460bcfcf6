import type { AlertMatcher, ComponentQuery, StateSource } from "#db/schema/health.ts";
import { type ObservedState, worstState } from "./health-states.ts";

/** An alert instance as its rule shows it. A silence does not change it: it keeps quiet, it mends nothing. */
export type SeenAlert = {
  labels: Readonly<Record<string, string>>;
  state: "normal" | "pending" | "firing" | "no_data" | "error";
  /** Why it is so when that is not what its rule measured: `NoData`, `Error`, `MissingSeries`, `Paused`. */
  reason?: string;
  /** Whether a silence keeps its messages back: said beside it, and counted all the same. */
  silenced: boolean;
};

/**
 * What a query of a component gave.
 * `value`: a number. `idle`: the measure exists and has nothing to measure now (no traffic). `absent`: nobody measures it.
 * `failed`: Grafana did not answer.
 */
export type QueryAnswer = {
  query: ComponentQuery;
  /** As a person calls it. */
  name: string;
  limit: string;
} & ({ kind: "value"; value: number; text: string } | { kind: "idle" | "absent" | "failed" });

export type Observation = { state: ObservedState; sources: StateSource[] };

/** What an alert says about the service: its own label `impact`, or else how severe it is. Null: nothing. */
export function alertImpact(labels: Readonly<Record<string, string>>): Exclude<ObservedState, "unknown"> | null {
  const { impact = "", severity = "" } = labels;
  if (impact === "slow" || impact === "partial" || impact === "down") return impact;
  if (impact === "none") return null;
  if (severity === "critical") return "down";
  if (["page", "major", "high", "error"].includes(severity)) return "partial";
  if (["info", "none"].includes(severity)) return null;
  // Something is wrong and nobody said how much: the mildest that is not well.
  return "slow";
}

/** Whether the alert carries every label that makes it the component's. Without matchers none is. */
export function isOf(matchers: readonly AlertMatcher[], labels: Readonly<Record<string, string>>): boolean {
  return matchers.length > 0 && matchers.every(({ name, value }) => labels[name] === value);
}

/** The worst state whose limit the value passes. Limits are strict: at the limit all is well. */
export function stateOfValue({ slowAbove, partialBelow, downBelow }: ComponentQuery, value: number): ObservedState {
  if (downBelow !== undefined && value < downBelow) return "down";
  if (partialBelow !== undefined && value < partialBelow) return "partial";
  if (slowAbove !== undefined && value > slowAbove) return "slow";
  return "operational";
}

/**
 * The state of a component from its alerts and queries.
 *
 * What is bad counts at once, the worst first, whatever else did not answer. To be operational takes at least one fresh sign
 * that it is, and no source without an answer: what did not answer may be what is bad. A measure of traffic where there is no
 * traffic (`idle`) is neither: a quiet night does not make the banks unknown, and does not prove them well.
 * That no alert fires is no sign by itself, since there may be no rule; an alert that was evaluated as normal is one, and one
 * that is called normal although nothing was evaluated is as a measure without traffic.
 *
 * @param alerts all alerts of Grafana; null when they could not be read, undefined when only measurements count
 */
export function observe(
  matchers: readonly AlertMatcher[],
  alerts: readonly SeenAlert[] | null | undefined,
  answers: readonly QueryAnswer[],
): Observation {
  const fromAlerts = alerts === undefined || matchers.length === 0 ? [] : alertSources(matchers, alerts);
  const queries = answers.map((answer) => ({ source: querySource(answer), idle: answer.kind === "idle" }));
  const all: Told[] = [...fromAlerts, ...queries];
  const sources = all.map(({ source }) => source);
  const told = all.filter(({ idle }) => !idle).map(({ source }) => source);
  const bad = told.map(({ state }) => state).filter((state) => state !== "operational" && state !== "unknown");
  return { state: bad.length > 0 ? worstState(bad) : worstState(told.map(({ state }) => state)), sources };
}

/** `idle`: it says neither that all is well nor that it is not. */
type Told = { source: StateSource; idle?: boolean };

/** Each alert that is not quiet by itself, up to so many: a rule can have an instance for each of a thousand customers. */
const ALERTS_MAX = 20;

function alertSources(matchers: readonly AlertMatcher[], alerts: readonly SeenAlert[] | null): Told[] {
  if (alerts === null)
    return [
      { source: { kind: "alert", name: "Alerts", state: "unknown", detail: "Grafana did not say which alerts fire" } },
    ];
  const loud: StateSource[] = [];
  const quiet: string[] = [];
  const unmeasured: string[] = [];
  for (const alert of alerts.filter(({ labels }) => isOf(matchers, labels))) {
    const { alertname: name = "Alert without a name" } = alert.labels;
    if (alert.state === "normal" && !alert.reason) quiet.push(name);
    else if (alert.state === "normal" && !/error/i.test(alert.reason ?? "")) unmeasured.push(name);
    else {
      const said = alertSays(alert);
      if (said) loud.push({ kind: "alert", name, ...said });
    }
  }
  const told: Told[] = shortened(loud).map((source) => ({ source }));
  if (quiet.length > 0) told.push({ source: together(quiet, "operational", "Not firing") });
  if (unmeasured.length > 0)
    told.push({ source: together(unmeasured, "unknown", "Called normal without a measurement"), idle: true });
  return told;
}

function shortened(loud: readonly StateSource[]): StateSource[] {
  if (loud.length <= ALERTS_MAX) return [...loud];
  const worst = worstState(loud.map(({ state }) => state));
  // The worst comes along, wherever it was.
  const first = [...loud.filter(({ state }) => state === worst), ...loud.filter(({ state }) => state !== worst)];
  const [shown, rest] = [first.slice(0, ALERTS_MAX), first.slice(ALERTS_MAX)];
  const state = worstState(rest.map((source) => source.state));
  return [...shown, { kind: "alert", name: `${rest.length} more alerts`, state, detail: "Not quiet either" }];
}

function alertSays({ labels, state, silenced }: SeenAlert): Pick<StateSource, "state" | "detail"> | null {
  // Normal is here only what is called so because its rule failed.
  if (state === "error" || state === "normal") return { state: "unknown", detail: "Its rule fails in Grafana" };
  if (state === "no_data") return { state: "unknown", detail: "Its rule finds no data" };
  // The rule itself says for how long its condition must hold before it matters.
  if (state === "pending")
    return { state: "operational", detail: "Its condition holds, not yet for long enough to fire" };
  const impact = alertImpact(labels);
  const detail = silenced ? "Firing; silenced in Grafana, and counted all the same" : "Firing";
  return impact && { state: impact, detail };
}

const NAMES_MAX = 4;

function together(names: readonly string[], state: StateSource["state"], says: string): StateSource {
  const different = [...new Set(names)].sort();
  const more = different.length - NAMES_MAX;
  const listed = different.slice(0, NAMES_MAX).join(", ");
  return {
    kind: "alert",
    name: names.length === 1 ? listed : `${names.length} alerts`,
    state,
    detail: names.length === 1 ? says : `${says}: ${listed}${more > 0 ? ` and ${more} more` : ""}`,
  };
}

const noValue = {
  idle: "Nothing to measure: no traffic",
  absent: "No such measurement in Grafana",
  failed: "Grafana did not answer",
};

function querySource(answer: QueryAnswer): StateSource {
  const { name, limit, query } = answer;
  if (answer.kind !== "value") return { kind: "query", name, limit, state: "unknown", detail: noValue[answer.kind] };
  return { kind: "query", name, limit, state: stateOfValue(query, answer.value), detail: answer.text };
}
