import { Temporal } from "temporal-polyfill";

/** Weeks are those of ISO 8601: from Monday, named by the year that has their Thursday. Days are `YYYY-MM-DD`. */
export type Week = { year: number; week: number; monday: string };

export function weekOf(monday: string): Week {
  const day = Temporal.PlainDate.from(monday);
  return { year: day.yearOfWeek!, week: day.weekOfYear!, monday };
}

/** The Monday of the week in which an instant lies, in a time zone. */
export function mondayOf(at: Date, timeZone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

export const addWeeks = (monday: string, weeks: number): string =>
  Temporal.PlainDate.from(monday).add({ weeks }).toString();

export const isMonday = (day: string): boolean => Temporal.PlainDate.from(day).dayOfWeek === 1;

/** The first instant of a week. */
export const startOfWeek = (monday: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(monday).toZonedDateTime(timeZone).epochMilliseconds);

/** When the bulletin of a week is due. @param due a weekday (1 is Monday) and a wall time, `15:00` */
export function dueAt(monday: string, due: { weekday: number; at: string }, timeZone: string): Date {
  const day = Temporal.PlainDate.from(monday).add({ days: due.weekday - 1 });
  return new Date(day.toZonedDateTime({ timeZone, plainTime: due.at }).epochMilliseconds);
}

/**
 * The weeks whose bulletin should be out and is not: of the last ones, since there was something to tell of, the newest first.
 * @param told Mondays of the weeks that have a published bulletin
 * @param since the instant of the first release or bulletin; null: there is nothing yet
 */
export function overdueWeeks({
  now,
  since,
  told,
  due,
  timeZone,
  lookBack = LOOK_BACK_WEEKS,
}: {
  now: Date;
  since: Date | null;
  told: ReadonlySet<string>;
  due: { weekday: number; at: string };
  timeZone: string;
  lookBack?: number;
}): Week[] {
  if (!since) return [];
  const first = mondayOf(since, timeZone);
  const current = mondayOf(now, timeZone);
  return Array.from({ length: lookBack }, (_, back) => addWeeks(current, -back))
    .filter((monday) => monday >= first && !told.has(monday) && dueAt(monday, due, timeZone) <= now)
    .map(weekOf);
}

/** What was missed longer ago is not made good by a warning. */
export const LOOK_BACK_WEEKS = 8;
