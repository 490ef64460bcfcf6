import type { QueryParams } from "../../profile/fill-query.ts";
import { purposes } from "../../profile/purposes.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import type { CheckSeen } from "./check-seen.ts";
import { figuresPermission } from "./figures-permission.ts";
import { factLabels } from "./fact-labels.ts";
import { fillParams, missingOf } from "./fill-params.ts";
import { passes, passWords } from "./pass-rules.ts";
import { readFact } from "./read-fact.server.ts";
import type { FactCheck, QueryCheck, RunbookCheck, RunParams } from "./runbook-types.ts";

/** As often as a run's page looks again. */
const FRESH_SECONDS = 30;

/**
 * What each check sees now, in the order of the checks; Grafana is asked once for all of them. Never throws for a fault of
 * Grafana's or a value that is missing: the outcome is unknown then, and says why.
 */
export async function evaluateChecks(
  ctx: ServiceCtx<StaffActor>,
  checks: readonly RunbookCheck[],
  params: RunParams,
  signal?: AbortSignal,
): Promise<CheckSeen[]> {
  const asks = checks.map((check) => {
    const permission = check.source === "fact" ? null : figuresPermission(check);
    return permission && !ctx.actor.permissions.has(permission) ? notShown(permission) : askOf(check, params);
  });
  const sent = asks.filter((ask): ask is Ask => typeof ask === "object");
  const answers = sent.length > 0 ? await ctx.measurements.read(sent, signal) : [];
  const answerTo = new Map(sent.map((ask, index) => [ask, answers[index]!]));
  return Promise.all(
    checks.map(async (check, index): Promise<CheckSeen> => {
      const ask = asks[index]!;
      if (typeof ask === "string") return unknown(check, ask);
      if (check.source === "fact") return seenFact(ctx, check, params);
      return seenAnswer(check as RunbookCheck & QueryCheck, answerTo.get(ask as Ask)!);
    }),
  );
}

const notShown = (permission: string) => `Your roles do not show this: it needs the permission "${permission}".`;

const fact = Symbol("known here");

/** @returns what to ask Grafana, or that the console knows, or why nothing can be asked */
function askOf(check: RunbookCheck, params: RunParams): Ask | typeof fact | string {
  const missing = missingOf(check.needs, params);
  if (missing.length > 0) return `Give ${missing.join(" and ")} first.`;
  if (check.source === "fact") return fact;
  const filters = Object.fromEntries(
    Object.entries(check.filters).map(([label, value]) => [label, fillParams(value, params)]),
  );
  const asked: QueryParams = {
    filters,
    by: [],
    ...(check.quantile === null ? {} : { quantile: check.quantile }),
  };
  const period = check.window?.startsWith("{") ?? false;
  if (!period)
    return {
      kind: "instant",
      purpose: check.query,
      params: { ...asked, ...(check.window ? { window: check.window } : {}) },
      freshSeconds: FRESH_SECONDS,
    };
  const from = Date.parse(params.from!);
  const to = Date.parse(params.to!);
  if (!(from < to)) return "The period ends before it begins.";
  const window = `${Math.max(60, Math.round((to - from) / 1000))}s`;
  return {
    kind: "instant",
    at: new Date(to),
    purpose: check.query,
    params: { ...asked, window },
    freshSeconds: FRESH_SECONDS,
  };
}

const named = (check: RunbookCheck) => ({
  what: check.source === "fact" ? factLabels[check.fact].what : purposes[check.query].what,
  normal: passWords(check.pass, check.unit),
  unit: check.unit,
});

function unknown(check: RunbookCheck, problem: string): CheckSeen {
  const nothing = { value: null, query: null, from: null, to: null, fetchedAt: null };
  return { ...named(check), outcome: "unknown", ...nothing, problem };
}

async function seenFact(
  ctx: ServiceCtx<StaffActor>,
  check: RunbookCheck & FactCheck,
  params: RunParams,
): Promise<CheckSeen> {
  const { permission } = factLabels[check.fact];
  if (!ctx.actor.permissions.has(permission)) return unknown(check, notShown(permission));
  const value = await readFact(ctx, check.fact, params);
  const at = ctx.clock.now().toISOString();
  return { ...judged(check, value), query: null, from: null, to: at, fetchedAt: at };
}

function seenAnswer(check: RunbookCheck & QueryCheck, { series, provenance }: Measurement): CheckSeen {
  const place = {
    query: provenance.promql,
    from: provenance.from,
    to: provenance.to,
    fetchedAt: provenance.fetchedAt,
  };
  // An old answer says what was, and a runbook asks what is.
  if (series === null || provenance.stale) {
    const problem = provenance.problem?.message ?? "The last answer is too old to go by.";
    return { ...unknown(check, problem), ...place };
  }
  const values = series
    .map(({ points }) => points.findLast((point) => point[1] !== null)?.[1] ?? null)
    .filter((value) => value !== null);
  // Of several, the one that breaks the rule is the one to look at.
  const value = values.find((each) => !passes(check.pass, each)) ?? values[0] ?? null;
  return { ...judged(check, value), ...place };
}

function judged(check: RunbookCheck, value: number | null) {
  const existence = check.pass.op === "present" || check.pass.op === "absent";
  const isNothing = value === null || Number.isNaN(value);
  const shown = isNothing ? null : value;
  if (isNothing && !existence)
    return {
      ...named(check),
      outcome: "unknown" as const,
      value: null,
      problem: "There is no measurement of this now.",
    };
  const outcome: CheckSeen["outcome"] = passes(check.pass, shown) ? "passed" : "failed";
  return { ...named(check), outcome, value: shown, problem: null };
}
