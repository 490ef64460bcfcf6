import { type BackupTier, backupTiers } from "./backup-rules.ts";

/** How far the failure reaches: the tiers behind it are what is left to recover from. */
export const extents = ["active", "primary", "secondary"] as const;
export type Extent = (typeof extents)[number];
/**
 * `loss`: the data is gone and nothing was written to it after the failure. `corruption`: the service went on, so that the
 * fault is in every backup made since, and what was written since goes back with it.
 */
export const failureKinds = ["loss", "corruption"] as const;
export type FailureKind = (typeof failureKinds)[number];

export type Failure = { failedAt: Date; discoveredAt: Date; extent: Extent; kind: FailureKind };
export type RecoveryRules = {
  everyHours: Record<BackupTier, number>;
  /** Statement 3.4: recovery when only active data is affected. */
  activeMinutes: { min: number; max: number };
  /** Statement 3.4: the bounds of what can be lost. */
  lossMinimumMinutes: number;
  lossMaximumHours: number;
};
export type Recovery = {
  tier: BackupTier;
  /** The backup that would be used was made within [earliest, latest]: one instant when it was measured. */
  backup: { earliest: Date; latest: Date; measured: boolean };
  /** Whole minutes, within the statement's bounds. */
  lossMinutes: { min: number; max: number };
  /** The count goes past what the statement promises; what happens then is decided in the case itself. */
  pastTheStatement: boolean;
  /** Null: the statement promises no time, "case by case". */
  recoveryMinutes: { min: number; max: number } | null;
};

const tierFor: Record<Extent, BackupTier> = { active: "primary", primary: "secondary", secondary: "offsite" };
const HOUR_MS = 3_600_000;

/**
 * Which backup a recovery would start from, what would be lost and how long it would take, as statement 3.4 promises it. The
 * backup is the newest from before the failure: the last success where that is before it, else the worst that the rule of the
 * tier allows. A further tier is filled from the nearer one, so that it never holds anything newer.
 * @param lastSuccess of each tier, where the evidence is fresh
 */
export function planRecovery(
  failure: Failure,
  lastSuccess: Partial<Record<BackupTier, Date>>,
  rules: RecoveryRules,
): Recovery {
  const tier = tierFor[failure.extent];
  const chain = backupTiers.slice(0, backupTiers.indexOf(tier) + 1).map((each) => {
    const success = lastSuccess[each];
    if (success && success <= failure.failedAt) return { earliest: +success, latest: +success, measured: true };
    const worst = +failure.failedAt - rules.everyHours[each] * HOUR_MS;
    return { earliest: worst, latest: +failure.failedAt, measured: false };
  });
  const earliest = Math.min(...chain.map((each) => each.earliest));
  const latest = Math.min(...chain.map((each) => each.latest));
  // What was written after the backup is gone: until the failure, or until somebody noticed and stopped it.
  const until = failure.kind === "loss" ? +failure.failedAt : +failure.discoveredAt;
  const ceiling = rules.lossMaximumHours * 60;
  const minutes = (from: number) => Math.ceil((until - from) / 60_000);
  const bounded = (count: number) => Math.min(ceiling, Math.max(rules.lossMinimumMinutes, count));
  return {
    tier,
    backup: { earliest: new Date(earliest), latest: new Date(latest), measured: earliest === latest },
    lossMinutes: { min: bounded(minutes(latest)), max: bounded(minutes(earliest)) },
    pastTheStatement: minutes(earliest) > ceiling,
    recoveryMinutes: recoveryOf(failure, lastSuccess.primary, rules),
  };
}

/**
 * Statement 3.4: five minutes to one hour "if the effect is only on active data", and case by case where data must be restored
 * "to a time other than the previous backup situation": when backups made since the failure hold the fault too, or may.
 */
function recoveryOf(failure: Failure, lastPrimary: Date | undefined, rules: RecoveryRules) {
  if (failure.extent !== "active") return null;
  if (failure.kind === "loss") return rules.activeMinutes;
  return lastPrimary && lastPrimary <= failure.failedAt ? rules.activeMinutes : null;
}
