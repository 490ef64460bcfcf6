import type { Facts, WindowSeen } from "./facts.ts";
import { URGENT_HOURS } from "./thresholds-rules.ts";

export type Maintenance = {
  title: string;
  kind: WindowSeen["kind"] | "release";
  from: number;
  to: number;
  /** The console knows that it was held, and does not only conclude it. */
  certain: boolean;
  /** The part of everybody's lost time that lies within it, 0..1. */
  part: number;
};

/** The maintenance that overlaps the period: a window, or an urgent release shortly before. */
export function maintenanceOf(facts: Facts, client: string): Maintenance | null {
  const { from, to, windows, releases } = facts;
  const found: Maintenance[] = windows
    .filter((window) => window.from < to && window.to > from)
    .map((window) => ({
      ...window,
      certain: window.kind !== "rule",
      part: partWithin(facts, client, Math.max(from, window.from), Math.min(to, window.to)),
    }));
  const urgent = releases.findLast(
    ({ kind, at }) => kind === "urgent" && at >= from - URGENT_HOURS * 3_600_000 && at < to,
  );
  if (urgent)
    found.push({
      title: `Urgent release ${urgent.version}`,
      kind: "release",
      from: urgent.at,
      to,
      certain: false,
      part: partWithin(facts, client, Math.max(from, urgent.at), to),
    });
  return found.sort((a, b) => Number(b.certain) - Number(a.certain) || b.part - a.part)[0] ?? null;
}

/**
 * Where in the period everybody lost time: the part of it that lies between two instants, counted above the quietest step of
 * the period. Without a course, the part of the time.
 */
function partWithin({ course, from, to }: Facts, client: string, start: number, end: number): number {
  const points = (course[client] ?? []).flatMap(([at, average]) => (average === null ? [] : [{ at, average }]));
  const byTime = (end - start) / (to - from);
  if (points.length < 3) return byTime;
  const least = Math.min(...points.map(({ average }) => average));
  const all = points.reduce((sum, { average }) => sum + average - least, 0);
  if (all <= 0) return byTime;
  const step = points[1]!.at - points[0]!.at;
  const inside = points.filter(({ at }) => at - step / 2 >= start && at - step / 2 <= end);
  const part = inside.reduce((sum, { average }) => sum + average - least, 0) / all;
  return Math.max(byTime, part);
}
