import type { ServiceModel } from "../service-model/model-types.ts";
import { aggregate, topk } from "./aggregate.ts";
import { binary } from "./binary.ts";
import { type Evaluation, spending } from "./evaluation.ts";
import { asScalar, asVector, expectArguments } from "./functions.ts";
import { histogramQuantile } from "./histogram-quantile.ts";
import { overTime, overTimeNames } from "./over-time.ts";
import { parsePromql } from "./parse.ts";
import { notSupported, PromqlError } from "./promql-error.ts";
import { selectorCache } from "./selectors.ts";
import { counterIncrease, gaugeValues } from "./selector-values.ts";
import type { Call, Expr } from "./syntax.ts";
import { emptyVector, type Labels, mapped, type Value, withoutName } from "./vectors.ts";

/** Prometheus's own limit on the points of one series. */
const POINTS_MAX = 11_000;

export type InstantResult =
  | { kind: "vector"; samples: { labels: Labels; value: number }[] }
  | { kind: "scalar"; value: number };
export type RangeSeries = { labels: Labels; points: [timeMs: number, value: number][] };
export type Evaluator = {
  /** @throws PromqlError */
  instant(promql: string, atMs: number): InstantResult;
  /** At `fromMs` and every `stepMs` up to and with `toMs`. Series without any value are left out. @throws PromqlError */
  range(promql: string, range: { fromMs: number; toMs: number; stepMs: number }): RangeSeries[];
};

/**
 * Answers PromQL over the service model, as a Prometheus would that had scraped it. It has what the console's questions and
 * their neighbours use; everything else is refused by name. Times are ms since 1970.
 * @param now after it nothing is known; without it the model is asked for any time
 */
export function createEvaluator(model: ServiceModel, now: () => number = () => Number.POSITIVE_INFINITY): Evaluator {
  const select = selectorCache(model);
  const run = (promql: string, times: Float64Array): Value => {
    const expr = parsePromql(promql);
    if (expr.kind === "matrix" || expr.kind === "subquery")
      throw new PromqlError(
        'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
      );
    return evaluate(expr, { times, nowMs: now(), select, spend: spending() });
  };
  return {
    instant(promql, atMs) {
      const value = run(promql, Float64Array.of(atMs));
      if (value.kind === "string") return notSupported("a string as the answer");
      if (value.kind === "scalar") return { kind: "scalar", value: value.values[0]! };
      const samples: { labels: Labels; value: number }[] = [];
      for (let i = 0; i < value.labels.length; i += 1)
        if (value.present[i]) samples.push({ labels: value.labels[i]!, value: value.values[i]! });
      return { kind: "vector", samples };
    },
    range(promql, { fromMs, toMs, stepMs }) {
      if (!(stepMs > 0))
        throw new PromqlError(
          'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
        );
      if (toMs < fromMs) throw new PromqlError('invalid parameter "end": end timestamp must not be before start time');
      const count = Math.floor((toMs - fromMs) / stepMs) + 1;
      if (count > POINTS_MAX)
        throw new PromqlError(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
        );
      const times = Float64Array.from({ length: count }, (_, step) => fromMs + step * stepMs);
      const value = run(promql, times);
      if (value.kind === "string") return notSupported("a string as the answer");
      if (value.kind === "scalar")
        return [{ labels: {}, points: Array.from(times, (at, step) => [at, value.values[step]!]) }];
      return value.labels
        .map((labels, i) => {
          const points: RangeSeries["points"] = [];
          for (let step = 0; step < count; step += 1)
            if (value.present[i * count + step]) points.push([times[step]!, value.values[i * count + step]!]);
          return { labels, points };
        })
        .filter(({ points }) => points.length > 0);
    },
  };
}

function evaluate(expr: Expr, evaluation: Evaluation): Value {
  const { times } = evaluation;
  switch (expr.kind) {
    case "number":
      return { kind: "scalar", values: new Float64Array(times.length).fill(expr.value) };
    case "string":
      return expr;
    case "selector":
      return gaugeValues(evaluation, expr);
    case "negate": {
      const of = evaluate(expr.of, evaluation);
      if (of.kind === "vector") return mapped(of, withoutName(of.labels), (value) => -value);
      return { kind: "scalar", values: asScalar(of, "unary expression").values.map((value) => -value) };
    }
    case "binary":
      return binary(expr, evaluate(expr.left, evaluation), evaluate(expr.right, evaluation));
    case "aggregate": {
      const of = asVector(evaluate(expr.of, evaluation), "aggregation expression");
      if (expr.op !== "topk" && expr.op !== "bottomk") return aggregate(expr.op, expr.grouping, of);
      const param = asScalar(evaluate(expr.param!, evaluation), "aggregation parameter");
      return topk(expr.op, param.values, expr.grouping, of);
    }
    case "call":
      return call(expr, evaluation);
    default:
      throw new PromqlError('invalid parameter "query": parse error: expected type instant vector, got range vector');
  }
}

function call(expr: Call, evaluation: Evaluation): Value {
  const { name, args } = expr;
  const where = `call to function "${name}"`;
  if (name === "time") {
    expectArguments(expr, 0);
    return { kind: "scalar", values: evaluation.times.map((ms) => ms / 1000) };
  }
  if (name === "rate" || name === "increase" || overTimeNames.has(name)) {
    expectArguments(expr, 1);
    const range = args[0]!;
    if (range.kind !== "matrix" && range.kind !== "subquery")
      throw new PromqlError(
        `invalid parameter "query": parse error: expected type range vector in ${where}, got instant vector`,
      );
    if (overTimeNames.has(name))
      return overTime(evaluation, name, range, (inner) =>
        range.kind === "subquery" ? asVector(evaluate(range.of, inner), "subquery") : emptyVector([], 0),
      );
    if (range.kind === "subquery") return notSupported(`${name}() of a subquery`);
    return counterIncrease(evaluation, range, name === "rate");
  }
  if (name === "histogram_quantile") {
    expectArguments(expr, 2);
    const quantiles = asScalar(evaluate(args[0]!, evaluation), where).values;
    return histogramQuantile(quantiles, asVector(evaluate(args[1]!, evaluation), where));
  }
  if (name === "clamp_min" || name === "clamp_max") {
    expectArguments(expr, 2);
    const vector = asVector(evaluate(args[0]!, evaluation), where);
    const bounds = asScalar(evaluate(args[1]!, evaluation), where).values;
    const clamp = name === "clamp_min" ? Math.max : Math.min;
    return mapped(vector, withoutName(vector.labels), (value, step) => clamp(value, bounds[step]!));
  }
  return notSupported(`the function ${name}()`);
}
