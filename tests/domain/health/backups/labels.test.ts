import { expect, test } from "vitest";
import { ageText, cadence, limitText } from "#app/domain/health/backups/backup-labels.ts";
import { lossText, recoveryText } from "#app/domain/health/backups/recovery-labels.ts";

test.each([
  [59, "0 min"],
  [7199, "119 min"],
  [7200, "2 h"],
  [111_600, "31 h"],
  [345_599, "95 h"],
  [777_600, "9 days"],
])("an age of %i s reads %s", (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});

test.each([
  [5, "5 min"],
  [60, "1 h"],
  [250, "4 h 10 min"],
  [1530, "25 h 30 min"],
  // Five days, ten hours and a minute: never less than it is.
  [7801, "5 days 11 h"],
  [10_080, "7 days"],
])("a loss of %i min reads %s", (minutes, text) => {
  expect(lossText(minutes)).toBe(text);
});

test("limits, cadences and recovery times in words", () => {
  expect([1, 24, 168].map(limitText)).toEqual(["1 h", "24 h", "7 days"]);
  expect([1, 12, 24, 168].map(cadence)).toEqual(["hourly", "12-hourly", "daily", "weekly"]);
  expect([recoveryText({ min: 5, max: 60 }), recoveryText(null)]).toEqual(["5 min – 1 h", "case by case"]);
});
