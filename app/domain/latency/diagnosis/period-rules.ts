import { Temporal } from "temporal-polyfill";
import { NORMAL_WEEKS } from "./thresholds-rules.ts";

/** Instants. */
export type Span = { from: Date; to: Date };

/**
 * The same hours of the week in the weeks before, nearest first: by the clock on the wall, so that office hours stay office
 * hours across a change of summer time. Each is as long as the period.
 */
export function normalWeeks({ from, to }: Span, timeZone: string): Span[] {
  const length = to.getTime() - from.getTime();
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  return Array.from({ length: NORMAL_WEEKS }, (_, i) => {
    const back = start.subtract({ weeks: i + 1 }).epochMilliseconds;
    return { from: new Date(back), to: new Date(back + length) };
  });
}

/** Steps of charts that divide an hour or a day, in seconds: at most 48 points, and never shorter than two slow scrapes. */
const STEPS = [600, 900, 1800, 3600, 7200, 14_400];
const POINTS_MAX = 48;

export function chartStep({ from, to }: Span): number {
  const length = (to.getTime() - from.getTime()) / 1000;
  return STEPS.find((step) => length / step <= POINTS_MAX) ?? STEPS.at(-1)!;
}
