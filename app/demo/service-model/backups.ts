import type { Definition } from "./definition.ts";
import type { ModelEvent } from "./events.ts";
import { DAY, HOUR, MINUTE } from "./helsinki-days.ts";
import type { MetricModel } from "./model-types.ts";
import { nameNumber, uniform } from "./uniform.ts";

export type Tier = "primary" | "secondary" | "offsite";
/** A run begins at each multiple of `everyMs` plus `afterMs`, and takes from `leastMs` to `mostMs`. */
type Schedule = { everyMs: number; afterMs: number; leastMs: number; mostMs: number };

// Each somewhat more often than the rule asks, so that a run that takes long is no breach.
const schedules: Record<Tier, Schedule> = {
  primary: { everyMs: 20 * MINUTE, afterMs: 0, leastMs: 2 * MINUTE, mostMs: 6 * MINUTE },
  secondary: { everyMs: 12 * HOUR, afterMs: 30 * MINUTE, leastMs: 25 * MINUTE, mostMs: 70 * MINUTE },
  offsite: { everyMs: 3.5 * DAY, afterMs: 2 * HOUR, leastMs: 2 * HOUR, mostMs: 5 * HOUR },
};
/** Local backups are duplicated; the secondary is elsewhere and on another medium; the offsite one is in a cloud. */
const instances: readonly { tier: Tier; medium: string; site: string }[] = [
  { tier: "primary", medium: "disk", site: "helsinki" },
  { tier: "primary", medium: "disk", site: "espoo" },
  { tier: "secondary", medium: "tape", site: "oulu" },
  { tier: "offsite", medium: "object", site: "stockholm" },
];

/** When the last successful run of a tier ended, in ms since 1970, as it is known at an instant. */
export function lastBackup(tier: Tier, atMs: number, seed: number, events: readonly ModelEvent[]): number {
  const { everyMs, afterMs, leastMs, mostMs } = schedules[tier];
  const failing = events.filter(({ effects }) =>
    effects.some((effect) => effect.on === "backup" && effect.tier === tier),
  );
  for (let run = Math.floor((atMs - afterMs) / everyMs); ; run--) {
    const beganMs = run * everyMs + afterMs;
    const seconds = (leastMs + (mostMs - leastMs) * uniform(seed, run, nameNumber(tier))) / 1000;
    const endedMs = beganMs + Math.round(seconds) * 1000;
    if (endedMs <= atMs && !failing.some(({ from, to }) => from < endedMs && beganMs < to)) return endedMs;
  }
}

export function backupMetrics({ seed, events }: Definition): Record<string, () => MetricModel> {
  const series = instances.map((labels) => ({ labels }));
  const failures = events.all.filter(({ effects }) => effects.some((effect) => effect.on === "backup"));
  return {
    backup_last_success_timestamp_seconds: () => ({
      type: "gauge",
      series,
      value: (index, atMs) => lastBackup(instances[index]!.tier, atMs, seed, failures) / 1000,
    }),
    backup_instances: () => ({ type: "gauge", series, value: () => 1 }),
  };
}
