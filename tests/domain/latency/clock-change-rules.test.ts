import { expect, test } from "vitest";
import { clockChangeWords } from "#app/domain/latency/clock-change-rules.ts";

const words = (from: string, to: string) => clockChangeWords({ from, to }, "Europe/Helsinki");

test("a day on which the clocks change says so, in both directions", () => {
  expect(words("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z")).toBe(
    "The clocks go back on Sun 25 Oct at 04:00: the hour before it is there twice.",
  );
  expect(words("2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z")).toBe(
    "The clocks go forward on Sun 29 Mar: the hour before 04:00 does not exist.",
  );
});

test("other days, stretches that end as the clocks change, and long ones say nothing", () => {
  expect(words("2026-11-21T22:00:00Z", "2026-11-22T22:00:00Z")).toBeNull();
  expect(words("2026-10-24T21:00:00Z", "2026-10-25T01:00:00Z")).toBeNull();
  expect(words("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z")).toBeNull();
});
