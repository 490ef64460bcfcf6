import type { ObservedState } from "./health-states.ts";

/** One letter for each day, large where an announced window was in it: a list of strips goes to the browser in a few bytes. */
const letters: Record<ObservedState, string> = { operational: "o", slow: "s", partial: "p", down: "d", unknown: "u" };
const states = Object.fromEntries(Object.entries(letters).map(([state, letter]) => [letter, state as ObservedState]));

export type StripMark = { state: ObservedState; window: boolean };

export const packDays = (days: readonly StripMark[]): string =>
  days.map(({ state, window }) => (window ? letters[state].toUpperCase() : letters[state])).join("");

/** @param packed as `packDays` made it; what is no letter of its is unknown */
export const unpackDays = (packed: string): StripMark[] =>
  [...packed].map((letter) => ({
    state: states[letter.toLowerCase()] ?? "unknown",
    window: letter !== letter.toLowerCase(),
  }));
