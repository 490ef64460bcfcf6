import type { AlertMatcher, ComponentQuery, StateSource } from "#db/schema/health.ts";
import { type ObservedState, worstState } from "./health-states.ts";

/** An alert instance as its rule shows it. A silence does not change it: it keeps quiet, it mends nothing. */
export type SeenAlert = {
  labels: Readonly<Record<string, string>>;
  state: "normal" | "pending" | "firing" | "no_data" | "error";
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
 * That no alert fires is no sign by itself, since there may be no rule; an alert that was evaluated as normal is one.
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
  const sources = [...fromAlerts, ...queries.map(({ source }) => source)];
  const told = [...fromAlerts, ...queries.filter(({ idle }) => !idle).map(({ source }) => source)];
  const bad = told.map(({ state }) => state).filter((state) => state !== "operational" && state !== "unknown");
  return { state: bad.length > 0 ? worstState(bad) : worstState(told.map(({ state }) => state)), sources };
}

function alertSources(matchers: readonly AlertMatcher[], alerts: readonly SeenAlert[] | null): StateSource[] {
  if (alerts === null)
    return [{ kind: "alert", name: "Alerts", state: "unknown", detail: "Grafana did not say which alerts fire" }];
  const sources: StateSource[] = [];
  const quiet: string[] = [];
  for (const alert of alerts.filter(({ labels }) => isOf(matchers, labels))) {
    const { alertname: name = "Alert without a name" } = alert.labels;
    if (alert.state === "normal") quiet.push(name);
    else {
      const said = alertSays(alert);
      if (said) sources.push({ kind: "alert", name, ...said });
    }
  }
  if (quiet.length > 0) sources.push({ kind: "alert", state: "operational", ...quietAlerts(quiet) });
  return sources;
}

function alertSays({ labels, state, silenced }: SeenAlert): Pick<StateSource, "state" | "detail"> | null {
  if (state === "error") return { state: "unknown", detail: "Its rule fails in Grafana" };
  if (state === "no_data") return { state: "unknown", detail: "Its rule finds no data" };
  // The rule itself says for how long its condition must hold before it matters.
  if (state === "pending")
    return { state: "operational", detail: "Its condition holds, not yet for long enough to fire" };
  const impact = alertImpact(labels);
  const detail = silenced ? "Firing; silenced in Grafana, and counted all the same" : "Firing";
  return impact && { state: impact, detail };
}

const NAMES_MAX = 4;

function quietAlerts(names: readonly string[]): Pick<StateSource, "name" | "detail"> {
  const different = [...new Set(names)].sort();
  const more = different.length - NAMES_MAX;
  const listed = different.slice(0, NAMES_MAX).join(", ");
  return {
    name: names.length === 1 ? listed : `${names.length} alerts`,
    detail: names.length === 1 ? "Not firing" : `Not firing: ${listed}${more > 0 ? ` and ${more} more` : ""}`,
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
