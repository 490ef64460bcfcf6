import { Temporal } from "temporal-polyfill";

/** A runbook that nobody has read through for so long may tell of what is no longer so. */
const REVIEW_MONTHS = 6;

/** @param reviewed a calendar day */
export function isStale(reviewed: string, now: Date): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(+now).toZonedDateTimeISO("Europe/Helsinki").toPlainDate();
  const until = Temporal.PlainDate.from(reviewed).add({ months: REVIEW_MONTHS });
  return Temporal.PlainDate.compare(today, until) > 0;
}
