import type { Impact, IncidentState } from "./incident-states.ts";

/** An update as far as time goes: what it says holds from `holdsFrom` on, until a later update says otherwise. */
export type TimedUpdate = {
  holdsFrom: Date;
  state: IncidentState;
  impacts: readonly { component: string; impact: Impact }[];
};

export type IncidentDurations = {
  /** Minutes during which it was not resolved. */
  openMinutes: number;
  /** In the order in which the components were first named. */
  components: { component: string; minutes: Record<Exclude<Impact, "operational">, number> }[];
};

type Stretch<T> = { from: number; value: T };

/** What was written later knows better: it takes the place of everything said about the time from `from` on. */
function said<T>(track: readonly Stretch<T>[], from: number, value: T): Stretch<T>[] {
  return [...track.filter((stretch) => stretch.from < from), { from, value }];
}

function minutesOf<T>(track: readonly Stretch<T>[], until: number, counts: (value: T) => boolean): number {
  let ms = 0;
  for (const [index, { from, value }] of track.entries()) {
    if (counts(value)) ms += Math.max(0, Math.min(track[index + 1]?.from ?? until, until) - from);
  }
  return ms / 60_000;
}

/**
 * How long an incident was open and how long each component was slow, partly down or down, not rounded. The time between
 * a resolution and a reopening counts as nothing.
 * @param updates in the order in which they were written, the opening one first
 * @param until now, for what still goes on
 */
export function incidentDurations(updates: readonly TimedUpdate[], until: Date): IncidentDurations {
  let states: Stretch<IncidentState>[] = [];
  const components = new Map<string, Stretch<Impact>[]>();
  for (const { holdsFrom, state, impacts } of updates) {
    const from = holdsFrom.getTime();
    states = said(states, from, state);
    for (const { component, impact } of impacts)
      components.set(component, said(components.get(component) ?? [], from, impact));
  }
  const end = until.getTime();
  return {
    openMinutes: minutesOf(states, end, (state) => state !== "resolved"),
    components: [...components].map(([component, track]) => ({
      component,
      minutes: {
        slow: minutesOf(track, end, (impact) => impact === "slow"),
        partial: minutesOf(track, end, (impact) => impact === "partial"),
        down: minutesOf(track, end, (impact) => impact === "down"),
      },
    })),
  };
}
