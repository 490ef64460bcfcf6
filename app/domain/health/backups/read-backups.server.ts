import { desc, eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { staff } from "#db/schema/identity.ts";
import { restoreTest } from "#db/schema/incidents.ts";
import { TIME_ZONE } from "../../../i18n/formats.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { ServiceCtx } from "../../context.ts";
import type { Ask } from "../../measurements/measurement.ts";
import { type BackupTier, copiesEvidence, judgeCopies, judgeRules, tierEvidence } from "./backup-rules.ts";
import { type Failure, planRecovery } from "./recovery-rules.ts";
import { judgeRestoreTests } from "./restore-test-rules.ts";

const TESTS_SHOWN = 50;
const asks: Ask[] = [
  { kind: "instant", purpose: "backup.age", params: { filters: {}, by: ["tier"] }, freshSeconds: 60 },
  {
    kind: "instant",
    purpose: "backup.instances",
    params: { filters: {}, by: ["tier", "medium", "site"] },
    freshSeconds: 60,
  },
];

/**
 * The backups against the rules of the service profile, the restores that were tried, and what a failure would cost.
 * @param input.failure the calculator's question, already checked; null when nothing was asked
 * @throws DomainError `not_signed_in`, `forbidden`
 */
export async function readBackups(ctx: ServiceCtx, input: { failure: Failure | null }, signal?: AbortSignal) {
  const { db, clock, measurements, profile } = requirePermission(ctx, "health.view");
  const { backups } = profile;
  const now = clock.now();
  const [ages, instances] = await measurements.read(asks, signal);
  const evidence = tierEvidence(ages?.series ?? []);
  const rules = judgeRules(
    backups.rules.map((rule) => ({ tier: rule.tier, name: rule.name.en, everyHours: rule.everyHours })),
    evidence,
    backups.evidenceMaxAgeMinutes,
    now,
  );
  const copies = copiesEvidence(instances?.series ?? []);
  const minimum = {
    instances: backups.minimumInstances,
    media: backups.minimumMedia,
    sites: backups.minimumSites,
  };
  const tests = await db
    .select({
      id: restoreTest.id,
      tier: restoreTest.tier,
      testedOn: restoreTest.testedOn,
      passed: restoreTest.passed,
      minutes: restoreTest.minutes,
      note: restoreTest.note,
      by: staff.displayName,
    })
    .from(restoreTest)
    .leftJoin(staff, eq(staff.id, restoreTest.recordedBy))
    .orderBy(desc(restoreTest.testedOn), desc(restoreTest.recordedAt))
    .limit(TESTS_SHOWN);
  // Of each tier the newest, however long ago: a tier that is tested often must not push another's off the list.
  const newest = await db
    .selectDistinctOn([restoreTest.tier])
    .from(restoreTest)
    .orderBy(restoreTest.tier, desc(restoreTest.testedOn), desc(restoreTest.recordedAt));
  const today = Temporal.Instant.fromEpochMilliseconds(+now).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString();
  const lastSuccess = Object.fromEntries(
    rules.flatMap((rule) => (rule.verdict === "no_evidence" ? [] : [[rule.tier, rule.evidence!.succeededAt]])),
  ) as Partial<Record<BackupTier, Date>>;
  return {
    rules,
    copies,
    copiesVerdict: judgeCopies(copies, minimum, backups.evidenceMaxAgeMinutes, now),
    provenance: { ages: ages!.provenance, instances: instances!.provenance },
    tests,
    restores: judgeRestoreTests(newest, backups.restoreTestMaxAgeDays, today),
    today,
    recovery:
      input.failure &&
      planRecovery(input.failure, lastSuccess, {
        everyHours: Object.fromEntries(backups.rules.map((rule) => [rule.tier, rule.everyHours])) as Record<
          BackupTier,
          number
        >,
        ...backups.recovery,
      }),
  };
}
