import type { StateSource } from "#db/schema/health.ts";
import type { ObservedState } from "./health-states.ts";
import type { Observation } from "./state-rules.ts";

/** How far back the history is read from measurements. */
export const HISTORY_DAYS = 90;
export const STEP_MS = 5 * 60_000;
/** Of one request: 4,320 points a series, under the 11,000 that Prometheus gives at most. */
const CHUNK_MS = 15 * 86_400_000;

/** Whole steps: Grafana moves what it is asked to them. */
const toStep = (time: number) => Math.floor(time / STEP_MS) * STEP_MS;

/**
 * The next piece of the past to read: before `earliest`, the oldest instant that is known of, not before `horizon`.
 * @returns its grid points are `from`, `from` + 5 min ... `lastPoint`; null when the history reaches the horizon
 */
export function nextChunk(earliest: number, horizon: number): { from: number; lastPoint: number } | null {
  const floor = toStep(horizon);
  const lastPoint = toStep(earliest - 1);
  if (earliest - horizon <= STEP_MS || lastPoint < floor) return null;
  return { from: Math.max(floor, lastPoint - CHUNK_MS + STEP_MS), lastPoint };
}

export type PastInterval = { state: ObservedState; sources: StateSource[]; from: number; to: number };

/**
 * What was measured at the steps, as intervals: a state holds until the next step shows another, as with a live observation.
 * @param end where what is known already begins
 */
export function intervalsOf(steps: readonly { at: number; seen: Observation }[], end: number): PastInterval[] {
  const intervals: PastInterval[] = [];
  for (const { at, seen } of steps) {
    const to = Math.min(at + STEP_MS, end);
    const last = intervals.at(-1);
    if (last && last.state === seen.state && last.to === at) last.to = to;
    else intervals.push({ state: seen.state, sources: readBack(seen), from: at, to });
  }
  return intervals;
}

/** What said so when the state began; of the good and the unknown only that it was read afterwards. */
function readBack({ state, sources }: Observation): StateSource[] {
  const bad = state !== "operational" && state !== "unknown";
  const said = bad ? sources.filter((source) => source.state === state) : [];
  if (said.length === 0)
    return [{ kind: "query", name: "Measurements", state, detail: "From measurements, read afterwards" }];
  return said.map((source) => ({ ...source, detail: `${source.detail}; from measurements, read afterwards` }));
}
