const DAY = 86_400_000;

/** From Monday, as `weekdayIndex` counts. */
export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** 0 is Monday. @param day YYYY-MM-DD */
export const weekdayIndex = (day: string): number => (new Date(utc(day)).getUTCDay() + 6) % 7;

/** Weeks (from Monday) between the week of the first day and that of another. */
export function weekColumn(first: string, day: string): number {
  const monday = utc(first) - weekdayIndex(first) * DAY;
  return Math.floor((utc(day) - monday) / (7 * DAY));
}
