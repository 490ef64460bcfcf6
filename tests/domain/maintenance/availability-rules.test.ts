import { expect, test } from "vitest";
import { type ActionWindow, availability } from "#app/domain/maintenance/availability-rules.ts";

const at = (text: string) => new Date(text);
const manager = { permissions: new Set(["maintenance.manage"] as const) };
const hours = { startsAt: at("2026-12-26T20:00:00Z"), endsAt: at("2026-12-27T04:00:00Z") };
const mayCancel = (kind: ActionWindow["kind"], state: ActionWindow["state"], now: string) => {
  const window = { ...hours, kind, state, finishedAt: null, undoableUntil: null };
  const told = availability("cancel", window, { person: manager, change: null, now: at(now) });
  return told.allowed || told.reason;
};
const BEFORE = "2026-12-26T19:59:59Z";
const START = "2026-12-26T20:00:00Z";
const AFTER = "2026-12-27T04:00:01Z";
const SKIP = "A planned window is skipped with a second person: propose to skip it.";

test.each([
  ["planned", "announced", BEFORE, SKIP],
  // From its start on, also in the minute in which nothing has said yet that it goes on.
  ["planned", "announced", START, true],
  ["planned", "in_progress", START, true],
  ["planned", "verifying", AFTER, true],
  ["urgent", "announced", BEFORE, true],
  ["urgent", "in_progress", START, true],
  ["urgent", "verifying", AFTER, true],
] as const)("one person calls off a window, %s, %s, at %s: %s", (kind, state, now, told) => {
  expect(mayCancel(kind, state, now)).toBe(told);
});

test("what was never announced is skipped by two as well, and what is over stays as it is", () => {
  for (const now of [BEFORE, START, AFTER]) expect(mayCancel("planned", "planned", now)).toContain(SKIP);
  for (const kind of ["planned", "urgent"] as const)
    for (const state of ["completed", "cancelled"] as const)
      expect(mayCancel(kind, state, START)).toContain("One that is over cannot be cancelled.");
});
