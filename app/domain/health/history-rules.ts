import { Temporal } from "temporal-polyfill";
import { type HealthState, type ObservedState, observedStates, worstState } from "./health-states.ts";
import { isShown } from "./interval-rules.ts";

const TIME_ZONE = "Europe/Helsinki";

/** What was observed from one instant to another, ms since the epoch. Where there is none, nobody knows. */
export type Held = { state: ObservedState; from: number; to: number };
export type Span = { from: number; to: number };
/** A calendar day in Helsinki: 23, 24 or 25 hours. */
export type DaySpan = Span & { day: string };
export type TimeByState = Record<ObservedState, number>;

/** The last `count` days in Helsinki, oldest first; the last one is today, whole. */
export function lastDays(now: number, count: number): DaySpan[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(TIME_ZONE).epochMilliseconds;
  const days = Array.from({ length: count + 1 }, (_, i) => today.add({ days: i + 1 - count }));
  const starts = days.map(startOf);
  return days.slice(0, -1).map((day, i) => ({ day: day.toString(), from: starts[i]!, to: starts[i + 1]! }));
}

/** A stored interval as the time that it stands for: to when it was last seen, and to the present while that is recent. */
export function heldUntil(row: { observedAt: number; endedAt: number | null }, now: number): number {
  return row.endedAt === null && isShown(row.observedAt, now) ? Math.max(now, row.observedAt) : row.observedAt;
}

/** How long each state held between two instants, in ms; the rest is unknown. @param held in order, without overlaps */
export function timeByState(held: readonly Held[], { from, to }: Span): TimeByState {
  const time: TimeByState = { operational: 0, slow: 0, partial: 0, down: 0, unknown: 0 };
  for (const interval of held) {
    const overlap = Math.min(interval.to, to) - Math.max(interval.from, from);
    if (overlap > 0 && interval.state !== "unknown") time[interval.state] += overlap;
  }
  time.unknown = Math.max(0, to - from) - time.operational - time.slow - time.partial - time.down;
  return time;
}

/** Spans in order, those that touch or overlap as one. */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}

const BAD_FROM_MS = 60_000;
/** Of a day that is called operational at least this much was seen: what was not seen may have been anything. */
const SEEN_SHARE = 0.9;

/** What a day is called: the worst that held for a minute; operational when nearly all of it was seen to be. */
export function dayState(time: TimeByState): ObservedState {
  const bad = (["slow", "partial", "down"] as const).filter((state) => time[state] >= BAD_FROM_MS);
  if (bad.length > 0) return worstState(bad);
  const known = time.operational + time.slow + time.partial + time.down;
  return known > 0 && known >= SEEN_SHARE * (known + time.unknown) ? "operational" : "unknown";
}

export type DayHistory = {
  day: string;
  state: ObservedState;
  minutes: Partial<Record<HealthState, number>>;
  window: boolean;
  incidents: number[];
};

/**
 * One entry for each day; of today, the part that has passed. Whole minutes that add up to the day's.
 * @param windows announced ones over the component, as they are drawn beside what was observed
 */
export function dailyHistory(
  days: readonly DaySpan[],
  held: readonly Held[],
  {
    windows,
    incidents,
    now,
  }: { windows: readonly Span[]; incidents: readonly (Span & { number: number })[]; now: number },
): DayHistory[] {
  let next = 0;
  return days.map(({ day, from, to }) => {
    const span = { from, to: Math.min(to, Math.max(now, from)) };
    // Both are in order: what ended before this day is of no later day either.
    while (next < held.length && held[next]!.to <= from) next += 1;
    const ofDay: Held[] = [];
    for (let i = next; i < held.length && held[i]!.from < span.to; i += 1) ofDay.push(held[i]!);
    const time = timeByState(ofDay, span);
    const touches = (other: Span) => other.from < span.to && other.to > span.from;
    return {
      day,
      state: dayState(time),
      minutes: wholeMinutes(time),
      window: windows.some(touches),
      incidents: incidents.filter(touches).map(({ number }) => number),
    };
  });
}

/** Rounded on the running sum, so that the parts add up. States without a minute are left out. */
function wholeMinutes(time: TimeByState): Partial<TimeByState> {
  const minutes: Partial<TimeByState> = {};
  let ms = 0;
  let told = 0;
  for (const state of observedStates) {
    ms += time[state];
    const whole = Math.round(ms / 60_000) - told;
    if (whole > 0) minutes[state] = whole;
    told += whole;
  }
  return minutes;
}

/** Shares are 0..1 of the time that is known; null when nothing is known. Times in ms. */
export type Uptime = {
  days: number;
  /** Of all known time. Slow is not down: slow time is available. */
  raw: number | null;
  /** Of the known time outside windows that were announced before they began. */
  corrected: number | null;
  knownMs: number;
  slowMs: number;
  unavailableMs: number;
  unknownMs: number;
  /** Known time inside such windows: what `corrected` leaves out. */
  excludedMs: number;
};

/** @param windows those that were announced before they began */
export function uptime(held: readonly Held[], windows: readonly Span[], span: Span & { days: number }): Uptime {
  const all = timeByState(held, span);
  const inWindows = { available: 0, known: 0 };
  for (const window of union(windows)) {
    const clipped = { from: Math.max(window.from, span.from), to: Math.min(window.to, span.to) };
    if (clipped.to <= clipped.from) continue;
    const time = timeByState(held, clipped);
    inWindows.available += available(time);
    inWindows.known += known(time);
  }
  const outside = known(all) - inWindows.known;
  return {
    days: span.days,
    raw: known(all) > 0 ? available(all) / known(all) : null,
    corrected: outside > 0 ? (available(all) - inWindows.available) / outside : null,
    knownMs: known(all),
    slowMs: all.slow,
    unavailableMs: all.partial + all.down,
    unknownMs: all.unknown,
    excludedMs: inWindows.known,
  };
}

const available = (time: TimeByState) => time.operational + time.slow;
const known = (time: TimeByState) => available(time) + time.partial + time.down;
