import { expect, test } from "vitest";
import { healthStates } from "#app/domain/health/health-states.ts";
import { HealthTag } from "#app/ui/health-tag.tsx";
import { HistoryStrip, type StripDay } from "#app/ui/history-strip.tsx";
import { htmlOf, rowsOf, textOf } from "#tests/support/render.tsx";

const plain: StripDay = {
  day: "2026-11-20",
  state: "operational",
  minutes: { operational: 1440 },
  window: false,
  incidents: [],
};
const days: StripDay[] = [
  plain,
  {
    day: "2026-11-21",
    state: "maintenance",
    minutes: { operational: 1320, maintenance: 120 },
    window: true,
    incidents: [],
  },
  {
    day: "2026-11-22",
    state: "down",
    minutes: { operational: 1335, slow: 90, down: 15 },
    window: true,
    incidents: [7, 9],
  },
  { day: "2026-11-23", state: "unknown", minutes: { unknown: 61 }, window: false, incidents: [] },
];

test("each state is an adjective with a shape of its own, and what is well has no coloured ground", () => {
  const tags = healthStates.map((state) => htmlOf(<HealthTag state={state} />));
  expect(tags.map(textOf)).toEqual(["Operational", "Slow", "Partly down", "Down", "Unknown", "Under maintenance"]);
  expect(new Set(tags.map((tag) => /<svg.*<\/svg>/.exec(tag)![0].replace(/class="[^"]*"/g, ""))).size).toBe(6);
  expect(tags[0]).not.toMatch(/bg-/);
});

test("a strip says in one sentence what its bars show", () => {
  const text = textOf(htmlOf(<HistoryStrip label="Databases" days={days} />));
  expect(text).toContain("4 days: 1 operational, 1 down, 1 unknown, 1 under maintenance; 2 with an announced window.");
});

test("each day is in the table, the newest first: what deviated, for how long, and the incidents", () => {
  expect(rowsOf(htmlOf(<HistoryStrip label="Databases" days={days} />))).toEqual([
    ["Day", "Worst state", "For how long", "Announced window", "Incidents"],
    ["2026-11-23", "Unknown", "Unknown 1 h 1 min", "–", "–"],
    ["2026-11-22", "Down", "Slow 1 h 30 min, Down 15 min", "Yes", "#7, #9"],
    ["2026-11-21", "Under maintenance", "Under maintenance 2 h", "Yes", "–"],
    ["2026-11-20", "Operational", "–", "–", "–"],
  ]);
});

test("worse days have shorter bars, an unknown one is hollow, and a window is hatched over what was observed", () => {
  const html = htmlOf(<HistoryStrip label="Databases" days={days} />);
  const heights = [...html.matchAll(/<rect[^>]*height="(\d+)" class="fill-(quiet|down|maintenance|none)/g)].map(
    ([, height, kind]) => [kind, Number(height)],
  );
  expect(heights).toEqual([
    ["quiet", 28],
    ["maintenance", 28],
    ["down", 8],
    ["none", 27],
  ]);
  expect(html.match(/fill="url\(#/g)).toHaveLength(2);
});

test("a strip of ninety days adds one stop of the Tab key while it is closed", () => {
  const html = htmlOf(
    <HistoryStrip
      label="Databases"
      days={Array.from({ length: 90 }, (_, index) => ({
        ...plain,
        day: new Date(Date.UTC(2026, 8, 1 + index)).toISOString().slice(0, 10),
      }))}
    />,
  );
  expect(html.match(/<rect x="\d+" y="0" width="6"/g)).toHaveLength(90);
  expect(html.match(/<summary/g)).toHaveLength(1);
  expect(html).not.toMatch(/<a |<button/);
});

test("without history it says so", () => {
  expect(textOf(htmlOf(<HistoryStrip label="Databases" days={[]} />))).toContain("No history yet.");
});
