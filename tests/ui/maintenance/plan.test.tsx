import { expect, test } from "vitest";
import { PlanTable } from "#app/ui/maintenance/plan-table.tsx";
import { WindowStateTag } from "#app/ui/maintenance/window-state-tag.tsx";
import { clockChangeText, daysText, leftText, lengthText, listed, spanText } from "#app/ui/maintenance/window-text.ts";
import { YearSwitch } from "#app/ui/maintenance/year-switch.tsx";
import { RulePanel } from "#app/ui/maintenance/rule-panel.tsx";
import { htmlOf, rowsOf, textOf } from "#tests/support/render.tsx";
import { december } from "./views.ts";

const now = "2026-11-23T08:00:00.000Z";
const table = (rows = [december]) =>
  htmlOf(<PlanTable caption="Windows of 2026" rows={rows} next={december.id} now={now} />);

test("a row says month, days with the week, hours, length, state, the announcement, and what it falls on", () => {
  const [head, row] = rowsOf(table());
  expect(head).toEqual(["Month", "Days", "Hours", "Length", "State", "Announcement", "Falls on"]);
  expect(row).toEqual([
    "December 2026",
    "Sat 26 – Sun 27 Dec week 52",
    "22:00 – 06:00",
    "8 h",
    "PlannedNext",
    "due Sat 19 Dec",
    "26 Dec: Boxing Day",
  ]);
});

test("a late announcement, an overrun, a move and a proposal stand out; an announced one says when", () => {
  const rows = rowsOf(
    table([
      { ...december, id: "a", timing: "announcement_late" },
      { ...december, id: "b", state: "in_progress", timing: "overrun", announcedAt: "2026-12-01T08:00:00.000Z" },
      { ...december, id: "c", moved: true, clashes: [], proposal: { kind: "skip", byMe: false } },
      { ...december, id: "d", proposal: { kind: "move", byMe: true } },
    ]),
  ).filter((cells) => cells.length > 1);
  expect(rows[1]![4]).toBe("PlannedAnnouncement late");
  expect(rows[2]!.slice(4, 6)).toEqual(["In progressOverrun", "announced Tue 1 Dec"]);
  expect(rows[3]![1]).toBe("Sat 26 – Sun 27 Dec week 52, moved");
  expect(rows[3]![4]).toBe("PlannedA skip waits for a second person");
  expect(rows[3]![6]).toBe("–");
  expect(rows[4]![4]).toBe("PlannedYour move waits");
});

test("a narrow screen has the same in a line under the row", () => {
  expect(rowsOf(table())[2]).toEqual([
    "Sat 26 – Sun 27 Dec, week 52, 22:00 – 06:00 (8 h) announcement due Sat 19 Dec 26 Dec: Boxing Day",
  ]);
});

test("an urgent one has its title and its mark", () => {
  const row = rowsOf(table([{ ...december, kind: "urgent", planMonth: null, title: "Databases restart" }]))[1]!;
  expect(row[0]).toBe("Databases restart");
  expect(row[4]).toBe("UrgentPlannedNext");
});

test("each state has a word and a shape; what finished early says only that", () => {
  const shapes = (["planned", "announced", "in_progress", "completed", "cancelled"] as const).map((state) =>
    /<svg.*?<\/svg>/
      .exec(htmlOf(<WindowStateTag row={{ state, timing: "coming", kind: "planned" }} />))![0]
      .replace(/class="[^"]*"/g, ""),
  );
  expect(new Set(shapes).size).toBe(5);
  const early = htmlOf(<WindowStateTag row={{ state: "completed", timing: "finished_early", kind: "planned" }} />);
  expect(textOf(early)).toBe("Finished early");
});

test("a night in which the clocks change is as long as it truly is, and says so", () => {
  const spring = { startsAt: "2027-03-27T20:00:00.000Z", endsAt: "2027-03-28T03:00:00.000Z" };
  const autumn = { startsAt: "2026-10-24T19:00:00.000Z", endsAt: "2026-10-25T04:00:00.000Z" };
  expect(spanText(spring)).toBe("Sat 27 Mar 2027 22:00 – Sun 28 Mar 2027 06:00, week 12");
  expect([lengthText(spring), clockChangeText(spring)]).toEqual(["7 h", "clocks change: 1 h shorter"]);
  expect(spanText(autumn)).toBe("Sat 24 Oct 2026 22:00 – Sun 25 Oct 2026 06:00, week 43");
  expect([lengthText(autumn), clockChangeText(autumn)]).toEqual(["9 h", "clocks change: 1 h longer"]);
});

test("days are named once where they are one, and with both months where they are of two", () => {
  expect(daysText({ startsAt: "2026-11-25T08:00:00Z", endsAt: "2026-11-25T09:00:00Z" })).toBe("Wed 25 Nov");
  expect(daysText({ startsAt: "2026-10-31T20:00:00Z", endsAt: "2026-11-01T04:00:00Z" })).toBe("Sat 31 Oct – Sun 1 Nov");
});

test("what is left is told in the units that matter then", () => {
  const left = (until: string) => leftText(until, "2026-11-22T03:00:00Z");
  expect(left("2026-11-22T03:25:30Z")).toBe("25 min left");
  expect(left("2026-11-22T03:01:40Z")).toBe("1 min 40 s left");
  expect(left("2026-11-22T03:00:09Z")).toBe("9 s left");
  expect(left("2026-11-22T05:30:00Z")).toBe("2 h 30 min left");
  expect(left("2026-11-22T02:48:00Z")).toBe("12 min over");
  expect(left("2026-11-22T02:59:59Z")).toBe("1 min over");
  expect(listed(["A"])).toBe("A");
  expect(listed(["A", "B", "C"])).toBe("A, B and C");
});

test("the year stands in the address, and the one that is shown is marked", () => {
  const html = htmlOf(<YearSwitch years={[2026, 2027]} year={2027} />);
  expect(html).toContain('href="/maintenance?year=2026"');
  expect(/<a[^>]*aria-current="page"[^>]*>(\d+)/.exec(html)?.[1]).toBe("2027");
});

test("the rule stands in words, its RRULE behind a disclosure", () => {
  const html = htmlOf(<RulePanel rule={{ words: "The third full week.", rrule: "FREQ=MONTHLY;BYDAY=SA" }} />);
  expect(textOf(html)).toContain("The third full week.");
  expect(html).toMatch(/<details[^>]*>.*FREQ=MONTHLY;BYDAY=SA.*<\/details>/s);
  expect(html).not.toMatch(/<details[^>]* open/);
});
