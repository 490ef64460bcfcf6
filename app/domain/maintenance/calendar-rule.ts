import { Temporal } from "temporal-polyfill";

/**
 * The weekend on which maintenance breaks are allowed: that of the third week (Monday to Sunday) that lies wholly within the
 * month. The service's statement, 3.3: "the weekend of the third full week of each month".
 * @param month 1..12
 */
export function maintenanceWeekend(
  year: number,
  month: number,
): { saturday: Temporal.PlainDate; sunday: Temporal.PlainDate } {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const firstMonday = first.add({ days: (8 - first.dayOfWeek) % 7 });
  // It begins on the 21st at the latest, so its Sunday is the 27th at the latest: always within the month.
  const saturday = firstMonday.add({ days: 14 + 5 });
  return { saturday, sunday: saturday.add({ days: 1 }) };
}

/** The weekday (1 = Monday) and wall time at which something starts or ends. */
export type WeekTime = { weekday: number; at: string };

/**
 * The hours of a month's maintenance window.
 * @param hours when it starts and ends in the third full week, by the service profile; the end is on the start's day or after
 * @param timeZone IANA name; a change of summer time within the window moves no wall time
 */
export function maintenanceHours(
  year: number,
  month: number,
  hours: { starts: WeekTime; ends: WeekTime },
  timeZone: string,
): { startsAt: Date; endsAt: Date } {
  const monday = maintenanceWeekend(year, month).saturday.subtract({ days: 5 });
  const instant = ({ weekday, at }: WeekTime) =>
    new Date(
      monday.add({ days: weekday - 1 }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(at) })
        .epochMilliseconds,
    );
  return { startsAt: instant(hours.starts), endsAt: instant(hours.ends) };
}
