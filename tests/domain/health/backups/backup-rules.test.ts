import { expect, test } from "vitest";
import { backupSentence } from "#app/domain/health/backups/backup-labels.ts";
import {
  type BackupRule,
  type BackupTier,
  copiesEvidence,
  judgeCopies,
  judgeRules,
  tierEvidence,
} from "#app/domain/health/backups/backup-rules.ts";
import { judgeRestoreTests } from "#app/domain/health/backups/restore-test-rules.ts";
import type { Series } from "#app/platform/grafana/grafana.ts";

const now = new Date("2026-11-23T10:00:00Z");
const MINUTE = 60_000;
const HOUR = 3600;
const rules: BackupRule[] = [
  { tier: "primary", name: "Incremental", everyHours: 1 },
  { tier: "secondary", name: "Daily", everyHours: 24 },
  { tier: "offsite", name: "Weekly", everyHours: 168 },
];
const minimum = { instances: 3, media: 2, sites: 2 };
const age = (tier: string, seconds: number | null, minutesAgo = 0): Series => ({
  labels: { tier },
  points: [[now.getTime() - minutesAgo * MINUTE, seconds]],
});
const copy = (tier: string, medium: string, site: string, count: number, minutesAgo = 0): Series => ({
  labels: { tier, medium, site },
  points: [[now.getTime() - minutesAgo * MINUTE, count]],
});
const copies = [
  copy("primary", "disk", "espoo", 2),
  copy("secondary", "tape", "oulu", 2),
  copy("offsite", "cloud", "stockholm", 1),
];
function judged(ages: Series[], instances: Series[]) {
  const verdicts = judgeRules(rules, tierEvidence(ages), 15, now);
  const copiesVerdict = judgeCopies(copiesEvidence(instances), minimum, 15, now);
  return {
    rules: verdicts.map((rule) => rule.verdict),
    copies: copiesVerdict.map((one) => [one.count, one.verdict]),
    sentence: backupSentence(verdicts, copiesVerdict),
  };
}

test("all kept: one sentence with the three figures", () => {
  const ages = [age("primary", 3600), age("secondary", 20 * HOUR), age("offsite", 6 * 24 * HOUR)];
  expect(judged(ages, copies)).toEqual({
    rules: ["kept", "kept", "kept"],
    copies: [
      [5, "kept"],
      [3, "kept"],
      [3, "kept"],
    ],
    sentence: "All three backup rules are kept; 5 instances on 3 media in 3 places.",
  });
});

test("a second over the rule is late, and the sentence says how old and what the rule says", () => {
  expect(
    judged([age("primary", 3601), age("secondary", 31 * HOUR), age("offsite", 9 * 24 * HOUR)], copies),
  ).toMatchObject({
    rules: ["late", "late", "late"],
    sentence:
      "The hourly backup is 60 min old; the rule says 1 h. The daily backup is 31 h old; the rule says 24 h. The weekly backup is 9 days old; the rule says 7 days.",
  });
});

test("evidence that is not renewed is none after 15 minutes, although it said that all was well", () => {
  const ages = (minutesAgo: number) => [age("primary", 60, minutesAgo), age("secondary", HOUR), age("offsite", HOUR)];
  expect(judged(ages(15), copies).rules).toEqual(["kept", "kept", "kept"]);
  expect(judged(ages(16), copies)).toMatchObject({
    rules: ["no_evidence", "kept", "kept"],
    sentence: "There is no current evidence of the hourly backup.",
  });
});

test("the age goes on while the evidence stands still: a success 55 minutes old as of ten minutes ago is late", () => {
  expect(judgeRules(rules, tierEvidence([age("primary", 55 * 60, 10)]), 15, now)[0]).toMatchObject({
    verdict: "late",
    ageSeconds: 65 * 60,
    evidence: { succeededAt: new Date("2026-11-23T08:55:00Z") },
  });
});

test.each([
  ["no series", []],
  ["no number", [age("primary", null)]],
  ["another tier", [age("attic", 60)]],
  ["a success in the future", [age("primary", -3600)]],
])("%s is no evidence and never kept", (_name, ages) => {
  expect(judged(ages, [])).toEqual({
    rules: ["no_evidence", "no_evidence", "no_evidence"],
    copies: [
      [null, "no_evidence"],
      [null, "no_evidence"],
      [null, "no_evidence"],
    ],
    sentence: "There is no current evidence of any backup.",
  });
});

test("two instances on one medium in one place are short of all three figures; an empty one does not count", () => {
  const ages = [age("primary", 60), age("secondary", 60), age("offsite", 60)];
  const few = [copy("primary", "disk", "espoo", 2), copy("offsite", "cloud", "stockholm", 0)];
  expect(judged(ages, few)).toMatchObject({
    copies: [
      [2, "short"],
      [1, "short"],
      [1, "short"],
    ],
    sentence:
      "There are 2 instances; the rule says 3. There is 1 medium; the rule says 2. There is 1 place; the rule says 2.",
  });
});

test("instances are as old as the oldest of them", () => {
  const ages = [age("primary", 60), age("secondary", 60), age("offsite", 60)];
  expect(judged(ages, [...copies.slice(1), copy("primary", "disk", "espoo", 2, 20)]).sentence).toBe(
    "There is no current evidence of the number of instances.",
  );
});

test("a restore test is asked for again when it is old, failed or was never made", () => {
  const on = (tier: BackupTier, testedOn: string, passed = true) => ({ tier, testedOn, passed });
  const tests = [on("secondary", "2026-10-01", false), on("secondary", "2026-09-01"), on("primary", "2026-08-15")];
  expect(judgeRestoreTests(tests, 100, "2026-11-23")).toEqual([
    { tier: "primary", testedOn: "2026-08-15", ageDays: 100, verdict: "recent" },
    { tier: "secondary", testedOn: "2026-10-01", ageDays: 53, verdict: "failed" },
    { tier: "offsite", testedOn: null, ageDays: null, verdict: "missing" },
  ]);
  expect(judgeRestoreTests([on("primary", "2026-08-14")], 100, "2026-11-23")[0]!.verdict).toBe("old");
});
