import type { WindowState } from "./window-states.ts";

const HOUR = 3_600_000;
/** The longest that the service is ever taken down for at a time. */
export const LONGEST_HOURS = 24;

export type Hours = { startsAt: Date; endsAt: Date };
export type HoursFault = { field: "startsAt" | "endsAt"; message: string };

const fault = (field: HoursFault["field"], message: string): HoursFault => ({ field, message });

/**
 * Whether the hours that somebody proposes can be those of the window.
 * @param present its hours now
 * @returns what is wrong with them, or null
 */
export function hoursFault(
  kind: "move" | "shorten" | "lengthen",
  present: Hours,
  wanted: Hours,
  now: Date,
): HoursFault | null {
  const { startsAt, endsAt } = wanted;
  if (endsAt <= startsAt) return fault("endsAt", "The end is not after the start. Give a later end.");
  if (startsAt.getTime() === present.startsAt.getTime() && endsAt.getTime() === present.endsAt.getTime())
    return fault("startsAt", "These are the hours that it has. Give other ones.");
  if (startsAt <= now) return fault("startsAt", "The start has passed. Give one that is still to come.");
  if (tooLong(wanted))
    return fault("endsAt", `A window lasts ${LONGEST_HOURS} hours at most. Give an earlier end, or a later start.`);
  if (kind === "shorten" && (startsAt < present.startsAt || endsAt > present.endsAt))
    return fault(
      startsAt < present.startsAt ? "startsAt" : "endsAt",
      "A shorter window lies within the hours that it has. To leave them, move it.",
    );
  if (kind === "lengthen" && (startsAt > present.startsAt || endsAt < present.endsAt))
    return fault(
      startsAt > present.startsAt ? "startsAt" : "endsAt",
      "A longer window covers the hours that it has. To leave them, move it.",
    );
  return null;
}

export const tooLong = ({ startsAt, endsAt }: Hours) => endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * HOUR;

/** A window that is still to come or goes on. */
export const liveStates = [
  "planned",
  "announced",
  "in_progress",
  "verifying",
] as const satisfies readonly WindowState[];

export type Placed = Hours & { kind: "planned" | "urgent"; components: readonly string[] };

/**
 * Whether two windows cannot both be: they share a moment, and both are planned (customers are told of one break at a time), or
 * both take down a same component. Urgent work on something else goes on beside a planned window.
 */
export function collide(one: Placed, other: Placed): boolean {
  if (one.startsAt >= other.endsAt || other.startsAt >= one.endsAt) return false;
  if (one.kind === "planned" && other.kind === "planned") return true;
  return one.components.some((component) => other.components.includes(component));
}
