import { Temporal } from "temporal-polyfill";

/** When the office answers. Wall times are of `timeZone`. */
export type Office = {
  /** ISO: 1 is Monday. */
  weekdays: readonly number[];
  from: string;
  to: string;
  timeZone: string;
  /** Days of a year on which it is closed, `YYYY-MM-DD`, with the name of each. */
  closed: (year: number) => ReadonlyMap<string, string>;
};

/** Longer than any run of weekends and holidays. */
const LOOK_AHEAD_DAYS = 60;

/** Why the office is closed the whole day: the holiday's name, or null on a plain day. */
export function holidayOn(office: Office, day: Temporal.PlainDate): string | null {
  return office.closed(day.year).get(day.toString()) ?? null;
}

function hoursOn(office: Office, day: Temporal.PlainDate): [from: number, to: number] | null {
  if (!office.weekdays.includes(day.dayOfWeek) || holidayOn(office, day) !== null) return null;
  const at = (time: string) => day.toZonedDateTime({ timeZone: office.timeZone, plainTime: time }).epochMilliseconds;
  return [at(office.from), at(office.to)];
}

/**
 * Whether the office answers at an instant, and until when that stays so. It opens at `from` and has closed at `to`.
 * @returns `holiday` names the day where one keeps the office closed
 * @throws Error when the office would not open within two months: a profile that closes every day
 */
export function officeAt(office: Office, at: Date): { open: boolean; until: Date; holiday: string | null } {
  const now = at.getTime();
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(office.timeZone).toPlainDate();
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const hours = hoursOn(office, today.add({ days }));
    if (!hours || now >= hours[1]) continue;
    const open = now >= hours[0];
    return { open, until: new Date(open ? hours[1] : hours[0]), holiday: open ? null : holidayOn(office, today) };
  }
  throw new Error(`the office hours of the profile leave no day open from ${today.toString()}`);
}

/**
 * The instant at which so many hours of the office's time have passed. What begins while the office is closed, begins at its
 * next opening; what would end exactly at closing time, ends then.
 * @param hours more than zero
 */
export function afterOfficeHours(office: Office, from: Date, hours: number): Date {
  let left = hours * 3_600_000;
  let at = from;
  for (;;) {
    const { open, until } = officeAt(office, at);
    if (open) {
      const there = until.getTime() - at.getTime();
      if (left <= there) return new Date(at.getTime() + left);
      left -= there;
    }
    at = until;
  }
}
