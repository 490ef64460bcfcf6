import { Temporal } from "temporal-polyfill";
import type { Span } from "./period-rules.ts";

/** The same hours of the week, so many weeks later, by the clock on the wall. */
export function weeksLater({ from, to }: Span, weeks: number, timeZone: string): Span {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  const later = start.add({ weeks }).epochMilliseconds;
  return { from: new Date(later), to: new Date(later + to.getTime() - from.getTime()) };
}

/** The first week later of which the same hours are still to end: when it can be measured. */
export function nextMeasurable(span: Span, now: Date, timeZone: string): Span {
  for (let weeks = 1; ; weeks += 1) {
    const later = weeksLater(span, weeks, timeZone);
    if (later.to > now) return later;
  }
}

/** The latest week later of which the same hours were over at a time; null when none was. */
export function lastMeasurable(span: Span, at: Date, timeZone: string): Span | null {
  let found: Span | null = null;
  for (let weeks = 1; ; weeks += 1) {
    const later = weeksLater(span, weeks, timeZone);
    if (later.to > at) return found;
    found = later;
  }
}
