import { expect, test } from "vitest";
import { isQuiet, progressNumbers } from "#app/domain/exports/run/progress-numbers.ts";

const now = new Date("2026-11-22T10:01:40Z");
const startedAt = new Date("2026-11-22T10:00:00Z");

test.each([
  ["not begun", { state: "queued", rowsDone: 0, rowsTotal: null, startedAt: null }, null, null],
  ["not counted yet", { state: "running", rowsDone: 5, rowsTotal: null, startedAt }, null, null],
  ["too early to say", { state: "running", rowsDone: 10, rowsTotal: 1000, startedAt }, 1, null],
  // A quarter took 100 s, so three quarters take 300 s.
  ["a quarter", { state: "running", rowsDone: 250, rowsTotal: 1000, startedAt }, 25, 300],
  ["all rows, and still checking", { state: "running", rowsDone: 1000, rowsTotal: 1000, startedAt }, 99, 1],
  ["ready", { state: "ready", rowsDone: 0, rowsTotal: null, startedAt }, 100, 0],
])("%s", (_name, run, percent, secondsLeft) => {
  expect(progressNumbers(run, now)).toEqual({ percent, secondsLeft });
});

test("a worker is quiet when the lease was last renewed more than 22 seconds ago", () => {
  // Renewed at 10:01:17 and 10:01:19 for 45 seconds.
  expect(isQuiet(new Date("2026-11-22T10:02:02Z"), 45, now)).toBe(true);
  expect(isQuiet(new Date("2026-11-22T10:02:04Z"), 45, now)).toBe(false);
  expect(isQuiet(null, 45, now)).toBe(false);
});
