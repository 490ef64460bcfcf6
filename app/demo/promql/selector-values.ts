import type { Evaluation } from "./evaluation.ts";
import { PromqlError } from "./promql-error.ts";
import type { Matrix, Selector } from "./syntax.ts";
import { emptyVector, type Vector } from "./vectors.ts";

/** How long a sample stands for the present, as in Prometheus. */
const LOOKBACK_MS = 300_000;

/** Gauges at each step. A recorded series is there for five minutes after each of its samples, as in Prometheus. */
export function gaugeValues(evaluation: Evaluation, selector: Selector): Vector {
  const { times, nowMs } = evaluation;
  const selected = evaluation.select(selector);
  if (!selected) return emptyVector([], times.length);
  const { metric, indexes } = selected;
  const read = metric.value;
  if (!read)
    throw new PromqlError(
      `invalid parameter "query": ${selector.name} is a counter, of which the demo's Prometheus knows only rate() and increase()`,
    );
  evaluation.spend(indexes.length * times.length);
  const result = emptyVector(selected.named(), times.length);
  for (let step = 0; step < times.length; step += 1) {
    const wanted = times[step]! - selector.offsetMs;
    let at = Math.min(wanted, nowMs);
    if (metric.gridMs) at = Math.floor(at / metric.gridMs) * metric.gridMs;
    if (wanted - at >= LOOKBACK_MS) continue;
    for (let i = 0; i < indexes.length; i += 1) {
      const value = read(indexes[i]!, at);
      if (value === null) continue;
      result.values[i * times.length + step] = value;
      result.present[i * times.length + step] = 1;
    }
  }
  return result;
}

/**
 * `increase` or `rate` of counters. Exact, from the model itself: Prometheus extrapolates from the samples that it happens to
 * have in the window, and differs by up to a scrape's share of the window.
 */
export function counterIncrease(evaluation: Evaluation, { selector, rangeMs }: Matrix, perSecond: boolean): Vector {
  const { times, nowMs } = evaluation;
  const selected = evaluation.select(selector);
  if (!selected) return emptyVector([], times.length);
  const { metric, indexes, labels } = selected;
  const increase = metric.increase;
  if (!increase)
    throw new PromqlError(
      `invalid parameter "query": ${selector.name} is a gauge, of which the demo's Prometheus knows no rate() or increase()`,
    );
  evaluation.spend(indexes.length * times.length);
  const divisor = perSecond ? rangeMs / 1000 : 1;
  const result = emptyVector(labels, times.length);
  for (let i = 0; i < indexes.length; i += 1) {
    for (let step = 0; step < times.length; step += 1) {
      const end = times[step]! - selector.offsetMs;
      const from = end - rangeMs;
      if (from >= nowMs) continue;
      result.values[i * times.length + step] = increase(indexes[i]!, from, Math.min(end, nowMs)) / divisor;
      result.present[i * times.length + step] = 1;
    }
  }
  return result;
}
