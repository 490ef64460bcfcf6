import fc from "fast-check";
import { expect, test } from "vitest";
import { bothOf, trendOf } from "#app/domain/latency/attainment-rules.ts";
import { isLeftOut } from "#app/domain/latency/correction-rules.ts";
import { type HourRow, hourTable, withRows } from "#app/domain/latency/hour-table-rules.ts";
import { at, HOUR, hourOf, windowOf } from "./hours-of.ts";

const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const DAY = span("2026-11-21T22:00:00Z", "2026-11-22T22:00:00Z");

test("the average is weighted by traffic: sums are added and divided once", () => {
  const hours = hourTable([
    hourOf("2026-11-22T08:00:00Z", 0.5, { requests: 300, within: 290, errors: 3 }),
    hourOf("2026-11-22T09:00:00Z", 1.5, { requests: 100, within: 50, errors: 1 }),
  ]);
  // (150 + 150) / 400 = 0.75; 0.8 * 400 - 300 = 20.
  const { raw } = bothOf(hours, DAY, { windows: [], target: 0.8 });
  expect(raw).toMatchObject({
    sums: { requests: 400, seconds: 300, within: 340, errors: 4 },
    average: 0.75,
    kept: true,
    withinShare: 0.85,
    errorShare: 0.01,
    coverage: { hoursMeasured: 2, hoursPassed: 24 },
  });
  expect(raw.headroom).toBeCloseTo(0.05, 12);
  expect(raw.headroomSeconds).toBeCloseTo(20, 9);
});

test("hours without traffic, and hours that were not measured, have no average: never zero", () => {
  const quiet = hourTable([hourOf("2026-11-22T08:00:00Z", 0, { requests: 0, within: 0 })]);
  const none = {
    average: null,
    kept: null,
    headroom: null,
    headroomSeconds: null,
    withinShare: null,
    errorShare: null,
  };
  expect(bothOf(quiet, DAY, { windows: [], target: 0.8 }).raw).toMatchObject({
    ...none,
    coverage: { hoursMeasured: 1, hoursPassed: 24 },
  });
  expect(bothOf(hourTable([]), DAY, { windows: [], target: 0.8 }).raw).toMatchObject({
    ...none,
    coverage: { hoursMeasured: 0, hoursPassed: 24 },
  });
});

test("an hour that is not over does not count yet", () => {
  const hours = hourTable([hourOf("2026-11-22T08:00:00Z", 0.5), hourOf("2026-11-22T09:00:00Z", 1.5)]);
  const { raw } = bothOf(hours, span("2026-11-21T22:00:00Z", "2026-11-22T09:59:00Z"), { windows: [], target: 0.8 });
  expect(raw).toMatchObject({ average: 0.5, coverage: { hoursMeasured: 1, hoursPassed: 11 } });
});

test("a window takes out each hour that it touches, and says so; both figures are given", () => {
  const hours = hourTable([
    hourOf("2026-11-22T01:00:00Z", 0.6),
    hourOf("2026-11-22T02:00:00Z", 3),
    hourOf("2026-11-22T03:00:00Z", 3),
    hourOf("2026-11-22T04:00:00Z", 0.6),
  ]);
  // Half past four to a minute past five in Helsinki: two hours.
  const both = bothOf(hours, DAY, {
    windows: [windowOf("2026-11-22T02:30:00.000Z", "2026-11-22T03:01:00.000Z")],
    target: 0.8,
  });
  expect(both.raw).toMatchObject({ average: 1.8, kept: false });
  expect(both.corrected).toMatchObject({ average: 0.6, kept: true, coverage: { hoursMeasured: 2, hoursPassed: 22 } });
  expect(both.hoursLeftOut).toBe(2);
  expect(both.exclusions).toEqual([
    "2 hours of “Service window” (2026-11-22 04:30 to 2026-11-22 05:01, announced) are left out.",
  ]);
});

test("a window that ends on the hour does not touch the next one", () => {
  const hours = hourTable([hourOf("2026-11-22T02:00:00Z", 3), hourOf("2026-11-22T03:00:00Z", 0.6)]);
  const windows = [windowOf("2026-11-22T02:00:00.000Z", "2026-11-22T03:00:00.000Z", { kind: "urgent" })];
  const both = bothOf(hours, DAY, { windows, target: 0.8 });
  expect(both).toMatchObject({ hoursLeftOut: 1, corrected: { average: 0.6 } });
  expect(both.exclusions).toEqual([
    "1 hour of “Service window” (2026-11-22 04:00 to 2026-11-22 05:00, urgent maintenance) is left out.",
  ]);
});

test("only announced windows and urgent maintenance are left out", () => {
  const startsAt = new Date("2026-11-21T20:00:00Z");
  const before = new Date("2026-11-14T08:00:00Z");
  const after = new Date("2026-11-21T20:01:00Z");
  expect(isLeftOut({ kind: "planned", state: "completed", startsAt, announcedAt: before })).toBe(true);
  expect(isLeftOut({ kind: "planned", state: "in_progress", startsAt, announcedAt: after })).toBe(false);
  expect(isLeftOut({ kind: "planned", state: "planned", startsAt, announcedAt: null })).toBe(false);
  expect(isLeftOut({ kind: "planned", state: "cancelled", startsAt, announcedAt: before })).toBe(false);
  expect(isLeftOut({ kind: "urgent", state: "in_progress", startsAt, announcedAt: null })).toBe(true);
});

test.each([
  [0.61, 0.65, "0.04 s faster than last week by now"],
  [0.7, 0.65, "0.05 s slower than last week by now"],
  [0.651, 0.65, "As last week by now"],
  [0.61, null, "No data of last week by now to compare with"],
  [null, 0.65, "No data"],
])("%s after %s: %s", (average, earlier, words) => {
  expect(trendOf(average, earlier, "last week by now").words).toBe(words);
});

const START = at("2026-11-01T00:00:00Z");
const rowsArbitrary = fc.uniqueArray(
  fc.record({
    place: fc.integer({ min: 0, max: 99 }),
    client: fc.constantFrom("browser", "api", "robot"),
    requests: fc.integer({ min: 0, max: 10_000 }),
    seconds: fc.integer({ min: 0, max: 20_000 }),
  }),
  { selector: ({ place, client }) => `${place} ${client}`, maxLength: 200 },
);
const asRow = ({ place, ...row }: { place: number; client: string; requests: number; seconds: number }): HourRow => ({
  ...row,
  hour: START + place * HOUR,
  within: row.requests,
  errors: 0,
  measuredAt: 1,
});

test("the parts of a span, and the client kinds, add up to the whole", () => {
  fc.assert(
    fc.property(rowsArbitrary, fc.integer({ min: 0, max: 100 }), (rows, cut) => {
      const hours = hourTable(rows.map(asRow));
      const sums = (from: number, to: number, client = "") =>
        bothOf(hours, { from: START + from * HOUR, to: START + to * HOUR }, { windows: [], target: 0.8, client }).raw
          .sums;
      const whole = sums(0, 100);
      expect(sums(0, cut).seconds + sums(cut, 100).seconds).toBe(whole.seconds);
      const clients = ["browser", "api", "robot"].map((client) => sums(0, 100, client).requests);
      expect(clients.reduce((sum, part) => sum + part, 0)).toBe(whole.requests);
    }),
  );
});

test("corrected figures are of a subset of the hours, and with nothing left out they are the raw ones", () => {
  const windowArbitrary = fc
    .tuple(fc.integer({ min: -5, max: 105 * 60 }), fc.integer({ min: 1, max: 600 }), fc.boolean())
    .map(([start, minutes, leftOut]) =>
      windowOf(
        new Date(START + start * 60_000).toISOString(),
        new Date(START + (start + minutes) * 60_000).toISOString(),
        { leftOut },
      ),
    );
  fc.assert(
    fc.property(rowsArbitrary, fc.array(windowArbitrary, { maxLength: 4 }), (rows, windows) => {
      const both = bothOf(
        hourTable(rows.map(asRow)),
        { from: START, to: START + 100 * HOUR },
        { windows, target: 0.8 },
      );
      expect(both.corrected.sums.requests).toBeLessThanOrEqual(both.raw.sums.requests);
      expect(both.corrected.sums.seconds).toBeLessThanOrEqual(both.raw.sums.seconds);
      expect(both.corrected.coverage.hoursMeasured + both.hoursLeftOut).toBe(both.raw.coverage.hoursMeasured);
      expect(both.corrected.coverage.hoursMeasured).toBeLessThanOrEqual(both.corrected.coverage.hoursPassed);
      if (both.hoursLeftOut === 0) expect(both.corrected.sums).toEqual(both.raw.sums);
    }),
  );
});

test("hours come in any order and again: the table is that of the last of each", () => {
  fc.assert(
    fc.property(rowsArbitrary, rowsArbitrary, (first, second) => {
      const [a, b] = [first.map(asRow), second.map(asRow)];
      const keyOf = (row: HourRow) => `${row.hour} ${row.client}`;
      const last = [...new Map([...a, ...b].map((row) => [keyOf(row), row])).values()];
      const whole = { from: START, to: START + 100 * HOUR };
      const sums = (table: ReturnType<typeof hourTable>) => bothOf(table, whole, { windows: [], target: 0.8 }).raw;
      expect(sums(withRows(hourTable(a), b))).toEqual(sums(hourTable(last)));
    }),
  );
});
