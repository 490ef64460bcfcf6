import { Temporal } from "temporal-polyfill";
import type { WindowTiming } from "./maintenance-view.ts";
import type { WindowState } from "./window-states.ts";

const MINUTE = 60_000;
/** What still fires is shown from so long before the end on. */
const FIRING_SHOWN_BEFORE_END_MS = 10 * MINUTE;

export type TimedWindow = {
  kind: "planned" | "urgent";
  state: WindowState;
  startsAt: Date;
  endsAt: Date;
  finishedAt: Date | null;
};

/** The instant by which a window must be announced: so many local days before its start, at the same wall time. */
export function announceBy(startsAt: Date, announceDays: number, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(start.subtract({ days: announceDays }).epochMilliseconds);
}

/**
 * Until when a window's time counted as maintenance: its end, or when it was finished before. What went on after its end was
 * never announced, so an overrun does not lengthen it.
 */
export function windowEnd({ endsAt, finishedAt }: Pick<TimedWindow, "endsAt" | "finishedAt">): Date {
  return finishedAt !== null && finishedAt < endsAt ? finishedAt : endsAt;
}

/** An extension that came only after the end had passed: since when no end stood, and when there was one again. */
export type LateExtension = { endedBefore: Date; at: Date };

/**
 * The stretches of a window's time that counted as maintenance, oldest first: its hours until `windowEnd`, without those in which
 * it had overrun and was not extended yet, since nobody had announced them before they began.
 */
export function announcedSpans(
  window: Pick<TimedWindow, "startsAt" | "endsAt" | "finishedAt">,
  late: readonly LateExtension[],
): { from: Date; to: Date }[] {
  const gaps = late.toSorted((a, b) => a.endedBefore.getTime() - b.endedBefore.getTime());
  const starts = [window.startsAt, ...gaps.map(({ at }) => at)];
  const ends = [...gaps.map(({ endedBefore }) => endedBefore), windowEnd(window)];
  return starts.map((from, i) => ({ from, to: ends[i]! })).filter(({ from, to }) => from < to);
}

/** Whether it goes on: an announced one does when its time has come, also while no worker has said so. */
export function isGoingOn({ state, startsAt }: Pick<TimedWindow, "state" | "startsAt">, now: Date): boolean {
  return state === "in_progress" || state === "verifying" || (state === "announced" && startsAt <= now);
}

/** A short one would otherwise be near its end all the time: it is from the middle on. */
const warnBefore = ({ startsAt, endsAt }: TimedWindow, rules: { warnMinutesBeforeEnd: number }) =>
  Math.min(rules.warnMinutesBeforeEnd * MINUTE, (endsAt.getTime() - startsAt.getTime()) / 2);

/** How a window stands to its time. @param rules the day of the announcement, and the minutes of warning before its end */
export function timingOf(
  window: TimedWindow,
  now: Date,
  rules: { announceBy: Date; warnMinutesBeforeEnd: number },
): WindowTiming {
  const { state, endsAt, finishedAt } = window;
  if (state === "cancelled") return "cancelled";
  if (state === "completed") {
    if (finishedAt === null || finishedAt.getTime() === endsAt.getTime()) return "finished";
    return finishedAt < endsAt ? "finished_early" : "finished_late";
  }
  if (isGoingOn(window, now)) {
    if (now >= endsAt) return "overrun";
    return now.getTime() >= endsAt.getTime() - warnBefore(window, rules) ? "ending_soon" : "running";
  }
  return state === "planned" && window.kind === "planned" && now > rules.announceBy ? "announcement_late" : "coming";
}

/** Whether the page says which alerts still fire: shortly before the end of a window that goes on, and after it. */
export function showsFiring(window: TimedWindow, now: Date): boolean {
  return isGoingOn(window, now) && now.getTime() >= window.endsAt.getTime() - FIRING_SHOWN_BEFORE_END_MS;
}

/** Whether the clocks change within it, so that it lasts an hour more or less than the clock says. */
export function hasClockChange({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): boolean {
  const offset = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds;
  return offset(startsAt) !== offset(endsAt);
}

/** The year of an instant in the zone. */
export function localYear(at: Date, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).year;
}
