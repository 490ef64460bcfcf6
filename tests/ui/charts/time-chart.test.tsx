import { expect, test } from "vitest";
import { TimeChart, type TimeChartProps } from "#app/ui/charts/time-chart.tsx";
import { htmlOf, rowsOf, textOf } from "#tests/support/render.tsx";

const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00Z`);
const chart: TimeChartProps = {
  title: "Average over time",
  unit: "s",
  from: at("06:00"),
  to: at("10:00"),
  series: [
    {
      key: "browser",
      label: "Browser",
      points: [
        [at("06:00"), 0.61],
        [at("07:00"), null],
        [at("08:00"), 1.244],
        [at("09:00"), 0.7],
      ],
    },
    {
      key: "api",
      label: "API",
      points: [
        [at("06:00"), 0.3],
        [at("08:00"), 0.35],
      ],
    },
  ],
  target: 0.8,
  windows: [
    { from: "2026-11-23T06:30:00Z", to: "2026-11-23T07:00:00Z", title: "Database upgrade", announced: true },
    { from: at("09:30"), to: at("09:40"), title: "Restart", announced: false },
    { from: at("02:00"), to: at("03:00"), title: "Before the period", announced: true },
  ],
  releases: [{ at: at("08:15"), version: "2026.47.1", kind: "urgent" }],
  table: false,
  tableHref: "/latency?table=1",
  zoomHref: (from, to) => `/latency?from=${from}&to=${to}`,
};

test("the picture is said in sentences: latest, highest, target and marks, in Helsinki time", () => {
  expect(textOf(htmlOf(<TimeChart {...chart} />))).toContain(
    "Browser: latest 0.70 s at 2026-11-23 11:00, highest 1.24 s at 2026-11-23 10:00. API: latest 0.35 s at 2026-11-23 10:00, highest 0.35 s at 2026-11-23 10:00. Target 0.80 s. Marked: 2 maintenance windows, 1 release.",
  );
});

test("the table holds every value, a time without one says so, and the picture is gone", () => {
  const html = htmlOf(<TimeChart {...chart} table />);
  expect(rowsOf(html)).toEqual([
    ["Time (Helsinki)", "Browser (s)", "API (s)"],
    ["2026-11-23 08:00", "0.61", "0.30"],
    ["2026-11-23 09:00", "No data", "No data"],
    ["2026-11-23 10:00", "1.24", "0.35"],
    ["2026-11-23 11:00", "0.70", "No data"],
  ]);
  expect(html).not.toContain('viewBox="0 0 1000 1000"');
  expect(textOf(html)).toContain("Show as picture");
});

test("without JavaScript the lines are there, broken where there is no data", () => {
  const html = htmlOf(<TimeChart {...chart} />);
  const lines = [...html.matchAll(/<path d="([^"]*)"/g)]
    .map(([, path]) => path!)
    .filter((path) => path.startsWith("M"));
  // From 0 to 1.5 s, so that 0.61 s is 593 thousandths below the top.
  expect(lines).toContain("M0 593L0 593M500 171L500 171L750 533");
  expect(textOf(html)).toContain("target 0.80 s");
});

test("windows are hatched in two ways, and what is outside the period is not drawn", () => {
  const html = htmlOf(<TimeChart {...chart} />);
  expect(html).toMatch(/<rect x="12\.500%" y="0" width="12\.500%" height="100%" fill="url\(#[^)]*a\)"/);
  expect(html).toMatch(/<rect x="87\.500%" y="0" width="4\.167%" height="100%" fill="url\(#[^)]*u\)"/);
  const text = textOf(html);
  expect(text).toContain("3 marks in this period");
  expect(text).toContain("Announced window 2026-11-23 08:30 to 2026-11-23 09:00: Database upgrade");
  expect(text).toContain("Urgent maintenance 2026-11-23 11:30 to 2026-11-23 11:40: Restart");
  expect(text).toContain("Urgent release 2026.47.1, 2026-11-23 10:15");
  expect(text).not.toContain("Before the period");
});

test("no attribute is a style, since the security policy lets none through", () => {
  expect(htmlOf(<TimeChart {...chart} />)).not.toContain("style=");
});

test("a part of the period offers the way back to the whole", () => {
  expect(htmlOf(<TimeChart {...chart} resetHref="/latency?range=week" />)).toContain('href="/latency?range=week"');
  expect(textOf(htmlOf(<TimeChart {...chart} />))).not.toContain("Whole period");
});

test("with nothing measured it says so and still stands", () => {
  const text = textOf(
    htmlOf(<TimeChart {...chart} series={[{ key: "a", label: "Browser", points: [] }]} windows={[]} releases={[]} />),
  );
  expect(text).toContain("Browser: no data. Target 0.80 s.");
  expect(textOf(htmlOf(<TimeChart {...chart} series={[]} table />))).toContain("No data in this period.");
});

test("points at midnights are days, in words and in the table", () => {
  const midnight = (day: number) => Date.parse(`2026-11-${day}T22:00:00Z`);
  const points: [number, number][] = [20, 21].map((day) => [midnight(day), 0.6]);
  const year = {
    ...chart,
    from: midnight(19),
    to: midnight(23),
    series: [{ key: "all", label: "All", points }],
    windows: [],
    releases: [],
  };
  expect(textOf(htmlOf(<TimeChart {...year} />))).toContain("All: latest 0.60 s at 2026-11-22, highest");
  expect(rowsOf(htmlOf(<TimeChart {...year} table />)).map(([first]) => first)).toEqual([
    "Time (Helsinki)",
    "2026-11-21",
    "2026-11-22",
  ]);
});

test("a year of releases is a row of dots, not a fence of lines", () => {
  const releases = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ at: chart.from + index, version: `2026.${index}`, kind: "weekly" }));
  const lines = (count: number) =>
    htmlOf(<TimeChart {...chart} releases={releases(count)} />).match(/stroke-dasharray="2 3"/g)?.length ?? 0;
  expect(lines(24)).toBe(24);
  expect(lines(25)).toBe(0);
});
