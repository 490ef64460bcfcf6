import { expect, test } from "vitest";
import { readBackups } from "#app/domain/health/backups/read-backups.server.ts";
import { recordRestoreTest } from "#app/domain/health/backups/record-restore-test.server.ts";
import type { Series } from "#app/platform/grafana/grafana.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { platformPerson } from "#tests/support/on-call-people.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const katri = await platformPerson(database, "Katri Konesalo", clock);
const agent = serviceCtxOf(database.db, staffActor(katri.actor.id, ["customer_service"]), { clock });
const good = { tier: "primary", testedOn: "2026-11-20", passed: "yes", minutes: "42", note: "Test company restored" };

test("what Grafana says is judged, and without Grafana nothing is kept", async () => {
  const at = clock.now().getTime();
  const series: Record<string, Series[]> = {
    "backup.age": [
      { labels: { tier: "primary" }, points: [[at, 1200]] },
      { labels: { tier: "secondary" }, points: [[at, 111_600]] },
      { labels: { tier: "offsite" }, points: [[at, 100_000]] },
    ],
    "backup.instances": [{ labels: { tier: "primary", medium: "disk", site: "espoo" }, points: [[at, 3]] }],
  };
  const told = serviceCtxOf(database.db, katri.actor, { clock, answer: (ask) => series[ask.purpose] ?? null });
  const page = await readBackups(told, { failure: null });
  expect(page.rules.map((rule) => [rule.tier, rule.verdict])).toEqual([
    ["primary", "kept"],
    ["secondary", "late"],
    ["offsite", "kept"],
  ]);
  expect(page.copiesVerdict.map((one) => [one.what, one.count, one.verdict])).toEqual([
    ["instances", 3, "kept"],
    ["media", 1, "short"],
    ["sites", 1, "short"],
  ]);
  expect(page.provenance.ages.promql).toContain("backup_last_success_timestamp_seconds");

  const away = { kind: "unreachable", message: "Grafana does not answer." } as const;
  const without = await readBackups(serviceCtxOf(database.db, katri.actor, { clock, answer: () => away }), {
    failure: {
      failedAt: new Date("2026-11-23T08:00:00Z"),
      discoveredAt: new Date("2026-11-23T09:00:00Z"),
      extent: "active",
      kind: "loss",
    },
  });
  expect(without.rules.every((rule) => rule.verdict === "no_evidence")).toBe(true);
  expect(without.provenance.ages.problem).toEqual(away);
  // The calculator still answers, by the rule: at worst an hour.
  expect(without.recovery).toMatchObject({ backup: { measured: false }, lossMinutes: { min: 5, max: 60 } });
});

test("a restore that was tried is recorded with who did it, and is listed newest first", async () => {
  await recordRestoreTest(katri, good);
  await recordRestoreTest(katri, { ...good, tier: "offsite", testedOn: "2026-11-23", passed: "no", minutes: "300" });
  const { tests, restores } = await readBackups(agent, { failure: null });
  expect(tests).toMatchObject([
    { tier: "offsite", passed: false, minutes: 300, by: "Katri Konesalo" },
    { tier: "primary", testedOn: "2026-11-20", passed: true, minutes: 42 },
  ]);
  expect(restores.map((one) => one.verdict)).toEqual(["recent", "missing", "failed"]);
  const trail = await database.sql`select details from audit.event where action = 'restore_test.record' order by seq`;
  expect(trail).toHaveLength(2);
  expect(trail[0]!.details).toMatchObject({ tier: "primary", testedOn: "2026-11-20", passed: true, minutes: 42 });
  expect(JSON.stringify(trail)).not.toContain("Test company");
});

test.each([
  ["tier", "attic"],
  ["testedOn", "2026-11-31"],
  // Tomorrow in Helsinki.
  ["testedOn", "2026-11-24"],
  ["passed", "maybe"],
  ["minutes", "0"],
  ["minutes", "4.5"],
  ["minutes", "soon"],
  ["note", "ok"],
])("%s = %s is refused at its field", async (field, value) => {
  await expect(recordRestoreTest(katri, { ...good, [field]: value })).rejects.toMatchObject({ code: "invalid", field });
});

test("customer service sees the backups and records nothing; the try is on record", async () => {
  await expect(recordRestoreTest(agent, good)).rejects.toMatchObject({ code: "forbidden" });
  const [row] =
    await database.sql`select outcome from audit.event where action = 'restore_test.record' order by seq desc`;
  expect(row).toEqual({ outcome: "refused" });
});
