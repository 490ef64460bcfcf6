const HOUR = 60;
const DAY = 24 * HOUR;

/** `25 min`, `4 h`, `4 h 10 min`, `5 days 10 h`; minutes are left out of days, rounded up. */
export function lossText(minutes: number): string {
  if (minutes < HOUR) return `${minutes} min`;
  const parts = (large: number, largeUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
  if (minutes < 2 * DAY) return parts(Math.floor(minutes / HOUR), "h", minutes % HOUR, "min");
  const hours = Math.ceil(minutes / HOUR);
  return parts(Math.floor(hours / 24), "days", hours % 24, "h");
}

/** `5 min – 1 h`, or what the statement says where it promises no time: never a number of our own. */
export const recoveryText = (minutes: { min: number; max: number } | null): string =>
  minutes ? `${lossText(minutes.min)} – ${lossText(minutes.max)}` : "case by case";
