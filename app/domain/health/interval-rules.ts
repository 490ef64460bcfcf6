import type { ObservedState } from "./health-states.ts";

/** The collectors' names: how their last rounds went is in console.collector. */
export const OBSERVE_COLLECTOR = "observe-health";
export const BACKFILL_COLLECTOR = "backfill-health";
/** How often the worker looks, in seconds. */
export const OBSERVE_EVERY_SECONDS = 30;
/** The page shows an observation that long; then nobody knows. Two rounds. */
export const SHOWN_MS = 2 * OBSERVE_EVERY_SECONDS * 1000;
/** Whether an observation is of now. One far ahead was stamped by a clock that was wrong: nobody knows when it was made. */
export const isShown = (observedAt: number, now: number): boolean => Math.abs(now - observedAt) <= SHOWN_MS;
/** Rounds are late by a little now and then; more than this between two is a hole in the history. Two rounds and a half. */
export const GAP_MS = 2.5 * OBSERVE_EVERY_SECONDS * 1000;

/** The open interval of a component. It covers the time from `startedAt` to `observedAt`, ms since the epoch. */
export type Present = { state: ObservedState; startedAt: number; observedAt: number };

export type Step =
  /** Nothing is written: the observation is older than what is there, or says nothing yet. */
  | { kind: "nothing" }
  | { kind: "first" }
  /** The present goes on. */
  | { kind: "still" }
  /** The present ended at `endedAt`, and another state holds since `startedAt`. What lies between is a hole. */
  | { kind: "changed"; endedAt: number; startedAt: number };

/**
 * How an observation at `at` carries a component's history on.
 * One round without an answer is no news: the present ages meanwhile, and is unknown from when it was last seen if it stays so.
 * @param now when it is written: a present that is ahead of that was observed by a wrong clock, and ends here
 */
export function nextStep(present: Present | null, state: ObservedState, at: number, now = at): Step {
  if (!present) return { kind: "first" };
  if (present.observedAt - now > GAP_MS) return { kind: "changed", endedAt: at, startedAt: at };
  if (at <= present.observedAt) return { kind: "nothing" };
  // A hole in what nobody knew is no news either.
  if (state === "unknown" && present.state === "unknown") return { kind: "still" };
  const hole = at - present.observedAt > GAP_MS;
  if (state === present.state)
    return hole ? { kind: "changed", endedAt: present.observedAt, startedAt: at } : { kind: "still" };
  if (state === "unknown")
    return hole ? { kind: "changed", endedAt: present.observedAt, startedAt: present.observedAt } : { kind: "nothing" };
  return hole
    ? { kind: "changed", endedAt: present.observedAt, startedAt: at }
    : { kind: "changed", endedAt: at, startedAt: at };
}
