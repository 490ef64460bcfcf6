import { Temporal } from "temporal-polyfill";
import { TIME_ZONE } from "./formats.ts";

/**
 * The instant of a day and time as people in Helsinki read it off the wall. An hour that the clocks skip counts as the one
 * after; an hour that comes twice, as the first.
 * @param text `2026-11-22` or `2026-11-22T21:40`
 * @returns null for anything else
 */
export function parseLocal(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text)) return null;
  try {
    const zoned = Temporal.PlainDateTime.from(text).toZonedDateTime(TIME_ZONE, { disambiguation: "compatible" });
    return new Date(zoned.epochMilliseconds);
  } catch {
    return null;
  }
}
