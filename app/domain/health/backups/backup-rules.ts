import type { Series } from "../../../platform/grafana/grafana.ts";

export const backupTiers = ["primary", "secondary", "offsite"] as const;
export type BackupTier = (typeof backupTiers)[number];
/** Statement 3.4: how often a backup of the tier is made. */
export type BackupRule = { tier: BackupTier; name: string; everyHours: number };
/** What the measurements said of a tier, and when they said it. */
export type TierEvidence = { succeededAt: Date; observedAt: Date };
export type RuleVerdict = BackupRule & {
  /** As of now, from the last success; null when nothing was ever measured. */
  ageSeconds: number | null;
  evidence: TierEvidence | null;
  /** Evidence that is old is none, whatever it said. */
  verdict: "kept" | "late" | "no_evidence";
};
export type CopiesEvidence = { instances: number; media: string[]; sites: string[]; observedAt: Date };
export type CopiesVerdict = {
  what: "instances" | "media" | "sites";
  count: number | null;
  minimum: number;
  verdict: "kept" | "short" | "no_evidence";
}[];

/** A success ahead of the clock by more than this is a clock that is wrong, not a backup. */
const CLOCK_SLACK_SECONDS = 300;

const lastPoint = (series: Series) => series.points.findLast((point) => point[1] !== null) ?? null;
const fresh = (observedAt: Date, maxAgeMinutes: number, now: Date) => +now - +observedAt <= maxAgeMinutes * 60_000;

/**
 * The last success of each tier.
 * @param series ages in seconds by `tier`, as `backup.age` gives them
 */
export function tierEvidence(series: readonly Series[]): Map<BackupTier, TierEvidence> {
  const found = new Map<BackupTier, TierEvidence>();
  for (const one of series) {
    const tier = backupTiers.find((known) => known === one.labels.tier);
    const point = lastPoint(one);
    if (!tier || !point || point[1]! < -CLOCK_SLACK_SECONDS) continue;
    found.set(tier, { succeededAt: new Date(point[0] - point[1]! * 1000), observedAt: new Date(point[0]) });
  }
  return found;
}

/** @param series instances by `tier`, `medium` and `site`, as `backup.instances` gives them; null when nothing is known */
export function copiesEvidence(series: readonly Series[]): CopiesEvidence | null {
  const known = series.flatMap((one) => {
    const point = lastPoint(one);
    return point ? [{ labels: one.labels, at: point[0], count: point[1]! }] : [];
  });
  if (known.length === 0) return null;
  const some = known.filter((one) => one.count > 0);
  const values = (label: string) => [...new Set(some.flatMap((one) => one.labels[label] ?? []))].sort();
  return {
    instances: some.reduce((sum, one) => sum + one.count, 0),
    media: values("medium"),
    sites: values("site"),
    // The oldest of them: all three figures are only as good as that.
    observedAt: new Date(Math.min(...known.map((one) => one.at))),
  };
}

export function judgeRules(
  rules: readonly BackupRule[],
  evidence: ReadonlyMap<BackupTier, TierEvidence>,
  maxAgeMinutes: number,
  now: Date,
): RuleVerdict[] {
  return rules.map((rule) => {
    const seen = evidence.get(rule.tier) ?? null;
    const ageSeconds = seen && Math.max(0, Math.floor((+now - +seen.succeededAt) / 1000));
    if (!seen || !fresh(seen.observedAt, maxAgeMinutes, now))
      return { ...rule, ageSeconds, evidence: seen, verdict: "no_evidence" };
    return { ...rule, ageSeconds, evidence: seen, verdict: ageSeconds! > rule.everyHours * 3600 ? "late" : "kept" };
  });
}

/** Statement 3.4, 3-2-2: at least so many instances, on so many media, in so many places. */
export function judgeCopies(
  copies: CopiesEvidence | null,
  minimum: { instances: number; media: number; sites: number },
  maxAgeMinutes: number,
  now: Date,
): CopiesVerdict {
  const current = copies !== null && fresh(copies.observedAt, maxAgeMinutes, now);
  const judged = (what: CopiesVerdict[number]["what"], count: number | null) => {
    if (!current || count === null) return { what, count, minimum: minimum[what], verdict: "no_evidence" as const };
    const verdict = count >= minimum[what] ? ("kept" as const) : ("short" as const);
    return { what, count, minimum: minimum[what], verdict };
  };
  return [
    judged("instances", copies?.instances ?? null),
    judged("media", copies?.media.length ?? null),
    judged("sites", copies?.sites.length ?? null),
  ];
}
