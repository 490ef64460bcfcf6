import { Temporal } from "temporal-polyfill";

/** The weekday (1 = Monday) and wall time at which something starts or ends. */
export type WeekTime = { weekday: number; at: string };

/** The hours of a window in its week. An end that does not come after the start is in the next week. */
export type WeekHours = { starts: WeekTime; ends: WeekTime };

/**
 * The Monday of the week (Monday to Sunday) that is the n-th to lie wholly within its month.
 * @param month 1..12
 * @param n 1..3: every month has at least three, and only some a fourth
 */
export function fullWeekMonday(year: number, month: number, n: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  // The first one begins on the 7th at the latest, so the third's Sunday is the 27th at the latest.
  return first.add({ days: ((8 - first.dayOfWeek) % 7) + 7 * (n - 1) });
}

/**
 * The weekend on which maintenance breaks are allowed: that of the third week (Monday to Sunday) that lies wholly within the
 * month. The service's statement, 3.3: "the weekend of the third full week of each month".
 * @param month 1..12
 */
export function maintenanceWeekend(
  year: number,
  month: number,
): { saturday: Temporal.PlainDate; sunday: Temporal.PlainDate } {
  const saturday = fullWeekMonday(year, month, 3).add({ days: 5 });
  return { saturday, sunday: saturday.add({ days: 1 }) };
}

/**
 * The hours of a month's maintenance window by the service's statement.
 * @param hours when it starts and ends in the third full week
 * @param timeZone IANA name; a change of summer time within the window moves no wall time
 */
export function maintenanceHours(
  year: number,
  month: number,
  hours: WeekHours,
  timeZone: string,
): { startsAt: Date; endsAt: Date } {
  return hoursInWeek(fullWeekMonday(year, month, 3), hours, timeZone);
}

/**
 * The instants of a window's wall times in one week. A wall time that a clock change leaves out is taken as long after the
 * change; one that it repeats is the first of the two.
 * @param monday the week's first day
 */
export function hoursInWeek(
  monday: Temporal.PlainDate,
  { starts, ends }: WeekHours,
  timeZone: string,
): { startsAt: Date; endsAt: Date } {
  const instant = ({ weekday, at }: WeekTime, weeks: number) =>
    new Date(
      monday.add({ weeks, days: weekday - 1 }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(at) })
        .epochMilliseconds,
    );
  const inOrder = starts.weekday < ends.weekday || (starts.weekday === ends.weekday && starts.at < ends.at);
  return { startsAt: instant(starts, 0), endsAt: instant(ends, inOrder ? 0 : 1) };
}
