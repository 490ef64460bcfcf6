import { expect, test } from "vitest";
import { healthSentence, type Told } from "#app/domain/health/sentence-rules.ts";

const now = "2026-11-23T06:00:00Z";
const today = "2026-11-23T05:40:00Z";
const well = (count: number): Told[] =>
  Array.from({ length: count }, (_, i) => ({ name: `Part ${i}`, state: "operational", since: null }));

test.each<[Told[], string]>([
  [[], "No components are watched yet."],
  [well(11), "All 11 components are operational."],
  [
    [{ name: "Print and scan", state: "slow", since: today }, ...well(10)],
    "Print and scan is slow since 07:40. All 10 other components are operational.",
  ],
  [
    [
      { name: "Banks", state: "slow", since: today },
      { name: "Databases", state: "down", since: "2026-11-21T05:40:00Z" },
      { name: "SIEM", state: "unknown", since: today },
      ...well(1),
    ],
    "Databases is down since 2026-11-21 07:40 and Banks is slow since 07:40. SIEM is unknown since 07:40. The other one is operational.",
  ],
  [
    ["A", "B", "C", "D", "E"].map((name) => ({ name, state: "partial", since: null })),
    "A is partly down, B is partly down, C is partly down, and 2 more are not well.",
  ],
  [
    [
      { name: "A", state: "unknown", since: "2026-11-23T05:00:00Z" },
      { name: "B", state: "unknown", since: today },
    ],
    "The state of all 2 components is unknown since 07:40.",
  ],
])("%#", (told, sentence) => {
  expect(healthSentence(told, now)).toBe(sentence);
});
