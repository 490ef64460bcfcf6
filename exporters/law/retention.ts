import { Temporal } from "temporal-polyfill";
import type { RetentionRule } from "./types.ts";

type Period = Pick<RetentionRule, "years" | "months" | "start">;

/** The days of a financial year that periods count from, YYYY-MM-DD. */
export type YearDays = { startsOn?: string; endsOn: string; closedOn: string | null };

const plain = (day: string) => Temporal.PlainDate.from(day);
const endOfCalendarYear = (year: number) => Temporal.PlainDate.from({ year, month: 12, day: 31 });

/**
 * A period in years ends on the day with the same number; where that month is shorter, on its last day
 * (FI: Act 150/1930 section 3; NO: domstolloven § 148). A period with half a year that starts at the end of a month ends at
 * the end of a month, as the tax authorities count it, which is the longer reading.
 */
function periodEnd(rule: Period, from: Temporal.PlainDate): string {
  const until = from.add({ years: rule.years, months: rule.months ?? 0 });
  const endOfMonth = rule.months !== undefined && from.day === from.daysInMonth;
  return (endOfMonth ? until.with({ day: until.daysInMonth }) : until).toString();
}

/**
 * The last day on which the rule still asks for the material of a financial year.
 * @param year the year's last day, or that with the day on which its statements were drawn up
 * @returns YYYY-MM-DD
 */
export function retainUntil(rule: Period, year: string | YearDays): string {
  const { endsOn, closedOn } = typeof year === "string" ? { endsOn: year, closedOn: null } : year;
  const end = plain(endsOn);
  if (rule.start === "end_of_financial_year") return periodEnd(rule, end);
  if (rule.start === "end_of_calendar_year_of_closing") {
    // Books that are still open are closed some day later: the next year is the latest that the law allows.
    const closed = closedOn ? plain(closedOn) : end.add({ years: 1 });
    return periodEnd(rule, endOfCalendarYear(Math.max(closed.year, end.year)));
  }
  return periodEnd(rule, endOfCalendarYear(end.year));
}

/**
 * The same for a voucher with a mark.
 * @param startsOn the mark's day
 * @param year the voucher's financial year: some countries count from it whatever the mark's day
 */
export function markRetainUntil(rule: Period, startsOn: string, year: string | YearDays): string {
  if (rule.start === "end_of_calendar_year_of_day") return periodEnd(rule, endOfCalendarYear(plain(startsOn).year));
  if (rule.start === "end_of_calendar_year_of_days_financial_year")
    return periodEnd(
      rule,
      endOfCalendarYear(yearOfEnd(plain(startsOn), typeof year === "string" ? { endsOn: year } : year)),
    );
  return retainUntil(rule, year);
}

/** The calendar year in which a day's financial year ends: the voucher's own, or one that ends in the same month as that. */
function yearOfEnd(day: Temporal.PlainDate, { startsOn, endsOn }: Pick<YearDays, "startsOn" | "endsOn">): number {
  const end = plain(endsOn);
  if (startsOn !== undefined && startsOn <= day.toString() && day.toString() <= endsOn) return end.year;
  // A year that ends with February ends on its 28th or 29th.
  const lastDay = end.day === end.daysInMonth ? day.daysInMonth : end.day;
  const over = day.month > end.month || (day.month === end.month && day.day > lastDay);
  return day.year + (over ? 1 : 0);
}

/**
 * The same for an employee's records. A claim period runs from the end of the calendar year in which the claim fell due while
 * the employment lasts; when the employment ends before it is over, from the last day of employment instead.
 * @param recordYear the calendar year of the hours, or in which the holiday credit year ends
 * @param employedUntil the last day of employment, null while it lasts
 */
export function recordRetainUntil(
  rule: Period & Pick<RetentionRule, "dueYearsLater">,
  recordYear: number,
  employedUntil: string | null,
): string {
  const employed = periodEnd(rule, endOfCalendarYear(recordYear + (rule.dueYearsLater ?? 0)));
  if (rule.start !== "end_of_claim_period" || employedUntil === null || employedUntil > employed) return employed;
  return periodEnd(rule, plain(employedUntil));
}
