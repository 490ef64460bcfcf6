import { Temporal } from "temporal-polyfill";

export const HOUR = 3_600_000;
export const floorHour = (time: number) => Math.floor(time / HOUR) * HOUR;
export const ceilHour = (time: number) => Math.ceil(time / HOUR) * HOUR;

/**
 * How a time zone's clocks stand over a stretch of time. Reading thousands of hours through a calendar library costs a
 * tenth of a second; the offset changes twice a year.
 * @returns the offset from UTC in ms at an instant within the stretch
 */
export function offsetsOf(zone: string, from: number, to: number): (time: number) => number {
  const changes: { at: number; offset: number }[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  while (at && at.epochMilliseconds <= to) {
    changes.push({ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 });
    at = at.getTimeZoneTransition("next");
  }
  return (time) => {
    for (let i = changes.length - 1; i > 0; i -= 1) if (changes[i]!.at <= time) return changes[i]!.offset;
    return changes[0]?.offset ?? 0;
  };
}

const DAY = 24 * HOUR;

/** Local days counted from 1 January 1970: a number is a tenth of the work of a date's text. */
export const dayNumber = (time: number, offset: number) => Math.floor((time + offset) / DAY);
/** `2026-11-23` */
export const dayName = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);

/** The place of a local hour in the week: 0 is Monday's first, 167 Sunday's last. */
export function hourOfWeek(time: number, offset: number): number {
  // 1 January 1970 was a Thursday.
  const weekday = (dayNumber(time, offset) + 3) % 7;
  return weekday * 24 + Math.floor(((time + offset) % DAY) / HOUR);
}
