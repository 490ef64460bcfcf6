import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { weekNumber } from "#app/i18n/week-number.ts";

test("weeks are those of ISO 8601, at the turn of a year too", () => {
  expect(weekNumber("2026-11-22")).toBe(47);
  expect(weekNumber("2026-12-26")).toBe(52);
  // 2026 begins on a Thursday, so it has 53 weeks; the first days of 2027 are of its last.
  expect(weekNumber("2027-01-03")).toBe(53);
  expect(weekNumber("2027-01-04")).toBe(1);
  expect(weekNumber("2024-12-30")).toBe(1);
});

test("every day has the week that Temporal gives it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = Temporal.PlainDate.from("1995-01-01").add({ days });
      expect(weekNumber(day.toString())).toBe(day.weekOfYear);
    }),
  );
});
