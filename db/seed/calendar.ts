/** A calendar day, YYYY-MM-DD; no time zone. */
export type Day = string;

export type Period = { startsOn: Day; endsOn: Day };

/** The demo set's "today": it must not change with the clock. */
export const TODAY: Day = "2026-11-22";

const toDate = (day: Day) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date): Day => date.toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return toDay(date);
}

/** The given day of the month that lies `months` after the month of `day`. */
export function dayOfMonth(day: Day, months: number, dayNumber: number): Day {
  const date = toDate(day);
  return toDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, dayNumber)));
}

/** The calendar months from `startsOn` on; the period must end with a month; the first one may be a part of one. */
export function monthsOf({ startsOn, endsOn }: Period): Period[] {
  const months: Period[] = [];
  for (let first = startsOn; first <= endsOn; first = dayOfMonth(first, 1, 1)) {
    months.push({ startsOn: first, endsOn: addDays(dayOfMonth(first, 1, 1), -1) });
  }
  return months;
}

/** 2024-03-31 -> 2024-Q1 */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** 2024-03-31 -> 31.3.2024 */
export function finnishDay(day: Day): string {
  return day.split("-").reverse().map(Number).join(".");
}
