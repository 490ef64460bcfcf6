import { formatClock, formatDay, formatInstant, formatMinutes, formatWeekday } from "#app/i18n/formats.ts";
import { weekNumber } from "#app/i18n/week-number.ts";

type Hours = { startsAt: string; endsAt: string };

const MINUTE_MS = 60_000;
const minutesOf = ({ startsAt, endsAt }: Hours) => (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS;
const wall = (instant: string) => Date.parse(`${formatInstant(instant).replace(" ", "T")}Z`);

/** `Sat 26 – Sun 27 Dec`, or `Wed 25 Nov` of one that ends on the day on which it starts. */
export function daysText({ startsAt, endsAt }: Hours): string {
  const [first, last] = [formatWeekday(formatDay(startsAt)), formatWeekday(formatDay(endsAt))];
  if (first === last) return first;
  return first.slice(-3) === last.slice(-3) ? `${first.slice(0, -4)} – ${last}` : `${first} – ${last}`;
}

export const weekOf = ({ startsAt }: Hours): number => weekNumber(formatDay(startsAt));

/** `22:00 – 06:00` of a window whose days stand beside it. */
export const clockText = ({ startsAt, endsAt }: Hours): string => `${formatClock(startsAt)} – ${formatClock(endsAt)}`;

/** `8 h`: how long it truly lasts, whatever the clocks on the wall do meanwhile. */
export const lengthText = (hours: Hours): string => formatMinutes(minutesOf(hours));

/** What a change of summer time within it does: `clocks change: 1 h longer`. */
export function clockChangeText({ startsAt, endsAt }: Hours): string {
  const difference = minutesOf({ startsAt, endsAt }) - (wall(endsAt) - wall(startsAt)) / MINUTE_MS;
  return `clocks change: ${formatMinutes(Math.abs(difference))} ${difference > 0 ? "longer" : "shorter"}`;
}

/** `Sat 26 Dec 2026 22:00 – Sun 27 Dec 2026 06:00, week 52` in Helsinki time. */
export function spanText({ startsAt, endsAt }: Hours): string {
  const at = (instant: string) => {
    const day = formatDay(instant);
    return `${formatWeekday(day)} ${day.slice(0, 4)} ${formatClock(instant)}`;
  };
  const end = formatDay(startsAt) === formatDay(endsAt) ? formatClock(endsAt) : at(endsAt);
  return `${at(startsAt)} – ${end}, week ${weekOf({ startsAt, endsAt })}`;
}

/** `Sat 19 Dec` of a day or an instant; with its year where that is not the year of `now`. */
export function dayText(at: string, now: string): string {
  const day = formatDay(at);
  return `${formatWeekday(day)}${day.slice(0, 4) === formatDay(now).slice(0, 4) ? "" : ` ${day.slice(0, 4)}`}`;
}

/** `25 min left`, `1 min 40 s left`, `12 min over` of the server's time. */
export function leftText(until: string, now: string): string {
  const seconds = Math.trunc((Date.parse(until) - Date.parse(now)) / 1000);
  if (seconds < 0) return `${formatMinutes(Math.max(1, Math.trunc(-seconds / 60)))} over`;
  if (seconds < 60) return `${seconds} s left`;
  if (seconds >= 600 || seconds % 60 === 0) return `${formatMinutes(seconds / 60)} left`;
  return `${Math.trunc(seconds / 60)} min ${seconds % 60} s left`;
}

/** `2026-11-22T21:40` in Helsinki time, as a field for a day and time takes it. */
export const fieldTime = (instant: string | Date): string => formatInstant(instant).replace(" ", "T");

/** `Databases and Banks`; `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
