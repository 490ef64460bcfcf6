import { formatAge, formatClock, formatDay, formatInstant, formatMinutes, formatWeekday } from "../../i18n/formats.ts";
import type { WindowTiming } from "./maintenance-view.ts";
import { isGoingOn, type TimedWindow } from "./timing-rules.ts";

/** What a sentence about a window is made of. */
export type SpokenWindow = TimedWindow & {
  timing: WindowTiming;
  title: string;
  announceBy: Date;
  announcedAt: Date | null;
};

const MINUTE = 60_000;

/** `Sat 26 Dec 22:00`, with the year where it is another one than now. */
export function spokenTime(at: Date, now: Date): string {
  const day = formatDay(at);
  const year = day.slice(0, 4) === formatDay(now).slice(0, 4) ? "" : ` ${day.slice(0, 4)}`;
  return `${formatWeekday(day)}${year} ${formatClock(at)}`;
}

const lasting = (from: Date, to: Date) => {
  const minutes = Math.floor((to.getTime() - from.getTime()) / MINUTE);
  return minutes < 1 ? "less than a minute" : formatMinutes(minutes);
};

/** How one window stands, in a sentence that says what to do where something is to be done. */
export function windowSentence(window: SpokenWindow, now: Date): string {
  const { startsAt, endsAt, finishedAt } = window;
  const hours = `${spokenTime(startsAt, now)} to ${spokenTime(endsAt, now)}`;
  switch (window.timing) {
    case "cancelled":
      return `Cancelled. It would have been from ${hours}.`;
    case "finished":
      return `Completed at its end, ${spokenTime(endsAt, now)}.`;
    case "finished_early":
      return `Completed ${formatInstant(finishedAt!)}, ${lasting(finishedAt!, endsAt)} before its end.`;
    case "finished_late":
      return `Completed ${formatInstant(finishedAt!)}, ${lasting(endsAt, finishedAt!)} after its end.`;
    case "overrun":
      return `Its end was ${lasting(endsAt, now)} ago and nobody has completed it: its alerts are no longer silenced.`;
    case "ending_soon":
    case "running":
      return isStarted(window)
        ? `In progress until ${spokenTime(endsAt, now)}, ${lasting(now, endsAt)} left.`
        : `Its time has come: it starts by itself in a moment, or start it now. It ends ${spokenTime(endsAt, now)}.`;
    case "announcement_late":
      return late(window, now);
    case "coming":
      return window.announcedAt
        ? `Announced. It starts ${spokenTime(startsAt, now)} and ends ${spokenTime(endsAt, now)}.`
        : `Planned from ${hours}. Announce it by ${spokenTime(window.announceBy, now)}.`;
  }
}

const isStarted = ({ state }: TimedWindow) => state === "in_progress" || state === "verifying";

function late({ announceBy, startsAt, endsAt }: SpokenWindow, now: Date): string {
  if (endsAt <= now)
    return "Its hours are over and it was never announced. Propose to skip it, so that the plan is right.";
  const due = `Its announcement was due ${spokenTime(announceBy, now)}`;
  if (startsAt <= now) return `${due}, and its hours have begun. Announce it now, or propose to move or skip it.`;
  return `${due}; it starts ${spokenTime(startsAt, now)}, ${formatAge(startsAt, now)}. Announce it now, or propose to move it.`;
}

/** What the plan says first: what is wrong, what goes on, what comes next. @param windows those that are still live */
export function planSentence(windows: readonly SpokenWindow[], now: Date): string {
  const parts = [...wrong(windows, now), ...present(windows, now), next(windows, now)];
  return parts.filter((part) => part !== "").join(" ");
}

function wrong(windows: readonly SpokenWindow[], now: Date): string[] {
  const overrun = windows.filter(({ timing }) => timing === "overrun");
  const lateOnes = windows.filter(({ timing, endsAt }) => timing === "announcement_late" && endsAt > now);
  return [
    ...overrun.map(({ title, endsAt }) => `“${title}” has overrun its end by ${lasting(endsAt, now)}.`),
    ...lateOnes.map(({ title, announceBy }) => `“${title}” had to be announced by ${spokenTime(announceBy, now)}.`),
  ];
}

function present(windows: readonly SpokenWindow[], now: Date): string[] {
  return windows
    .filter(({ timing }) => timing === "running" || timing === "ending_soon")
    .map(({ title, endsAt }) => `“${title}” goes on until ${spokenTime(endsAt, now)}.`);
}

/** The window that comes next, of those that are still live. */
export function nextOf<Window extends SpokenWindow>(windows: readonly Window[], now: Date): Window | undefined {
  return windows
    .filter((window) => !isGoingOn(window, now) && window.startsAt > now)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0];
}

function next(windows: readonly SpokenWindow[], now: Date): string {
  const first = nextOf(windows, now);
  if (!first) return "No window is planned.";
  const announced = first.announcedAt
    ? "announced"
    : first.timing === "announcement_late"
      ? "not announced"
      : `to be announced by ${spokenTime(first.announceBy, now)}`;
  return `Next is “${first.title}”, ${spokenTime(first.startsAt, now)}, ${announced}.`;
}
