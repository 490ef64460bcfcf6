import { emptyVector, groupsOf, type Vector } from "./vectors.ts";

type Bucket = { upper: number; series: number };

/** The quantile of each classic histogram at each step, linear inside the bucket that holds it, as Prometheus does it. */
export function histogramQuantile(quantiles: Float64Array, input: Vector): Vector {
  const { steps } = input;
  const groups = groupsOf(input.labels, false, ["le"]);
  const histograms: Bucket[][] = groups.labels.map(() => []);
  for (let i = 0; i < input.labels.length; i += 1) {
    const upper = boundary(input.labels[i]!.le);
    if (!Number.isNaN(upper)) histograms[groups.of[i]!]!.push({ upper, series: i });
  }
  const result = emptyVector(groups.labels, steps);
  histograms.forEach((buckets, group) => {
    buckets.sort((a, b) => a.upper - b.upper);
    for (let step = 0; step < steps; step += 1) {
      const there = buckets.filter(({ series }) => input.present[series * steps + step]);
      if (there.length === 0) continue;
      const counts = there.map(({ series }) => input.values[series * steps + step]!);
      const uppers = there.map(({ upper }) => upper);
      result.values[group * steps + step] = quantile(quantiles[step]!, uppers, counts);
      result.present[group * steps + step] = 1;
    }
  });
  return result;
}

const boundary = (le: string | undefined) =>
  le === undefined || le === "" ? Number.NaN : le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);

/**
 * @param uppers rising upper bounds, of which the last must be +Inf
 * @param counts how many observations are at most so large
 * @returns NaN without observations; the highest finite bound when the quantile is beyond it
 */
export function quantile(q: number, uppers: readonly number[], counts: readonly number[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const last = uppers.length - 1;
  if (uppers[last] !== Number.POSITIVE_INFINITY || last < 1) return Number.NaN;
  // Rounding may let a wider bucket hold a little less than a narrower one.
  let highest = 0;
  const rising = counts.map((count) => (highest = Math.max(highest, count)));
  const all = rising[last]!;
  if (all === 0 || Number.isNaN(all)) return Number.NaN;
  const rank = q * all;
  const found = rising.findIndex((count, i) => i === last || count >= rank);
  if (found === last) return uppers[last - 1]!;
  if (found === 0 && uppers[0]! <= 0) return uppers[0]!;
  const below = found === 0 ? 0 : rising[found - 1]!;
  const start = found === 0 ? 0 : uppers[found - 1]!;
  return start + (uppers[found]! - start) * ((rank - below) / (rising[found]! - below));
}
