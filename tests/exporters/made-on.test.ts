import { expect, test } from "vitest";
import { madeOn } from "#exporters/made-on.ts";

// Two hours before UTC's midnight in winter and three in summer, Finland's next day has begun.
test.each([
  ["2026-12-31T21:59:59.999Z", "2026-12-31"],
  ["2026-12-31T22:00:00Z", "2027-01-01"],
  ["2028-02-28T22:30:00Z", "2028-02-29"],
  ["2027-06-30T20:59:59Z", "2027-06-30"],
  ["2027-06-30T21:00:00Z", "2027-07-01"],
  // The hour that comes twice.
  ["2027-10-31T00:30:00Z", "2027-10-31"],
  ["2027-10-31T21:59:59Z", "2027-10-31"],
  // The day that a shell's run is dated with stays that day.
  ["2026-11-22T00:00:00Z", "2026-11-22"],
  ["2027-06-22T00:00:00Z", "2027-06-22"],
])("what was made at %s was made on %s", (instant, day) => {
  expect(madeOn(new Date(instant))).toBe(day);
});
