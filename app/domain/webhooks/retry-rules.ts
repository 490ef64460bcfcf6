/** When a delivery that failed is tried again. Pure. */

const SECOND = 1;
const MINUTE = 60;
const HOUR = 3600;
/** Seconds until the next try after the nth failure: longer each time, a day and some minutes in all. */
const WAITS = [5 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 7 * HOUR, 9 * HOUR];
/** So that what failed together does not knock together again. */
const JITTER = 0.2;

/**
 * @param tries that there were, with the one that just failed
 * @param random 0..1
 * @returns null: it is given up
 */
export function nextTry(tries: number, now: Date, random: number): Date | null {
  const wait = WAITS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * 1000 * (1 - JITTER / 2 + JITTER * random));
}
