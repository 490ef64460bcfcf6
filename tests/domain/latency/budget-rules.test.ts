import { expect, test } from "vitest";
import { bothOf } from "#app/domain/latency/attainment-rules.ts";
import { budgetOf } from "#app/domain/latency/budget-rules.ts";
import { burnOf, burnWords, firingOf } from "#app/domain/latency/burn-rules.ts";
import { type HourTable, hourTable, withRows } from "#app/domain/latency/hour-table-rules.ts";
import { periodAt } from "#app/domain/latency/period-rules.ts";
import { at, HOUR, hourOf, hoursOf, windowOf, ZONE } from "./hours-of.ts";

// Noon in Helsinki; November ends 180 hours later.
const NOW = new Date("2026-11-23T10:00:00Z");
const month = periodAt("month", NOW, NOW, ZONE);
const budget = (hours: HourTable, windows = [windowOf("2020-01-01T00:00:00Z", "2020-01-01T01:00:00Z")]) => {
  const span = { from: at(month.from), to: at(month.until) };
  const soFar = bothOf(hours, span, { windows, target: 0.8 }).raw;
  return budgetOf(hours, { month, soFar, windows, now: NOW, zone: ZONE });
};

test("the rest of the month goes as the same hours of the last four weeks did", () => {
  // Local office hours (08-16) at 1.0 s, the rest at 0.5 s: the local clock, also before the change of 25 October.
  const hours = hoursOf("2026-10-26T00:00:00Z", "2026-11-23T10:00:00Z", (hour) =>
    new Date(hour + 2 * HOUR).getUTCHours() >= 8 && new Date(hour + 2 * HOUR).getUTCHours() < 16 ? 1 : 0.5,
  );
  const { soFar, projection, words } = budget(hours);
  // 1 to 22 November: 22 days of 8 h at 1.0 and 16 h at 0.5, then 8 h at 0.5 and 4 h at 1.0.
  expect(soFar.sums.requests).toBe(54_000);
  expect(soFar.sums.seconds).toBeCloseTo(100 * (22 * 16 + 8), 6);
  // All of November: 30 days of 16 seconds for each of a hundred requests an hour.
  expect(projection!.requests).toBeCloseTo(72_000, 6);
  expect(projection!.seconds).toBeCloseTo(48_000, 6);
  expect(projection!.headroomSeconds).toBeCloseTo(9_600, 6);
  expect(projection!.kept).toBe(true);
  expect(words).toBe(
    "If the rest of November goes as the same hours of the last four weeks did, the month ends at 0.67 s: kept.",
  );
});

test("less than two weeks of hours are no pattern", () => {
  const hours = hoursOf("2026-11-14T10:00:00Z", "2026-11-23T10:00:00Z", () => 0.5);
  expect(budget(hours)).toMatchObject({
    projection: null,
    words: "Not enough data for a projection: 9 of the last 28 days are measured, and it needs 14.",
  });
  expect(budget(hourTable([])).projection).toBeNull();
});

test("an hour of the week that was never measured leaves the projection out", () => {
  // Tuesdays 03:00 in Helsinki are missing.
  const hours = hoursOf("2026-10-26T00:00:00Z", "2026-11-23T10:00:00Z", (hour) => {
    const local = new Date(hour + 2 * HOUR);
    return local.getUTCDay() === 2 && local.getUTCHours() === 3 ? null : 0.5;
  });
  expect(budget(hours)).toMatchObject({ projection: null, words: expect.stringContaining("some hours of the week") });
});

test("the hours of a window are no pattern for the weeks to come", () => {
  const calm = hoursOf("2026-10-26T00:00:00Z", "2026-11-23T10:00:00Z", () => 0.5);
  // Wednesday 18 November, 20:00 to 22:00 in Helsinki: 9 seconds each.
  const hours = withRows(calm, [hourOf("2026-11-18T18:00:00Z", 9), hourOf("2026-11-18T19:00:00Z", 9)]);
  const spoilt = budget(hours).projection!;
  const left = budget(hours, [windowOf("2026-11-18T18:00:00.000Z", "2026-11-18T20:00:00.000Z")]).projection!;
  // Four Wednesdays make the pattern, so the window would add a quarter of its 2 * 850 seconds again.
  expect(spoilt.seconds - left.seconds).toBeCloseTo(425, 6);
});

test("burn is the bad share over what the objective allows", () => {
  expect(burnOf(0.05, 0.9)).toBeCloseTo(0.5, 12);
  expect(burnOf(1, 0.9)).toBeCloseTo(10, 12);
  // Extrapolation can give a share a hair under zero.
  expect(burnOf(-0.001, 0.9)).toBe(0);
  expect(burnOf(null, 0.9)).toBeNull();
});

test.each([
  [3, 2.1, 2, true],
  [3, 1.9, 2, false],
  [2, 5, 2, false],
  [null, 5, 2, null],
  [5, null, 2, null],
])("long %s and short %s over %s: firing is %s", (long, short, factor, firing) => {
  expect(firingOf(long, short, factor)).toBe(firing);
});

test("each alert is told with its figures, firing or not", () => {
  const words = (long: number | null, short: number | null) =>
    burnWords({ factor: 2, long: { window: "1d", burn: long }, short: { window: "2h", burn: short } });
  expect(words(3.04, 2.1)).toBe("Firing: 3.0 over 1 day, 2.1 over 2 hours; both are above 2.");
  expect(words(0.4, 0)).toBe("Quiet: 0.4 over 1 day, 0.0 over 2 hours; it fires above 2 in both.");
  expect(words(null, 3)).toBe("Not known: no data over 1 day, 3.0 over 2 hours; it fires above 2 in both.");
});
