import { DAY, type DayKind, dayKind, HOUR, helsinkiOffset, MINUTE } from "./helsinki-days.ts";

/** How use follows the clock and the calendar. The first four are people; a page has one of them, integrations and robots their own. */
export type Rhythm = "office" | "ledger" | "payroll" | "tax" | "api" | "robot";
export const rhythms: readonly Rhythm[] = ["office", "ledger", "payroll", "tax", "api", "robot"];

/** By the hour in Helsinki from 0 to 24, on a straight line in between; 1 is the busiest hour of an ordinary business day. */
// biome-ignore format: a day reads best in one line
const OFFICE_DAY = [.02, .01, .01, .01, .015, .04, .15, .5, .87, 1, 1, .82, .7, .95, .97, .85, .55, .3, .2, .18, .15, .1, .06, .03, .02];
// biome-ignore format: a day reads best in one line
const WEEKEND_DAY = [.02, .01, .01, .01, .01, .01, .02, .04, .07, .1, .12, .12, .12, .12, .12, .11, .1, .1, .11, .12, .1, .08, .05, .03, .02];
// biome-ignore format: a day reads best in one line
const ROBOT_DAY = [1, 1, 1, 1, .95, .8, .6, .4, .3, .25, .25, .25, .25, .25, .25, .25, .25, .3, .4, .5, .6, .75, .9, 1, 1];

function onCurve(curve: readonly number[], minute: number): number {
  const hour = Math.floor(minute / 60);
  const part = minute / 60 - hour;
  return curve[hour]! * (1 - part) + curve[hour + 1]! * part;
}

/** The month's ends, the VAT return's last day, Mondays and Fridays, July and Christmas. */
function ofBusinessDay(day: DayKind): number {
  let factor = day.weekday === 1 ? 1.05 : day.weekday === 5 ? 0.9 : 1;
  if (day.businessDay <= 2 || day.businessDaysLeft <= 1) factor *= 1.3;
  if (day.toVatDay === 0) factor *= 1.5;
  else if (day.toVatDay === 1) factor *= 1.15;
  if (day.month === 7) factor *= 0.72;
  if (day.month === 12 && day.dayOfMonth >= 22) factor *= 0.8;
  return factor;
}

function ofRhythm(rhythm: Rhythm, day: DayKind): number {
  if (rhythm === "ledger") return day.businessDay <= 5 ? 1.4 : day.businessDaysLeft <= 1 ? 1.2 : 0.9;
  if (rhythm === "payroll") {
    const middle = day.dayOfMonth >= 13 && day.dayOfMonth <= 15;
    return middle || day.businessDaysLeft <= 3 ? 1.8 : 0.7;
  }
  if (rhythm === "tax") return day.toVatDay >= 0 && day.toVatDay <= 2 ? 2.6 : 0.7;
  return 1;
}

function loadOfPeople(rhythm: Rhythm, day: DayKind, minute: number): number {
  if (!day.business) return onCurve(WEEKEND_DAY, minute);
  return onCurve(OFFICE_DAY, minute) * ofBusinessDay(day) * ofRhythm(rhythm, day);
}

/** Partners send at the full hour: the first ten minutes are the peak of each. */
function loadOfApi(day: DayKind, minute: number): number {
  const steady = 0.18 + 0.62 * loadOfPeople("office", day, minute);
  return steady * (minute % 60 < 10 ? 1.5 : 0.9);
}

/** Nights, every day of the year, and a little more when the month ends. */
function loadOfRobots(day: DayKind, minute: number): number {
  return onCurve(ROBOT_DAY, minute) * (day.businessDaysLeft <= 1 ? 1.2 : 1);
}

/**
 * How much a rhythm asks of the service at an instant, without noise and without events.
 * @returns 1 in the busiest hour of an ordinary business day
 */
export function expectedLoad(rhythm: Rhythm, ms: number): number {
  const local = ms + helsinkiOffset(ms);
  const day = dayKind(Math.floor(local / DAY));
  const minute = (local % DAY) / MINUTE;
  if (rhythm === "api") return loadOfApi(day, minute);
  if (rhythm === "robot") return loadOfRobots(day, minute);
  return loadOfPeople(rhythm, day, minute);
}

/** How loaded the servers are by all rhythms together; 1 in the busiest hour of an ordinary business day. */
export function expectedLevel(ms: number): number {
  return (
    0.75 * expectedLoad("office", ms) +
    0.2 * expectedLoad("api", ms - (ms % HOUR) + 20 * MINUTE) +
    0.05 * expectedLoad("robot", ms)
  );
}
