import type { History } from "./latency-types.ts";
import { HOUR } from "./local-hours-rules.ts";

/** The collector's name in console.collector. */
export const HOURS_COLLECTOR = "latency-hours";

const HISTORY_HOURS = 400 * 24;

/**
 * How far the hours reach back.
 * @param progress what the collector wrote: everything since `from` was asked; null before its first round
 * @param waiting Grafana did not answer the last time
 */
export function historyOf(
  progress: { from: number; ended: boolean } | null,
  oldestHour: number | null,
  now: Date,
  waiting: boolean,
): History {
  const oldest = oldestHour === null ? null : new Date(oldestHour).toISOString();
  if (progress?.ended) return { share: 1, done: true, words: null, oldestHour: oldest };
  const share = progress ? Math.min(0.99, Math.max(0, (now.getTime() - progress.from) / (HISTORY_HOURS * HOUR))) : 0;
  return {
    share,
    done: false,
    words: `${waiting ? "Collecting history waits for Grafana" : "History is being collected"}: ${Math.floor(share * 100)} %`,
    oldestHour: oldest,
  };
}
