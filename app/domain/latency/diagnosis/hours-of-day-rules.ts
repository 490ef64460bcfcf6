import type { Series } from "#app/platform/grafana/grafana.ts";
import { HOUR, offsetsOf } from "../local-hours-rules.ts";

/**
 * The share of each hour of the local day in what hourly series add up to.
 * @param series points at the end of each hour
 * @returns 24 shares that add up to 1; null of nothing
 */
export function hoursOfDay(series: readonly Series[], timeZone: string): number[] | null {
  const points = series.flatMap((one) => [...one.points]);
  const times = points.map(([at]) => at);
  if (times.length === 0) return null;
  const offset = offsetsOf(timeZone, Math.min(...times) - HOUR, Math.max(...times));
  const hours = Array<number>(24).fill(0);
  for (const [at, value] of points) {
    const begun = at - HOUR;
    hours[Math.floor((begun + offset(begun)) / HOUR) % 24]! += value ?? 0;
  }
  const all = hours.reduce((sum, value) => sum + value, 0);
  return all > 0 ? hours.map((value) => value / all) : null;
}

/** When a customer's people work, whatever its own hours are: loads outside them disturb nobody. */
export const OFFICE_HOURS = { from: 7, to: 18 };

/** The busiest hours of the office day, so many in a row: where moving something away helps most. */
export function busiestHours(hours: readonly number[], office: { from: number; to: number }, length = 2) {
  let best = { from: office.from, share: -1 };
  for (let from = office.from; from + length <= office.to; from += 1) {
    const share = hours.slice(from, from + length).reduce((sum, value) => sum + value, 0);
    if (share > best.share + 1e-9) best = { from, share };
  }
  return { from: best.from, to: best.from + length, share: best.share };
}
