import type { Aggregator, Grouping } from "./syntax.ts";
import { emptyVector, groupsOf, type Labels, type Vector } from "./vectors.ts";

/** sum, avg, min, max or count of the series in each group, at each step. */
export function aggregate(op: Exclude<Aggregator, "topk" | "bottomk">, grouping: Grouping, input: Vector): Vector {
  const { steps } = input;
  const groups = groupsOf(input.labels, grouping.by, grouping.labels);
  const result = emptyVector(groups.labels, steps);
  const counts = new Uint32Array(result.values.length);
  for (let i = 0; i < input.labels.length; i += 1) {
    const to = groups.of[i]! * steps;
    for (let step = 0; step < steps; step += 1) {
      if (!input.present[i * steps + step]) continue;
      const value = input.values[i * steps + step]!;
      const cell = to + step;
      const kept = result.values[cell]!;
      const begun = counts[cell]! > 0;
      if (op === "sum" || op === "avg") result.values[cell] = kept + value;
      // A NaN gives way to any number, as in Prometheus.
      else if (op === "min") result.values[cell] = !begun || value < kept || Number.isNaN(kept) ? value : kept;
      else if (op === "max") result.values[cell] = !begun || value > kept || Number.isNaN(kept) ? value : kept;
      counts[cell]! += 1;
      result.present[cell] = 1;
    }
  }
  if (op === "count") for (let cell = 0; cell < counts.length; cell += 1) result.values[cell] = counts[cell]!;
  if (op === "avg")
    for (let cell = 0; cell < counts.length; cell += 1) if (counts[cell]) result.values[cell]! /= counts[cell]!;
  return result;
}

/** The k largest or smallest series of each group at each step, best first; their labels stay whole. */
export function topk(op: "topk" | "bottomk", k: Float64Array, grouping: Grouping, input: Vector): Vector {
  const { steps, values, present } = input;
  const groups = groupsOf(input.labels, grouping.by, grouping.labels);
  const better = (a: number, b: number) => (Number.isNaN(b) && !Number.isNaN(a)) || (op === "topk" ? a > b : a < b);
  /** Series that are chosen at any step, in the order in which they are first, with their row in the result. */
  const rows = new Map<number, number>();
  const chosen: [series: number, step: number][] = [];
  for (let step = 0; step < steps; step += 1) {
    const limit = Math.trunc(k[step]!);
    if (!(limit >= 1)) continue;
    const best: number[][] = groups.labels.map(() => []);
    for (let i = 0; i < input.labels.length; i += 1) {
      if (!present[i * steps + step]) continue;
      const list = best[groups.of[i]!]!;
      const value = values[i * steps + step]!;
      if (list.length === limit && !better(value, values[list[limit - 1]! * steps + step]!)) continue;
      let place = list.length;
      while (place > 0 && better(value, values[list[place - 1]! * steps + step]!)) place -= 1;
      list.splice(place, 0, i);
      if (list.length > limit) list.pop();
    }
    for (const i of best.flat()) {
      if (!rows.has(i)) rows.set(i, rows.size);
      chosen.push([i, step]);
    }
  }
  const labels: Labels[] = [...rows.keys()].map((i) => input.labels[i]!);
  const result = emptyVector(labels, steps);
  for (const [i, step] of chosen) {
    const cell = rows.get(i)! * steps + step;
    result.values[cell] = values[i * steps + step]!;
    result.present[cell] = 1;
  }
  return result;
}
