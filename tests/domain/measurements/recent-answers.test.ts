import { expect, test } from "vitest";
import { recentAnswers } from "#app/domain/measurements/recent-answers.ts";

const entry = (points: number) => ({
  answer: {
    series: [{ labels: {}, points: Array.from({ length: points }, (_, i) => [i, 1] as const) }],
    promql: "x",
    from: "",
    to: "",
    fetchedAt: 0,
  },
});

test("what was used least lately goes first when there are too many points", () => {
  // An entry of 60 points takes 100: its own 20, and 20 for its series.
  const recent = recentAnswers(300);
  for (const key of ["a", "b", "c"]) recent.set(key, entry(60));
  recent.get("a");
  recent.set("d", entry(60));
  expect(["a", "b", "c", "d"].map((key) => recent.get(key) !== undefined)).toEqual([true, false, true, true]);
});

test("an entry that is set again takes its room once", () => {
  const recent = recentAnswers(300);
  for (let i = 0; i < 10; i += 1) recent.set("a", entry(60));
  recent.set("b", entry(60));
  recent.set("c", entry(60));
  expect(["a", "b", "c"].map((key) => recent.get(key) !== undefined)).toEqual([true, true, true]);
});

test("one that is larger than everything is kept for now, alone", () => {
  const recent = recentAnswers(300);
  recent.set("a", entry(60));
  recent.set("b", entry(1000));
  expect(["a", "b"].map((key) => recent.get(key) !== undefined)).toEqual([false, true]);
});
