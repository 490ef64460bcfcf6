import { expect, test } from "vitest";
import { CalendarMap } from "#app/ui/charts/calendar-map.tsx";
import { weekNumber } from "#app/i18n/week-number.ts";
import { heatLegend, heatStep } from "#app/ui/charts/heat-scale.ts";
import { HourOfWeek } from "#app/ui/charts/hour-of-week.tsx";
import { htmlOf, rowsOf, textOf } from "#tests/support/render.tsx";

test("the scale breaks at the target: exactly the target is within it", () => {
  expect([0.3, 0.6, 0.61, 0.8, 0.801, 1, 1.01, 1.6, 1.61].map((value) => heatStep(value, 0.8))).toEqual([
    1, 1, 2, 2, 3, 3, 4, 4, 5,
  ]);
});

test("for a share, more is better, and the break is at the target as well", () => {
  expect([1, 0.925, 0.9, 0.899, 0.875, 0.8, 0.79].map((value) => heatStep(value, 0.9, "%"))).toEqual([
    1, 1, 2, 3, 3, 4, 5,
  ]);
  expect(heatLegend(0.9, "%").map(({ text }) => text)).toEqual([
    "from 92.5 %",
    "from 90.0 %, the target",
    "from 87.5 %",
    "from 80.0 %",
    "under 80.0 %",
  ]);
});

const cells = Array.from({ length: 7 }, (_, day) =>
  Array.from({ length: 24 }, (_, hour) => (day === 6 ? null : day === 0 && hour === 9 ? 1.42 : 0.5 + hour / 100)),
);
const week = { title: "Hour of the week", cells, target: 0.8, unit: "s" as const, tableHref: "/x" };

test.each([false, true])(
  "the hours of a week are a table with each value, also when it is drawn (table: %s)",
  (table) => {
    const html = htmlOf(<HourOfWeek {...week} table={table} />);
    const rows = rowsOf(html);
    expect(rows[0]!.slice(0, 3)).toEqual(["Hour", "00", "01"]);
    expect(rows[1]!.slice(9, 12)).toEqual(["0.58", "1.42", "0.60"]);
    expect(rows[7]).toEqual(["Sun", ...Array.from({ length: 24 }, () => "–No data")]);
    expect(textOf(html)).toContain("144 of 168 hours measured, 1 over 0.80 s; slowest Mon 09, 1.42 s.");
    expect(html.includes("bg-heat-4")).toBe(!table);
  },
);

const days = [
  { day: "2026-11-20", value: 0.61, window: false, releases: [], href: "/latency?day=2026-11-20" },
  { day: "2026-11-21", value: 1.7, window: true, releases: ["2026.47", "2026.47.1"], href: "/latency?day=2026-11-21" },
  { day: "2026-11-22", value: null, window: true, releases: [], href: "/latency?day=2026-11-22" },
];
const calendar = { title: "Days against the target", days, target: 0.8, tableHref: "/y" };

test("the days are one sentence and a table with links, numbers, windows and releases", () => {
  const html = htmlOf(<CalendarMap {...calendar} table />);
  expect(textOf(html)).toContain("3 days: 1 within 0.80 s, 1 over it, 1 without data; worst Sat 21 Nov, 1.70 s.");
  expect(rowsOf(html)).toEqual([
    ["Day", "Weekday", "Value (s)", "Announced window", "Releases"],
    ["2026-11-22", "Sun", "No data", "Yes", "–"],
    ["2026-11-21", "Sat", "1.70", "Yes", "2026.47, 2026.47.1"],
    ["2026-11-20", "Fri", "0.61", "–", "–"],
  ]);
  expect(html).toContain('href="/latency?day=2026-11-22"');
});

test("the drawn days are links for the pointer that the Tab key passes by", () => {
  const html = htmlOf(<CalendarMap {...calendar} table={false} />);
  expect(html.match(/<a tabindex="-1"[^>]*href="\/latency\?day=/g)).toHaveLength(3);
  expect(textOf(html)).toContain("Sat 21 Nov, week 47: 1.70 s; announced window; released 2026.47, 2026.47.1");
  expect(html).not.toContain("style=");
});

test("a year is small cells with strokes to count instead of numbers", () => {
  const year = Array.from({ length: 365 }, (_, index) => ({
    ...days[1]!,
    releases: [],
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  }));
  const html = htmlOf(<CalendarMap {...calendar} days={year} table={false} />);
  expect(html.match(/class="fill-heat-ink-5"/g)).toHaveLength(365 * 3 + 3);
  expect(html).not.toContain(">1.70</text>");
});

test("weeks are numbered by ISO 8601", () => {
  expect(["2026-01-01", "2026-11-22", "2026-11-23", "2027-01-03", "2027-01-04"].map(weekNumber)).toEqual([
    1, 47, 48, 53, 1,
  ]);
});

test("no days, no drawing", () => {
  expect(textOf(htmlOf(<CalendarMap {...calendar} days={[]} table={false} />))).toContain("No data in this period.");
});
