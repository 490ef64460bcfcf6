import { anyOf, CELL_MS } from "./cumulative.ts";
import type { Client, Effect, ModelEvents } from "./events.ts";
import { DAY, HOUR } from "./helsinki-days.ts";
import { expectedSlowShare } from "./latency-shape.ts";
import { expectedLoad, type Rhythm, rhythms } from "./load-shape.ts";
import type { ModelPage } from "./page-catalogue.ts";
import { uniform } from "./uniform.ts";

/**
 * What the modelled service is, cell by cell: the metrics add it up their own fast way, and the truth adds it up plainly.
 */
export type Definition = {
  seed: number;
  /** ms since 1970, a whole multiple of CELL_MS; before it there was no traffic. */
  from: number;
  /** Until then events are known. */
  to: number;
  events: ModelEvents;
  pages: readonly ModelPage[];
  customerCount: number;
  /** Relative load of a rhythm in the cell that begins at `cellMs`; 1 in the busiest hour of an ordinary business day. */
  load(rhythm: Rhythm, cellMs: number): number;
  /** The share of that load's requests that are slow, 0..1, before what happens to single pages. */
  slowShare(rhythm: Rhythm, cellMs: number): number;
};

export const clientOf = (rhythm: Rhythm): Client =>
  rhythm === "api" ? "api" : rhythm === "robot" ? "robot" : "browser";

type ServiceEffect = Extract<Effect, { on: "service" }> & { from: number; to: number };

export function createDefinition(
  of: Pick<Definition, "seed" | "from" | "to" | "events" | "pages" | "customerCount">,
): Definition {
  const byDay = new Map<number, ServiceEffect[]>();
  for (const { from, to, effects } of of.events.all)
    for (const effect of effects) {
      if (effect.on !== "service") continue;
      for (let day = Math.floor(from / DAY); day * DAY < to; day++)
        byDay.set(day, [...(byDay.get(day) ?? []), { ...effect, from, to }]);
    }
  const none: ServiceEffect[] = [];
  const holding = (rhythm: Rhythm, ms: number) => {
    const ofDay = byDay.get(Math.floor(ms / DAY));
    return ofDay === undefined
      ? none
      : ofDay.filter(
          ({ from, to, client }) => from <= ms && ms < to && (client === undefined || client === clientOf(rhythm)),
        );
  };
  const noise = (rhythm: Rhythm, ms: number) =>
    (0.95 + 0.1 * uniform(of.seed, Math.floor(ms / DAY), rhythms.indexOf(rhythm), 1)) *
    (0.96 + 0.08 * uniform(of.seed, Math.floor(ms / HOUR), rhythms.indexOf(rhythm), 2)) *
    (0.94 + 0.12 * uniform(of.seed, Math.floor(ms / CELL_MS), rhythms.indexOf(rhythm), 3));

  // All rhythms of a cell are asked in turn, and what they share takes the longest.
  let shared = { cellMs: Number.NaN, slowShare: 0 };
  const sharedSlowShare = (cellMs: number) => {
    if (shared.cellMs !== cellMs) {
      const luck = 0.9 + 0.2 * uniform(of.seed, Math.floor(cellMs / CELL_MS), 4);
      shared = { cellMs, slowShare: expectedSlowShare(cellMs, of.seed) * luck };
    }
    return shared.slowShare;
  };

  return {
    ...of,
    load: (rhythm, cellMs) =>
      holding(rhythm, cellMs).reduce(
        (load, effect) => load * (effect.load ?? 1),
        expectedLoad(rhythm, cellMs) * noise(rhythm, cellMs),
      ),
    slowShare: (rhythm, cellMs) =>
      anyOf([sharedSlowShare(cellMs), ...holding(rhythm, cellMs).map((effect) => effect.slowShare ?? 0)]),
  };
}
