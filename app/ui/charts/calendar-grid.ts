const DAY = 86_400_000;

/** From Monday, as `weekdayIndex` counts. */
export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** 0 is Monday. @param day YYYY-MM-DD */
export const weekdayIndex = (day: string): number => (new Date(utc(day)).getUTCDay() + 6) % 7;

/** The number of the week by ISO 8601: the week of the year's first Thursday is the first. */
export function isoWeek(day: string): number {
  const thursday = utc(day) + (3 - weekdayIndex(day)) * DAY;
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - firstOfYear) / DAY / 7) + 1;
}

/** Weeks (from Monday) between the week of the first day and that of another. */
export function weekColumn(first: string, day: string): number {
  const monday = utc(first) - weekdayIndex(first) * DAY;
  return Math.floor((utc(day) - monday) / (7 * DAY));
}
