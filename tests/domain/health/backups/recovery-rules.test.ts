import fc from "fast-check";
import { expect, test } from "vitest";
import type { BackupTier } from "#app/domain/health/backups/backup-rules.ts";
import { readRecoveryQuestion } from "#app/domain/health/backups/recovery-form.ts";
import {
  type Extent,
  extents,
  type Failure,
  failureKinds,
  planRecovery,
  type RecoveryRules,
} from "#app/domain/health/backups/recovery-rules.ts";

const rules: RecoveryRules = {
  everyHours: { primary: 1, secondary: 24, offsite: 168 },
  activeMinutes: { min: 5, max: 60 },
  lossMinimumMinutes: 5,
  lossMaximumHours: 168,
};
const utc = (text: string) => new Date(`2026-11-${text}:00Z`);
const failure = (failedAt: string, discoveredAt: string, extent: Extent, kind: Failure["kind"]): Failure => ({
  failedAt: utc(failedAt),
  discoveredAt: utc(discoveredAt),
  extent,
  kind,
});
type Ages = Partial<Record<BackupTier, Date>>;
const plan = (of: Failure, ages: Ages = {}) => planRecovery(of, ages, rules);
const ACTIVE = { min: 5, max: 60 };

test("active data lost, with a backup from 20 minutes before: 20 minutes are lost, back within the hour", () => {
  expect(plan(failure("20T12:00", "20T12:10", "active", "loss"), { primary: utc("20T11:40") })).toEqual({
    tier: "primary",
    backup: { earliest: utc("20T11:40"), latest: utc("20T11:40"), measured: true },
    lossMinutes: { min: 20, max: 20 },
    pastTheStatement: false,
    recoveryMinutes: ACTIVE,
  });
});

test("without evidence the worst that the rule allows counts", () => {
  expect(plan(failure("20T12:00", "20T12:10", "active", "loss"))).toMatchObject({
    backup: { earliest: utc("20T11:00"), latest: utc("20T12:00"), measured: false },
    lossMinutes: { min: 5, max: 60 },
    recoveryMinutes: ACTIVE,
  });
});

test("corruption found four hours later takes what was written since with it, and its time is not promised", () => {
  // The last success, 15:40, holds the fault: an earlier one is needed, at worst from 11:00.
  expect(plan(failure("20T12:00", "20T16:00", "active", "corruption"), { primary: utc("20T15:40") })).toMatchObject({
    tier: "primary",
    backup: { earliest: utc("20T11:00"), latest: utc("20T12:00"), measured: false },
    lossMinutes: { min: 240, max: 300 },
    recoveryMinutes: null,
  });
});

test("corruption found before the next backup: the previous backup is good, so the hour holds", () => {
  expect(plan(failure("20T12:00", "20T12:15", "active", "corruption"), { primary: utc("20T11:50") })).toMatchObject({
    lossMinutes: { min: 25, max: 25 },
    recoveryMinutes: ACTIVE,
  });
});

test("the primary system gone too: the secondary's daily backup, case by case", () => {
  const ages = { primary: utc("20T11:40"), secondary: utc("20T02:00"), offsite: utc("15T02:00") };
  expect(plan(failure("20T12:00", "20T12:10", "primary", "loss"), ages)).toMatchObject({
    tier: "secondary",
    lossMinutes: { min: 600, max: 600 },
    recoveryMinutes: null,
  });
  expect(plan(failure("20T12:00", "20T12:10", "secondary", "loss"), ages)).toMatchObject({
    tier: "offsite",
    // Five days and ten hours.
    lossMinutes: { min: 7800, max: 7800 },
    recoveryMinutes: null,
  });
});

test("a further tier never holds anything newer than the nearer one that fills it", () => {
  const ages = { primary: utc("20T09:00"), secondary: utc("20T11:30") };
  expect(plan(failure("20T12:00", "20T12:00", "primary", "loss"), ages).backup.latest).toEqual(utc("20T09:00"));
});

test("more than a week is past what the statement promises: the bound is shown and said to be one", () => {
  expect(plan(failure("10T12:00", "20T12:00", "secondary", "corruption"))).toMatchObject({
    lossMinutes: { min: 10_080, max: 10_080 },
    pastTheStatement: true,
    recoveryMinutes: null,
  });
});

const HOUR = 3_600_000;
const MINUTE = 60_000;
const base = utc("20T12:00").getTime();
const anyAges = fc.record(
  {
    primary: fc.integer({ min: -20_000, max: 600 }),
    secondary: fc.integer({ min: -20_000, max: 600 }),
    offsite: fc.integer({ min: -20_000, max: 600 }),
  },
  { requiredKeys: [] },
);
const agesOf = (minutes: Partial<Record<BackupTier, number>>): Ages =>
  Object.fromEntries(Object.entries(minutes).map(([tier, offset]) => [tier, new Date(base + offset * MINUTE)]));

test("whatever the evidence: the loss never shrinks when it is found later or reaches further, and stays within the bounds", () => {
  fc.assert(
    fc.property(
      anyAges,
      fc.constantFrom(...failureKinds),
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      (minutes, kind, delay, more) => {
        const ages = agesOf(minutes);
        const at = (extent: Extent, late: number) =>
          plan({ failedAt: new Date(base), discoveredAt: new Date(base + late * MINUTE), extent, kind }, ages);
        for (const extent of extents) {
          const sooner = at(extent, delay).lossMinutes;
          const later = at(extent, delay + more).lossMinutes;
          expect(later.min).toBeGreaterThanOrEqual(sooner.min);
          expect(later.max).toBeGreaterThanOrEqual(sooner.max);
          expect(sooner.min).toBeGreaterThanOrEqual(5);
          expect(sooner.max).toBeLessThanOrEqual(7 * 24 * 60);
          expect(sooner.min).toBeLessThanOrEqual(sooner.max);
        }
        for (const [near, far] of [
          ["active", "primary"],
          ["primary", "secondary"],
        ] as const) {
          expect(at(far, delay).lossMinutes.min).toBeGreaterThanOrEqual(at(near, delay).lossMinutes.min);
          expect(at(far, delay).lossMinutes.max).toBeGreaterThanOrEqual(at(near, delay).lossMinutes.max);
        }
      },
    ),
  );
});

test("no backup from after the failure is ever chosen, and no time is promised but the statement's", () => {
  fc.assert(
    fc.property(anyAges, fc.constantFrom(...extents), fc.constantFrom(...failureKinds), (minutes, extent, kind) => {
      const found = plan(
        { failedAt: new Date(base), discoveredAt: new Date(base + HOUR), extent, kind },
        agesOf(minutes),
      );
      expect(found.backup.latest.getTime()).toBeLessThanOrEqual(base);
      if (extent !== "active") expect(found.recoveryMinutes).toBeNull();
      else expect([null, ACTIVE]).toContainEqual(found.recoveryMinutes);
    }),
  );
});

const now = new Date("2026-11-23T10:00:00Z");
const question = (text: string) => readRecoveryQuestion(new URLSearchParams(text), now);
const good = "failed=2026-11-23T09:00&discovered=2026-11-23T10:30&extent=active&kind=loss";

test("the question is read from the address in Helsinki time", () => {
  expect(question("")).toEqual({ asked: false });
  expect(question(good)).toEqual({
    asked: true,
    failure: {
      failedAt: new Date("2026-11-23T07:00:00Z"),
      discoveredAt: new Date("2026-11-23T08:30:00Z"),
      extent: "active",
      kind: "loss",
    },
  });
});

test.each([
  ["failed=2026-02-30T09:00", "failed", /such as/],
  ["failed=", "failed", /such as/],
  ["discovered=2026-11-23T08:59", "discovered", /before it happened/],
  ["discovered=2026-11-23T12:06", "discovered", /not come yet/],
  ["extent=everything", "extent", /how far/],
  ["kind=", "kind", /what happened/],
])("%s is told at its field", (change, field, message) => {
  const params = new URLSearchParams(good);
  for (const [name, value] of new URLSearchParams(change)) params.set(name, value);
  expect(readRecoveryQuestion(params, now)).toMatchObject({
    asked: true,
    failure: null,
    field,
    message: expect.stringMatching(message),
  });
});

test("what is missing is asked for, and clocks may differ by five minutes", () => {
  expect(question("failed=2026-11-23T09:00")).toMatchObject({ failure: null, field: "discovered" });
  expect(question(good.replace("T10:30", "T12:05"))).toMatchObject({ failure: { extent: "active" } });
});
