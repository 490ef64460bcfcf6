import type { Evaluation } from "./evaluation.ts";
import { PromqlError } from "./promql-error.ts";
import type { Matrix, Subquery } from "./syntax.ts";
import { emptyVector, type Labels, type Vector, withoutName } from "./vectors.ts";

/** What is scraped has a sample every so often. */
const SCRAPE_MS = 30_000;

/** Samples at whole multiples of `gridMs` from number `first` on, series by series; NaN where there is none. */
type Samples = {
  labels: readonly Labels[];
  gridMs: number;
  first: number;
  count: number;
  row: (series: number) => Float64Array;
};

type Window = (row: Float64Array, from: number, to: number) => number;
/** Each takes the samples [from, to) and gives NaN when there is none. */
const windows: Record<string, Window> = {
  sum_over_time: (row, from, to) => fold(row, from, to, (sum, value) => sum + value),
  max_over_time: (row, from, to) => fold(row, from, to, Math.max),
  min_over_time: (row, from, to) => fold(row, from, to, Math.min),
  last_over_time: (row, from, to) => fold(row, from, to, (_, value) => value),
  count_over_time: (row, from, to) => {
    const count = counted(row, from, to);
    return count === 0 ? Number.NaN : count;
  },
  avg_over_time: (row, from, to) => fold(row, from, to, (sum, value) => sum + value) / counted(row, from, to),
};
export const overTimeNames: ReadonlySet<string> = new Set(Object.keys(windows));

function fold(row: Float64Array, from: number, to: number, step: (kept: number, value: number) => number): number {
  let kept = Number.NaN;
  for (let k = from; k < to; k += 1) {
    const value = row[k]!;
    if (Number.isNaN(value)) continue;
    kept = Number.isNaN(kept) ? value : step(kept, value);
  }
  return kept;
}

function counted(row: Float64Array, from: number, to: number): number {
  let count = 0;
  for (let k = from; k < to; k += 1) if (!Number.isNaN(row[k]!)) count += 1;
  return count;
}

/**
 * `sum_over_time` and its sisters over the samples of gauges, or over a subquery. A window is open on the left, (t - w, t], as
 * in Prometheus 3: 24 hours hold 24 hourly samples, while Prometheus 2 counts a 25th that lies exactly on its start.
 * @param evaluate works out the inside of a subquery
 */
export function overTime(
  evaluation: Evaluation,
  name: string,
  range: Matrix | Subquery,
  evaluate: (inner: Evaluation) => Vector,
): Vector {
  const { times } = evaluation;
  if (name === "sum_over_time" && range.kind === "matrix") {
    const sums = recordedSums(evaluation, range);
    if (sums) return sums;
  }
  const offset = range.kind === "matrix" ? range.selector.offsetMs : range.offsetMs;
  const start = times[0]! - offset - range.rangeMs;
  const end = times.at(-1)! - offset;
  const samples =
    range.kind === "matrix"
      ? gaugeSamples(evaluation, range, start, end)
      : subquerySamples(evaluation, range, start, end, evaluate);
  if (!samples) return emptyVector([], times.length);
  const labels = name === "last_over_time" ? samples.labels : withoutName(samples.labels);
  const result = emptyVector(labels, times.length);
  const { gridMs, first } = samples;
  for (let i = 0; i < labels.length; i += 1) {
    const row = samples.row(i);
    for (let step = 0; step < times.length; step += 1) {
      const at = times[step]! - offset;
      const value = windows[name]!(
        row,
        Math.floor((at - range.rangeMs) / gridMs) + 1 - first,
        Math.floor(at / gridMs) + 1 - first,
      );
      if (Number.isNaN(value)) continue;
      result.values[i * times.length + step] = value;
      result.present[i * times.length + step] = 1;
    }
  }
  return result;
}

/** The sums of a recorded metric that can tell them without being read sample by sample; null for another. */
function recordedSums(evaluation: Evaluation, { selector, rangeMs }: Matrix): Vector | null {
  const { times, nowMs } = evaluation;
  const selected = evaluation.select(selector);
  const sum = selected?.metric.sumOverTime;
  if (!selected || !sum) return null;
  const { indexes, labels } = selected;
  evaluation.spend(indexes.length * times.length);
  const result = emptyVector(labels, times.length);
  for (let i = 0; i < indexes.length; i += 1) {
    for (let step = 0; step < times.length; step += 1) {
      const at = times[step]! - selector.offsetMs;
      const value = sum(indexes[i]!, at - rangeMs, Math.min(at, nowMs));
      if (value === null) continue;
      result.values[i * times.length + step] = value;
      result.present[i * times.length + step] = 1;
    }
  }
  return result;
}

function gaugeSamples(evaluation: Evaluation, { selector }: Matrix, start: number, end: number): Samples | null {
  const selected = evaluation.select(selector);
  if (!selected) return null;
  const read = selected.metric.value;
  if (!read)
    throw new PromqlError(
      `invalid parameter "query": ${selector.name} is a counter, of which the demo's Prometheus knows only rate() and increase()`,
    );
  const gridMs = selected.metric.gridMs ?? SCRAPE_MS;
  const first = Math.floor(start / gridMs) + 1;
  const count = Math.max(0, Math.floor(end / gridMs) + 1 - first);
  evaluation.spend(selected.indexes.length * count);
  const row = new Float64Array(count);
  return {
    labels: selected.named(),
    gridMs,
    first,
    count,
    row: (series) => {
      for (let k = 0; k < count; k += 1) {
        const at = (first + k) * gridMs;
        row[k] = at > evaluation.nowMs ? Number.NaN : (read(selected.indexes[series]!, at) ?? Number.NaN);
      }
      return row;
    },
  };
}

/** A subquery's instants are whole multiples of its step, as in Prometheus. A value that is NaN counts as none. */
function subquerySamples(
  evaluation: Evaluation,
  { stepMs }: Subquery,
  start: number,
  end: number,
  evaluate: (inner: Evaluation) => Vector,
): Samples | null {
  const first = Math.floor(start / stepMs) + 1;
  const count = Math.floor(end / stepMs) + 1 - first;
  if (count <= 0) return null;
  const inner = evaluate({
    ...evaluation,
    times: Float64Array.from({ length: count }, (_, k) => (first + k) * stepMs),
  });
  return {
    labels: inner.labels,
    gridMs: stepMs,
    first,
    count,
    row: (series) => {
      const cells = inner.values.slice(series * count, (series + 1) * count);
      for (let k = 0; k < count; k += 1) if (!inner.present[series * count + k]) cells[k] = Number.NaN;
      return cells;
    },
  };
}
