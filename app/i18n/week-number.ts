const DAY_MS = 86_400_000;

/** The ISO 8601 week of a calendar day `2026-11-22`: 47. Week 1 is the one with the year's first Thursday. */
export function weekNumber(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = new Date(midnight + (3 - weekday) * DAY_MS);
  return 1 + Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * DAY_MS));
}
