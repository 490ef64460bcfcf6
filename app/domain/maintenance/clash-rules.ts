import { Temporal } from "temporal-polyfill";
import type { Clash } from "./maintenance-view.ts";

export type ClashGiven = {
  /** Of the profile: `maintenance.busy`. */
  busy: { vatDueDay: number; salaryDays: readonly number[]; monthEndDays: number };
  /** The days of a year on which offices and banks are closed besides weekends: their names by `YYYY-MM-DD`. */
  daysOff: (year: number) => ReadonlyMap<string, string>;
  /** IANA name. */
  zone: string;
};

/**
 * What customers do on the local days that a window touches: VAT that falls due, salaries that are paid, books that are closed,
 * and public holidays. In the order of the days.
 */
export function clashesOf(window: { startsAt: Date; endsAt: Date }, given: ClashGiven): Clash[] {
  return daysTouched(window, given.zone).flatMap((day) => [
    ...vat(day, given),
    ...salary(day, given),
    ...monthEnd(day, given),
    ...holiday(day, given),
  ]);
}

/** Every local day on which the window has a moment; its end itself is no part of it. */
function daysTouched({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string): Temporal.PlainDate[] {
  const dayOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
  const last = dayOf(endsAt.getTime() - 1);
  const days: Temporal.PlainDate[] = [];
  for (let day = dayOf(startsAt.getTime()); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day);
  return days;
}

const isOff = (day: Temporal.PlainDate, { daysOff }: ClashGiven) => daysOff(day.year).has(day.toString());
const isBusiness = (day: Temporal.PlainDate, given: ClashGiven) => day.dayOfWeek <= 5 && !isOff(day, given);

/**
 * A due date that falls on a Saturday, a Sunday, a holiday, Christmas Eve or Midsummer Eve moves to the next working day
 * (Finland: Act on the calculation of statutory time limits, 150/1930, section 5).
 */
function vat(day: Temporal.PlainDate, given: ClashGiven): Clash[] {
  const nominal = day.with({ day: given.busy.vatDueDay });
  let due = nominal;
  while (!isBusiness(due, given)) due = due.add({ days: 1 });
  if (!due.equals(day)) return [];
  const moved = due.equals(nominal) ? "" : `, moved from the ${ordinal(nominal.day)}`;
  return [{ kind: "vat", day: day.toString(), what: `VAT is due${moved}` }];
}

/** Salaries that would be paid on a day without banks are paid on the banking day before, which may be in the month before. */
function salary(day: Temporal.PlainDate, given: ClashGiven): Clash[] {
  const nominal = [day, day.add({ months: 1 })].flatMap((month) =>
    // `constrain`, the default, makes the 31st the last day of a shorter month.
    given.busy.salaryDays.map((date) => month.with({ day: date })),
  );
  const paid = nominal.map((date) => {
    let payday = date;
    while (!isBusiness(payday, given)) payday = payday.subtract({ days: 1 });
    return { date, payday };
  });
  const met = paid.find(({ payday }) => payday.equals(day));
  if (!met) return [];
  const moved = met.date.equals(day) ? "" : `, moved from the ${ordinal(met.date.day)}`;
  return [{ kind: "salary", day: day.toString(), what: `Salaries are paid${moved}` }];
}

function monthEnd(day: Temporal.PlainDate, { busy }: ClashGiven): Clash[] {
  const closes = day.day <= busy.monthEndDays || day.day > day.daysInMonth - busy.monthEndDays;
  return closes ? [{ kind: "month_end", day: day.toString(), what: "The books of the month are closed" }] : [];
}

function holiday(day: Temporal.PlainDate, { daysOff }: ClashGiven): Clash[] {
  const name = daysOff(day.year).get(day.toString());
  return name ? [{ kind: "holiday", day: day.toString(), what: name }] : [];
}

function ordinal(day: number): string {
  const ending = day > 3 && day < 21 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
}
