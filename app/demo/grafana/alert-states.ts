import type { Evaluator } from "../promql/evaluate.ts";
import type { Condition, DemoRule } from "./alert-rules.ts";

/** What a rule found. `noData`: one of its figures is not there at all, or measures nothing (NaN). */
export type RuleState = {
  rule: DemoRule;
  state: "normal" | "pending" | "firing" | "absent" | "idle";
  /** Since when its conditions hold; ms since 1970. */
  activeAt: number | null;
  value: number | null;
};

/** Rules are evaluated once a minute, as Grafana's are by default. */
export const EVALUATE_MS = 60_000;
const HOUR = 3_600_000;
/** How far back the beginning of what holds now is looked for: each minute of the near past, each hour of the far. */
const NEAR_MS = 4 * HOUR;
const FAR_MS = 12 * 24 * HOUR;

const holds = ({ op, limit }: Condition, value: number) => (op === ">" ? value > limit : value < limit);

/** The state of each rule at the last whole minute. Asked again within the minute, it is not worked out again. */
export function alertStates(rules: readonly DemoRule[], evaluator: Evaluator): (nowMs: number) => RuleState[] {
  let kept: { at: number; states: RuleState[] } | undefined;
  return (nowMs) => {
    const at = Math.floor(nowMs / EVALUATE_MS) * EVALUATE_MS;
    if (kept?.at !== at) kept = { at, states: rules.map((rule) => stateOf(rule, evaluator, at)) };
    return kept.states;
  };
}

function stateOf(rule: DemoRule, evaluator: Evaluator, at: number): RuleState {
  const values = rule.conditions.map(({ promql }) => {
    const result = evaluator.instant(promql, at);
    return result.kind === "scalar" ? result.value : result.samples[0]?.value;
  });
  const value = values[0] ?? null;
  const quiet = (state: RuleState["state"]): RuleState => ({ rule, state, activeAt: null, value });
  if (values.includes(undefined)) return quiet("absent");
  if (values.some((one) => Number.isNaN(one))) return quiet("idle");
  if (!rule.conditions.every((condition, i) => holds(condition, values[i]!))) return quiet("normal");
  const activeAt = heldSince(rule, evaluator, at);
  return { rule, state: at - activeAt < rule.forMs ? "pending" : "firing", activeAt, value };
}

/** The first of the evaluations up to `at` at which all conditions hold without a break. */
function heldSince(rule: DemoRule, evaluator: Evaluator, at: number): number {
  /** From `until` back while the conditions hold, step by step. */
  const heldBack = (until: number, fromMs: number, stepMs: number): number => {
    const series = rule.conditions.map(
      ({ promql }) => new Map(evaluator.range(promql, { fromMs, toMs: until, stepMs })[0]?.points),
    );
    const held = (time: number) => rule.conditions.every((one, i) => holds(one, series[i]!.get(time) ?? Number.NaN));
    let first = until;
    while (first - stepMs >= fromMs && held(first - stepMs)) first -= stepMs;
    return first;
  };
  const near = heldBack(at, at - NEAR_MS, EVALUATE_MS);
  if (near - EVALUATE_MS >= at - NEAR_MS) return near;
  // By the hour over days, then by the minute within the hour in which it began.
  const far = Math.min(near, heldBack(at, at - FAR_MS, HOUR));
  return heldBack(far, far - HOUR, EVALUATE_MS);
}
