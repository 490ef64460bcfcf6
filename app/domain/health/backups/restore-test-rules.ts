import { type BackupTier, backupTiers } from "./backup-rules.ts";

export type RestoreTestResult = { tier: BackupTier; testedOn: string; passed: boolean };
export type RestoreVerdict = {
  tier: BackupTier;
  /** Of the newest test; null without one. */
  testedOn: string | null;
  ageDays: number | null;
  verdict: "recent" | "old" | "failed" | "missing";
};

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/**
 * Whether a restore of each tier was tried lately: a backup that was never restored is no proof of anything.
 * @param tests newest first; of two on a day the first counts
 * @param today `YYYY-MM-DD`
 */
export function judgeRestoreTests(
  tests: readonly RestoreTestResult[],
  maxAgeDays: number,
  today: string,
): RestoreVerdict[] {
  return backupTiers.map((tier) => {
    const newest = tests.find((test) => test.tier === tier);
    if (!newest) return { tier, testedOn: null, ageDays: null, verdict: "missing" };
    const ageDays = daysBetween(newest.testedOn, today);
    const verdict = !newest.passed ? "failed" : ageDays > maxAgeDays ? "old" : "recent";
    return { tier, testedOn: newest.testedOn, ageDays, verdict };
  });
}
