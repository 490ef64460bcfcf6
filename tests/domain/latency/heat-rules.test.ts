import { expect, test } from "vitest";
import { byLocalDay, hoursOfWeek } from "#app/domain/latency/heat-rules.ts";
import { hourTable } from "#app/domain/latency/hour-table-rules.ts";
import { at, hourOf, ZONE } from "./hours-of.ts";

const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

test("an hour is placed by Helsinki's clock, in summer and in winter", () => {
  const hours = hourTable([
    // Both are Mondays at 12:00 in Helsinki, and weigh by their traffic.
    hourOf("2026-07-06T09:00:00Z", 1, { requests: 300 }),
    hourOf("2026-11-23T10:00:00Z", 0.6, { requests: 100 }),
    hourOf("2026-11-22T21:00:00Z", 0.7),
  ]);
  const cells = hoursOfWeek(hours, span("2026-07-01T00:00:00Z", "2026-11-24T00:00:00Z"), ZONE);
  expect(cells[0]![12]).toBeCloseTo(0.9, 12);
  expect(cells[6]![23]).toBeCloseTo(0.7, 12);
  expect(cells.flat().filter((value) => value !== null)).toHaveLength(2);
});

test("the hour that comes twice falls into its place twice, and the one that is skipped into none", () => {
  // 25 October: 03:00 summer time is 00:00Z, 03:00 winter time is 01:00Z.
  const autumn = hourTable([hourOf("2026-10-25T00:00:00Z", 0.4), hourOf("2026-10-25T01:00:00Z", 0.8)]);
  const cells = hoursOfWeek(autumn, span("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"), ZONE);
  expect(cells[6]![3]).toBeCloseTo(0.6, 12);
  // 29 March: 01:00Z is 04:00, and nothing is at 03:00.
  const spring = hourTable([hourOf("2026-03-29T00:00:00Z", 0.4), hourOf("2026-03-29T01:00:00Z", 0.8)]);
  const sunday = hoursOfWeek(spring, span("2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"), ZONE)[6]!;
  expect(sunday.slice(2, 5)).toEqual([0.4, null, 0.8]);
});

test("a day begins at Helsinki's midnight; one without traffic has no value, and one not measured is not there", () => {
  const hours = hourTable([
    hourOf("2026-10-31T21:00:00Z", 0.5),
    hourOf("2026-10-31T22:00:00Z", 1, { requests: 100 }),
    hourOf("2026-11-01T08:00:00Z", 0.6, { requests: 300 }),
    hourOf("2026-11-03T08:00:00Z", 0, { requests: 0 }),
  ]);
  expect(byLocalDay(hours, span("2026-10-30T00:00:00Z", "2026-11-05T00:00:00Z"), ZONE)).toEqual([
    { day: "2026-10-31", requests: 100, value: 0.5 },
    { day: "2026-11-01", requests: 400, value: 0.7 },
    { day: "2026-11-03", requests: 0, value: null },
  ]);
});
