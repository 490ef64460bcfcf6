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

/** A decimal string with grouped thousands: `9 487 049.35`. Never goes through a float. */
export function formatAmount(decimal: string): string {
  const [whole = "0", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
