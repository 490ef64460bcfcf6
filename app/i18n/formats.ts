/** How instants, days, bytes and counts are written. Instants are UTC inside and Europe/Helsinki on screen. */
export const TIME_ZONE = "Europe/Helsinki";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** `2026-11-22 21:40` in Helsinki time. @param instant a Date or an ISO string in UTC */
export function formatInstant(instant: Date | string, { seconds = false } = {}): string {
  const field = Object.fromEntries(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  const minute = `${field.year}-${field.month}-${field.day} ${field.hour}:${field.minute}`;
  return seconds ? `${minute}:${field.second}` : minute;
}

/** `2026-11-22`: the day it is in Helsinki at an instant. @param instant a Date, an ISO string in UTC, or ms */
export function formatDay(instant: Date | string | number): string {
  return formatInstant(new Date(instant)).slice(0, 10);
}

/** `09:41` in Helsinki time. */
export function formatClock(instant: Date | string | number): string {
  return formatInstant(new Date(instant)).slice(11);
}

/** `09:41` on the same Helsinki day as `now`, otherwise `2026-11-21 09:41`. */
export function formatSince(instant: Date | string, now: Date | string): string {
  return formatDay(instant) === formatDay(now) ? formatClock(instant) : formatInstant(instant);
}

/** `09:41` on the same Helsinki day as `now`, `21 Nov` in the same year, otherwise `21 Nov 2025`. */
export function formatSinceShort(instant: Date | string, now: Date | string): string {
  const day = formatDay(instant);
  if (day === formatDay(now)) return formatClock(instant);
  return day.slice(0, 4) === formatDay(now).slice(0, 4)
    ? formatDayOfMonth(day)
    : `${formatDayOfMonth(day)} ${day.slice(0, 4)}`;
}

// Own names: browsers and Node disagree on abbreviations ("Sep", "Sept"), and both must write the same page.
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `22 Nov` of a calendar day `2026-11-22`. */
export function formatDayOfMonth(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthNames[Number(day.slice(5, 7)) - 1]!.slice(0, 3)}`;
}

/** `Sun 22 Nov` of a calendar day `2026-11-22`. */
export function formatWeekday(day: string): string {
  return `${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${formatDayOfMonth(day)}`;
}

/** `November 2026` of `2026-11`. */
export function formatMonth(month: string): string {
  return `${monthNames[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `3 min ago`, `in 2 h`; whole units, rounded down. */
export function formatAge(instant: Date | string, now: Date): string {
  const seconds = Math.trunc((now.getTime() - new Date(instant).getTime()) / 1000);
  const size = Math.abs(seconds);
  const text =
    size < 60
      ? `${size} s`
      : size < 3600
        ? `${Math.trunc(size / 60)} min`
        : size < 48 * 3600
          ? `${Math.trunc(size / 3600)} h`
          : `${Math.trunc(size / 86_400)} days`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

const units = ["B", "kB", "MB", "GB", "TB"];

/** Decimal units with three significant digits: `1.24 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0 ? `${value} B` : `${value.toPrecision(3)} ${units[unit]}`;
}

/** `1 234 567`, with narrow no-break spaces. */
export function formatCount(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** `1 case`, `1 234 cases`. @param many where it is more than `one` with an s */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A decimal string with grouped thousands: `9 487 049.35`. Never goes through a float. */
export function formatAmount(decimal: string): string {
  const [whole = "0", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `0.61 s`: two decimals, as the target is promised; from 100 s on whole, grouped. */
export function formatSeconds(seconds: number): string {
  return `${secondsText(seconds)} s`;
}

/** As `formatSeconds`, without the unit: for columns whose header names it. */
export function secondsText(seconds: number): string {
  return Math.abs(seconds) < 99.995 ? seconds.toFixed(2) : formatCount(Math.round(seconds));
}

/** `340 ms` of 0.34 seconds. */
export function formatMilliseconds(seconds: number): string {
  return `${formatCount(Math.round(seconds * 1000))} ms`;
}

/** `93.4 %` of 0.934. What is short of everything is never written as 100 %, nor what is more than nothing as 0 %. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  if (share < 1 && share >= 0.9995) return "> 99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}

/** As `formatMinutes`, and `< 1 min` of what has lasted some seconds: never nothing. */
export function formatLasted(minutes: number): string {
  return minutes < 1 ? "< 1 min" : formatMinutes(minutes);
}

/** `1 h 30 min`, `45 min`, `2 days 3 h`: the two greatest units, rounded down. */
export function formatMinutes(minutes: number): string {
  const whole = Math.trunc(minutes);
  const pair = (great: number, greatUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${great} ${greatUnit}` : `${great} ${greatUnit} ${small} ${smallUnit}`;
  if (whole < 60) return `${whole} min`;
  if (whole < 48 * 60) return pair(Math.trunc(whole / 60), "h", whole % 60, "min");
  return pair(Math.trunc(whole / 1440), "days", Math.trunc((whole % 1440) / 60), "h");
}
