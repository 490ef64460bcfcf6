import { expect, test } from "vitest";
import { nextStep, type Present } from "#app/domain/health/interval-rules.ts";

const present: Present = { state: "operational", startedAt: 0, observedAt: 600_000 };

test.each([
  ["the same again", "operational", 630, { kind: "still" }],
  ["another state", "slow", 630, { kind: "changed", endedAt: 630_000, startedAt: 630_000 }],
  ["one round without an answer", "unknown", 630, { kind: "nothing" }],
  ["an observation that came late", "down", 600, { kind: "nothing" }],
  ["75 s between two rounds", "operational", 675, { kind: "still" }],
  ["the same after a hole", "operational", 676, { kind: "changed", endedAt: 600_000, startedAt: 676_000 }],
  ["another state after a hole", "down", 700, { kind: "changed", endedAt: 600_000, startedAt: 700_000 }],
  ["no answer for too long", "unknown", 690, { kind: "changed", endedAt: 600_000, startedAt: 600_000 }],
] as const)("%s", (_, state, seconds, step) => {
  expect(nextStep(present, state, seconds * 1000)).toEqual(step);
});

test("the first observation, and a hole in what nobody knew", () => {
  expect(nextStep(null, "operational", 5)).toEqual({ kind: "first" });
  expect(nextStep({ ...present, state: "unknown" }, "unknown", 9_000_000)).toEqual({ kind: "still" });
});

test("a present that a wrong clock put ahead ends where it is found; a late observation does not end one that is not", () => {
  const ahead = { ...present, observedAt: 86_400_000 };
  expect(nextStep(ahead, "operational", 700_000)).toEqual({ kind: "changed", endedAt: 700_000, startedAt: 700_000 });
  expect(nextStep(present, "down", 500_000, 610_000)).toEqual({ kind: "nothing" });
});
