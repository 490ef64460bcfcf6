import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";

/** From when INTERVAL is counted, and the day that a rule without one of its own takes: the first of January or of each month. */
const COUNTED_FROM = "DTSTART;TZID=UTC:20000101T000000";

/**
 * The days that a rule of the profile gives in one month (RFC 5545, 3.3.10). They are days without a time or a zone: the hours
 * come from the profile.
 * @param rrule one in which `rruleFault` finds none
 * @param month 1..12
 */
export function rruleDays(rrule: string, year: number, month: number): Temporal.PlainDate[] {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return daysBetween(rrule, first, first.add({ months: 1 }).subtract({ days: 1 }));
}

function daysBetween(rrule: string, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const midnight = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime("UTC").epochMilliseconds);
  return new RRuleTemporal({ rruleString: `${COUNTED_FROM}\nRRULE:${rrule}`, strict: true })
    .between(midnight(from), midnight(to), true)
    .map((day) => Temporal.PlainDate.from(day.toPlainDate().toString()));
}

const within = (min: number, max: number) => (value: string) =>
  /^[+-]?\d{1,4}$/.test(value) && Math.abs(Number(value)) >= min && Math.abs(Number(value)) <= max;
const positive = (max: number) => (value: string) => !/^[+-]/.test(value) && within(1, max)(value);

/** What a rule may say, and which values it takes: the library passes over what it does not know. */
const parts: Record<string, (value: string) => boolean> = {
  FREQ: (value) => ["MONTHLY", "WEEKLY", "YEARLY"].includes(value),
  INTERVAL: positive(1000),
  BYDAY: (value) => /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYMONTHDAY: within(1, 31),
  BYMONTH: positive(12),
  BYSETPOS: within(1, 366),
  WKST: (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
};
const single = ["FREQ", "INTERVAL", "WKST"];

/** Among so many years each calendar of a year occurs, leap years too: from 2000, within the Gregorian cycle. */
const YEARS_TRIED = 28;

/**
 * Why an RRULE cannot say on which days maintenance is allowed, as a sentence for whoever wrote it; null if it can. It gives at
 * most one day in any month, and does not end.
 */
export function rruleFault(rrule: string): string | null {
  const seen = new Set<string>();
  for (const part of rrule.split(";")) {
    const [, name = "", values = ""] = /^([A-Z]+)=(.*)$/s.exec(part) ?? [];
    const known = parts[name];
    if (!known)
      return `does not take "${part}"; it takes ${Object.keys(parts).join(", ")}: hours come from starts and ends`;
    if (seen.has(name)) return `has ${name} twice`;
    seen.add(name);
    const list = single.includes(name) ? [values] : values.split(",");
    const strange = list.find((value) => !known(value));
    if (strange !== undefined) return `"${strange}" is no value of ${name} (RFC 5545, 3.3.10)`;
  }
  let days: Temporal.PlainDate[];
  try {
    const from = Temporal.PlainDate.from("2000-01-01");
    days = daysBetween(rrule, from, from.add({ years: YEARS_TRIED }).subtract({ days: 1 }));
  } catch (error) {
    return `is no RRULE: ${(error as Error).message}`;
  }
  if (days.length === 0) return "gives no day at all";
  const twice = days.find((day, i) => day.toPlainYearMonth().toString() === days[i + 1]?.toPlainYearMonth().toString());
  if (twice) return `gives two days in ${twice.toPlainYearMonth()}: a month has one window`;
  return null;
}
