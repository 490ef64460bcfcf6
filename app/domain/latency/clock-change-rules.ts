import { Temporal } from "temporal-polyfill";
import { formatClock, formatWeekday } from "#app/i18n/formats.ts";
import type { Period } from "./latency-types.ts";

/** In a longer stretch an hour more or less is not seen. */
const SEEN_WITHIN_MS = 8 * 24 * 3_600_000;

/**
 * A sentence for a stretch of time in which the clocks change: an hour is twice there or missing, which is no fault of the
 * measurements.
 * @returns null when they do not change, or the stretch is too long for it to be seen
 */
export function clockChangeWords({ from, to }: Pick<Period, "from" | "to">, zone: string): string | null {
  const end = Date.parse(to);
  if (end - Date.parse(from) > SEEN_WITHIN_MS) return null;
  const change = Temporal.Instant.from(from).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  if (!change || change.epochMilliseconds >= end) return null;
  const before = change.subtract({ nanoseconds: 1 }).offsetNanoseconds;
  const back = change.offsetNanoseconds < before;
  const day = formatWeekday(change.toPlainDate().toString());
  // The later of the two readings of the hour: 04:00 in both directions in Finland.
  const hour = formatClock(change.epochMilliseconds + (back ? 3_600_000 : 0));
  return back
    ? `The clocks go back on ${day} at ${hour}: the hour before it is there twice.`
    : `The clocks go forward on ${day}: the hour before ${hour} does not exist.`;
}
