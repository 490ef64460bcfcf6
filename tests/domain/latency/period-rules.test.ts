import { expect, test } from "vitest";
import { hoursPassed } from "#app/domain/latency/hour-table-rules.ts";
import { periodAt, periodOf, previousOf } from "#app/domain/latency/period-rules.ts";
import { at, ZONE } from "./hours-of.ts";

// A Monday, 12:20 in Helsinki.
const NOW = new Date("2026-11-23T10:20:00Z");

test.each([
  ["2026-11-23", "day", "2026-11-22T22:00:00.000Z", "2026-11-23T22:00:00.000Z", "2026-11-23"],
  ["2026-W48", "week", "2026-11-22T22:00:00.000Z", "2026-11-29T22:00:00.000Z", "Week 48, 2026"],
  ["2026-W01", "week", "2025-12-28T22:00:00.000Z", "2026-01-04T22:00:00.000Z", "Week 1, 2026"],
  ["2020-W53", "week", "2020-12-27T22:00:00.000Z", "2021-01-03T22:00:00.000Z", "Week 53, 2020"],
  // October ends after the clocks went back: 745 hours.
  ["2026-10", "month", "2026-09-30T21:00:00.000Z", "2026-10-31T22:00:00.000Z", "October 2026"],
  ["2026-Q1", "quarter", "2025-12-31T22:00:00.000Z", "2026-03-31T21:00:00.000Z", "Quarter 1, 2026"],
  ["2026", "year", "2025-12-31T22:00:00.000Z", "2026-12-31T22:00:00.000Z", "2026"],
])("%s has its borders at Helsinki's midnights", (key, kind, from, to, label) => {
  expect(periodOf(key, NOW, ZONE)).toMatchObject({ key, kind, from, to, label });
});

test.each(["2026-12", "2027", "2026-W49", "2026-W54", "2025-W53", "2026-02-30", "2026-13", "2026-Q5", "month", ""])(
  "%s is no period that has begun",
  (key) => {
    expect(periodOf(key, NOW, ZONE)).toBeNull();
  },
);

test("a day with a change of clocks has 23 or 25 hours", () => {
  const spring = periodOf("2026-03-29", NOW, ZONE)!;
  expect([spring.from, spring.to]).toEqual(["2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"]);
  expect(hoursPassed(at(spring.from), at(spring.until))).toBe(23);
  const autumn = periodOf("2026-10-25", NOW, ZONE)!;
  expect([autumn.from, autumn.to]).toEqual(["2026-10-24T21:00:00.000Z", "2026-10-25T22:00:00.000Z"]);
  expect(hoursPassed(at(autumn.from), at(autumn.until))).toBe(25);
});

test("just after Helsinki's midnight it is a new month, although UTC still has the old one", () => {
  const now = new Date("2026-10-31T22:30:00Z");
  expect(periodAt("month", now, now, ZONE)).toMatchObject({ key: "2026-11", from: "2026-10-31T22:00:00.000Z" });
  expect(periodAt("month", new Date("2026-10-31T21:30:00Z"), now, ZONE).key).toBe("2026-10");
});

test("the last 7 days are 168 whole hours, whatever the minute", () => {
  const period = periodOf("7d", NOW, ZONE)!;
  expect(period).toMatchObject({ from: "2026-11-16T10:00:00.000Z", until: "2026-11-23T10:20:00.000Z" });
  expect(hoursPassed(at(period.from), at(period.until))).toBe(168);
});

test.each([
  ["day", "2026-11-23T10:20:00Z", "2026-11-21T22:00:00.000Z", "2026-11-22T10:00:00.000Z", "yesterday by now"],
  ["week", "2026-11-23T10:20:00Z", "2026-11-15T22:00:00.000Z", "2026-11-16T10:00:00.000Z", "last week by now"],
  // Winter time now, summer time in October's first weeks: noon is noon by the wall clock.
  ["month", "2026-11-23T10:20:00Z", "2026-09-30T21:00:00.000Z", "2026-10-23T09:00:00.000Z", "last month by now"],
  // 31 October has no like in September: all of September.
  ["month", "2026-10-31T10:20:00Z", "2026-08-31T21:00:00.000Z", "2026-09-30T21:00:00.000Z", "last month by now"],
  ["month", "2026-03-30T10:20:00Z", "2026-01-31T22:00:00.000Z", "2026-02-28T22:00:00.000Z", "last month by now"],
  ["quarter", "2026-11-23T10:20:00Z", "2026-06-30T21:00:00.000Z", "2026-08-23T09:00:00.000Z", "last quarter by now"],
  ["year", "2024-02-29T10:20:00Z", "2022-12-31T22:00:00.000Z", "2023-02-28T22:00:00.000Z", "last year by now"],
  // Noon of the day after the clocks went forward against noon of the 23 hour day.
  ["day", "2026-03-30T09:00:00Z", "2026-03-28T22:00:00.000Z", "2026-03-29T09:00:00.000Z", "yesterday by now"],
  ["day", "2026-10-26T10:00:00Z", "2026-10-24T21:00:00.000Z", "2026-10-25T10:00:00.000Z", "yesterday by now"],
] as const)("this %s at %s is compared up to the same point by the wall clock", (kind, now, from, to, name) => {
  const previous = previousOf(periodAt(kind, new Date(now), new Date(now), ZONE), ZONE);
  expect([previous.from.toISOString(), previous.to.toISOString(), previous.name]).toEqual([from, to, name]);
});

test("a period that is over is compared with all of the one before", () => {
  const previous = previousOf(periodOf("2026-10", NOW, ZONE)!, ZONE);
  expect([previous.from.toISOString(), previous.to.toISOString(), previous.name]).toEqual([
    "2026-08-31T21:00:00.000Z",
    "2026-09-30T21:00:00.000Z",
    "the month before",
  ]);
});
