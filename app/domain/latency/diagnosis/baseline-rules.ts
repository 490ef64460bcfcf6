import type { Count } from "./facts.ts";
import * as limit from "./thresholds-rules.ts";

/** An average in the period against its own normal. */
export type Compared = {
  seen: number;
  requests: number;
  normal: number;
  /** Of the normal weeks' averages, in the average's unit. */
  spread: number;
  /** Normal weeks that there were. */
  weeks: number;
  normalRequests: number;
  /** What the excess must be above to be more than noise. */
  threshold: number;
  /** Above the normal; never below 0. */
  excess: number;
  ratio: number;
  apart: boolean;
};

/** Of an even number of them the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How much the weeks differ: the median distance from their median, in the scale of a standard deviation, within the bounds
 * that four numbers can be trusted for.
 */
export function spreadOf(values: readonly number[], normal: number): number {
  if (values.length < 2) return limit.SPREAD_PART_UNKNOWN * normal;
  const distance = 1.4826 * median(values.map((value) => Math.abs(value - normal)))!;
  return Math.min(limit.SPREAD_PART_MAX * normal, Math.max(limit.SPREAD_PART_MIN * normal, distance));
}

export const averageOf = ({ requests, seconds }: Count) => seconds / requests;

/**
 * Compares an average with that of the same hours in earlier weeks.
 * @param weeks undefined where there was nothing
 * @param requestsMin of the period; the normal weeks' minimum follows from it
 * @returns null where either side has too few requests
 */
export function compareAverages(
  seen: Count | undefined,
  weeks: readonly (Count | undefined)[],
  { seconds, part }: limit.Apart,
  requestsMin: number = limit.REQUESTS_MIN,
): Compared | null {
  if (!seen || seen.requests < requestsMin) return null;
  const usable = weeks.filter((week) => week !== undefined && week.requests >= limit.WEEK_REQUESTS_MIN) as Count[];
  const normalRequests = usable.reduce((sum, { requests }) => sum + requests, 0);
  const averages = usable.map(averageOf);
  const normal = median(averages);
  if (normal === null || normal <= 0) return null;
  if (normalRequests < (limit.NORMAL_REQUESTS_MIN * requestsMin) / limit.REQUESTS_MIN) return null;
  const spread = spreadOf(averages, normal);
  const chance =
    limit.CHANCE_TIMES * limit.REQUEST_VARIATION * normal * Math.sqrt(1 / seen.requests + 1 / normalRequests);
  const threshold = Math.max(seconds, part * normal, limit.SPREAD_TIMES * spread, chance);
  const average = averageOf(seen);
  const excess = Math.max(0, average - normal);
  return {
    seen: average,
    requests: seen.requests,
    normal,
    spread,
    weeks: usable.length,
    normalRequests,
    threshold,
    excess,
    ratio: average / normal,
    apart: excess > threshold,
  };
}
