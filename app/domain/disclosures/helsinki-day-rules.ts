import { Temporal } from "temporal-polyfill";

const helsinki = (instant: Date) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO("Europe/Helsinki").toPlainDate();

/** The day in Helsinki, `YYYY-MM-DD`. */
export const today = (now: Date): string => helsinki(now).toString();

/**
 * Until when what a disclosure held is kept: two years from its end (Act 917/2014, section 145: what was done with the
 * information, by whom and when).
 */
export const keepUntil = (ended: Date): string => helsinki(ended).add({ years: 2 }).toString();
