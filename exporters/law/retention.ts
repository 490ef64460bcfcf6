import { Temporal } from "temporal-polyfill";
import type { RetentionRule, StartPoint } from "./types.ts";

function startDay(endsOn: Temporal.PlainDate, start: StartPoint): Temporal.PlainDate {
  return start === "end_of_financial_year"
    ? endsOn
    : Temporal.PlainDate.from({ year: endsOn.year, month: 12, day: 31 });
}

/**
 * The last day on which the rule still asks for the material of a financial year.
 * A period in years ends on the day with the same number; where that month is shorter, on its last day
 * (FI: Act 150/1930 section 3; NO: domstolloven § 148). A period with half a year that starts at the end of a month ends at
 * the end of a month, as the tax authorities count it, which is the longer reading.
 * @param endsOn the financial year's last day, YYYY-MM-DD
 * @returns YYYY-MM-DD
 */
export function retainUntil(rule: Pick<RetentionRule, "years" | "months" | "start">, endsOn: string): string {
  const from = startDay(Temporal.PlainDate.from(endsOn), rule.start);
  const until = from.add({ years: rule.years, months: rule.months ?? 0 });
  const endOfMonth = rule.months !== undefined && from.day === from.daysInMonth;
  return (endOfMonth ? until.with({ day: until.daysInMonth }) : until).toString();
}
