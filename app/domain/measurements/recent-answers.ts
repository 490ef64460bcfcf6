import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";

/** An answer as it was given, with what it was the answer to. Instants are ISO strings, UTC. */
export type Answer = { series: Series[]; promql: string; from: string; to: string; fetchedAt: number };

/** What a process knows of one question: its last answer, and how the last try went when that failed since. */
export type Known = { answer?: Answer; failure?: { problem: GrafanaProblem; at: number } };

/** About 40 MB of points; a home page has 2000, a year of hours 9000. */
const POINTS_MAX = 500_000;
/** What an entry takes beside its points, in points. */
const ENTRY_POINTS = 20;

/** The answers used last, in memory, up to a total of points. */
export function recentAnswers(pointsMax = POINTS_MAX) {
  const entries = new Map<string, Known>();
  let points = 0;
  const weight = ({ answer }: Known) =>
    ENTRY_POINTS + (answer?.series.reduce((sum, series) => sum + series.points.length + ENTRY_POINTS, 0) ?? 0);
  const drop = (key: string) => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    points -= weight(entry);
  };
  return {
    get(key: string): Known | undefined {
      const entry = entries.get(key);
      if (!entry) return undefined;
      // A Map keeps the order of insertion: the first is the one unused for longest.
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    set(key: string, entry: Known): void {
      drop(key);
      entries.set(key, entry);
      points += weight(entry);
      for (const oldest of entries.keys()) {
        if (points <= pointsMax || oldest === key) break;
        drop(oldest);
      }
    },
  };
}
