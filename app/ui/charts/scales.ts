import { formatClock, formatDay, formatDayOfMonth, formatMonth } from "#app/i18n/formats.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The top of an axis that begins at zero, and its lines: 1, 2, 2.5 or 5 times a power of ten apart. */
export function valueScale(highest: number): { top: number; lines: number[] } {
  if (!(highest > 0)) return { top: 1, lines: [0, 0.5, 1] };
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  // The small allowance: 0.8 / 4 is 0.2 also when floating point makes it 0.20000000000000001.
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999999)!;
  const count = Math.ceil(highest / step - 1e-6);
  return { top: step * count, lines: Array.from({ length: count + 1 }, (_, index) => step * index) };
}

const offsetParts = new Intl.DateTimeFormat("en-US", { timeZone: "Europe/Helsinki", timeZoneName: "longOffset" });

/** Ms that Helsinki is ahead of UTC at an instant. */
function offsetAt(ms: number): number {
  const name = offsetParts.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value ?? "";
  return Number(/GMT\+(\d\d)/.exec(name)?.[1] ?? 0) * HOUR;
}

/** The instant at which a Helsinki day begins. The clocks change at 01:00 UTC, never within two hours of a midnight. */
export function startOfDay(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  return utc - offsetAt(utc - 2 * HOUR);
}

/** The calendar day so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export type Tick = { at: number; label: string };

const hourSteps = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
/**
 * Round Helsinki times between two instants, at most `most` of them: hours from each midnight on, days, or first days of months.
 * @param from ms @param to ms
 */
export function timeTicks(from: number, to: number, most = 7): Tick[] {
  const span = to - from;
  if (!(span > 0)) return [];
  const hours = hourSteps.find((step) => span / step <= most);
  if (hours) return hourTicks(from, to, hours);
  const days = [1, 2, 7, 14].find((step) => span / (step * DAY) <= most);
  return days ? dayTicks(from, to, days) : monthTicks(from, to, most);
}

function hourTicks(from: number, to: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let day = formatDay(from); startOfDay(day) <= to; day = dayAfter(day, 1)) {
    const next = startOfDay(dayAfter(day, 1));
    for (let plain = startOfDay(day); plain < next; plain += step) {
      // On a day when the clocks change, longer steps still stand at 06:00, 12:00, ...
      const at = step > HOUR ? plain - (offsetAt(plain) - offsetAt(startOfDay(day))) : plain;
      if (at < from || at > to || at >= next) continue;
      // 03:00 is not there when the clocks go forward.
      if (step > HOUR && (at + offsetAt(at)) % step !== 0) continue;
      const clock = formatClock(at);
      ticks.push({ at, label: clock === "00:00" ? formatDayOfMonth(day) : clock });
    }
  }
  return ticks;
}

function dayTicks(from: number, to: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  let day = formatDay(from);
  // Weeks begin on Monday.
  if (step >= 7) while (new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) day = dayAfter(day, 1);
  for (; startOfDay(day) <= to; day = dayAfter(day, step)) {
    if (startOfDay(day) >= from) ticks.push({ at: startOfDay(day), label: formatDayOfMonth(day) });
  }
  return ticks;
}

function monthTicks(from: number, to: number, most: number): Tick[] {
  const [year = 0, month = 1] = formatDay(from).split("-").map(Number);
  const months = (to - from) / (30.44 * DAY);
  const step = [1, 2, 3, 6, 12].find((size) => months / size <= most) ?? 24;
  const ticks: Tick[] = [];
  // Steps of a year or half a year begin in January, as people count them.
  for (let index = Math.floor((month - 1) / step) * step; ; index += step) {
    const first = new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 10);
    const at = startOfDay(first);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, label: shortMonth(first) });
  }
}

/** `Nov 26` */
const shortMonth = (day: string) => `${formatMonth(day).slice(0, 3)} ${day.slice(2, 4)}`;
