import { rruleDays } from "../../profile/rrule-days.ts";
import { fullWeekMonday, hoursInWeek, type WeekHours } from "./calendar-rule.ts";

/**
 * On which days an installation allows maintenance, as its profile says: the n-th week that lies wholly within the month, or the
 * week (Monday to Sunday) of the day that an RRULE gives in the month.
 */
export type MaintenanceRule = { fullWeek: number } | { rrule: string };

/**
 * The hours that the rule gives a month.
 * @param month 1..12. With an RRULE, the month of the day that it gives: the window's own days are of that day's week, and may
 *   lie in the month before or after.
 * @returns null when an RRULE gives no day in the month
 */
export function plannedHours(
  rule: MaintenanceRule,
  hours: WeekHours,
  timeZone: string,
  year: number,
  month: number,
): { startsAt: Date; endsAt: Date } | null {
  if ("fullWeek" in rule) return hoursInWeek(fullWeekMonday(year, month, rule.fullWeek), hours, timeZone);
  const [day] = rruleDays(rule.rrule, year, month);
  return day ? hoursInWeek(day.subtract({ days: day.dayOfWeek - 1 }), hours, timeZone) : null;
}

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/**
 * The rule as an RRULE (RFC 5545, 3.3.10). The n-th full week's Monday is one of seven days of the month, and so is each other
 * day of that week: a weekday among seven dates is exactly one day. An RRULE of the profile stays as it is.
 * @returns for a full week, the rule of the day on which the window starts
 */
export function rruleOf(rule: MaintenanceRule, { starts }: Pick<WeekHours, "starts">): string {
  if ("rrule" in rule) return rule.rrule;
  const earliest = 7 * (rule.fullWeek - 1) + starts.weekday;
  const dates = Array.from({ length: 7 }, (_, i) => earliest + i);
  return `FREQ=MONTHLY;BYDAY=${DAYS[starts.weekday - 1]};BYMONTHDAY=${dates.join(",")}`;
}
