import { expect, test } from "vitest";
import { startOfDay, timeTicks, valueScale } from "#app/ui/charts/scales.ts";
import { aligned, loneIndices, thinned, withGaps } from "#app/ui/charts/time-series.ts";

const labels = (from: string, to: string, most?: number) =>
  timeTicks(Date.parse(from), Date.parse(to), most).map(({ label }) => label);

test("a value axis begins at zero and ends on a round line above the highest value", () => {
  expect(valueScale(0.8)).toEqual({ top: 0.8, lines: [0, 0.2, 0.4, 0.6000000000000001, 0.8] });
  expect(valueScale(1.24).top).toBe(1.5);
  expect(valueScale(0)).toEqual({ top: 1, lines: [0, 0.5, 1] });
  expect(valueScale(12_345)).toEqual({ top: 15_000, lines: [0, 5000, 10_000, 15_000] });
});

test("ticks are round Helsinki hours, and midnight is the day", () => {
  expect(labels("2026-11-22T16:20:00Z", "2026-11-23T04:00:00Z")).toEqual([
    "20:00",
    "22:00",
    "23 Nov",
    "02:00",
    "04:00",
    "06:00",
  ]);
});

test("days, weeks from Monday, months", () => {
  expect(labels("2026-11-16T22:00:00Z", "2026-11-22T12:00:00Z")).toEqual([
    "17 Nov",
    "18 Nov",
    "19 Nov",
    "20 Nov",
    "21 Nov",
    "22 Nov",
  ]);
  expect(labels("2026-10-31T22:00:00Z", "2026-11-30T22:00:00Z")).toEqual([
    "2 Nov",
    "9 Nov",
    "16 Nov",
    "23 Nov",
    "30 Nov",
  ]);
  expect(labels("2025-12-31T22:00:00Z", "2026-12-31T21:59:00Z")).toEqual([
    "Jan 26",
    "Mar 26",
    "May 26",
    "Jul 26",
    "Sep 26",
    "Nov 26",
  ]);
});

test("a day begins at midnight in Helsinki, also when the clocks change on it", () => {
  expect(new Date(startOfDay("2026-03-29")).toISOString()).toBe("2026-03-28T22:00:00.000Z");
  expect(new Date(startOfDay("2026-03-30")).toISOString()).toBe("2026-03-29T21:00:00.000Z");
  expect(new Date(startOfDay("2026-10-25")).toISOString()).toBe("2026-10-24T21:00:00.000Z");
  expect(new Date(startOfDay("2026-10-26")).toISOString()).toBe("2026-10-25T22:00:00.000Z");
});

test("the hour that comes twice is shown as the clock shows it", () => {
  expect(labels("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z", 5)).toEqual([
    "02:00",
    "03:00",
    "03:00",
    "04:00",
    "05:00",
  ]);
});

test("where a measurement is missing the line breaks", () => {
  expect(
    withGaps([
      [0, 1],
      [10, 2],
      [20, 3],
      [50, 4],
      [60, 5],
    ]),
  ).toEqual([
    [0, 1],
    [10, 2],
    [20, 3],
    [30, null],
    [50, 4],
    [60, 5],
  ]);
});

test("series with other times share one row of times: unknown is not the same as a gap", () => {
  expect(
    aligned([
      {
        key: "a",
        label: "A",
        points: [
          [0, 1],
          [20, null],
        ],
      },
      { key: "b", label: "B", points: [[10, 5]] },
    ]),
  ).toEqual({
    times: [0, 10, 20],
    values: [
      [1, undefined, null],
      [undefined, 5, undefined],
    ],
  });
});

test("a thinned line keeps its peak", () => {
  const points = Array.from({ length: 1000 }, (_, index): [number, number | null] => [index, index === 537 ? 9 : 0.5]);
  const thin = thinned(points, 100);
  expect(thin).toHaveLength(100);
  expect(thin).toContainEqual([537, 9]);
});

test("a value alone between gaps is found, past the times of other series", () => {
  expect(loneIndices([1, null, 2, undefined, null, 3, undefined, 4, null, undefined, 5])).toEqual([0, 2, 10]);
});

test("on a day when the clocks change, steps of hours stand where they always do", () => {
  const day = (from: string, to: string, most: number) => labels(from, to, most);
  expect(day("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z", 7)).toEqual([
    "25 Oct",
    "06:00",
    "12:00",
    "18:00",
    "26 Oct",
  ]);
  expect(day("2026-03-28T22:00:00Z", "2026-03-29T10:00:00Z", 4)).toEqual(["29 Mar", "06:00", "09:00", "12:00"]);
});
