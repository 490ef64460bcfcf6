import { expect, test } from "vitest";
import type { MarkView } from "#app/domain/maintenance/maintenance-view.ts";
import { MarksTable } from "#app/ui/maintenance/marks-table.tsx";
import { inPage } from "#tests/support/in-page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const held: MarkView = {
  id: "1",
  kind: "silence",
  component: { key: "databases", name: "Databases" },
  state: "held",
  externalId: "5f2d-1",
  problem: null,
  repaired: [],
  repairedAt: null,
  checkedAt: "2026-11-22T02:59:30.000Z",
};
const now = "2026-11-22T03:00:00.000Z";
const marks: MarkView[] = [
  held,
  { ...held, id: "2", component: { key: "banks", name: "Bank connections" }, state: "ended_by_hand" },
  {
    ...held,
    id: "3",
    kind: "annotation",
    component: null,
    repaired: ["its text", "its end"],
    repairedAt: "2026-11-22T02:00:00Z",
  },
  {
    ...held,
    id: "4",
    component: { key: "siem", name: "SIEM export" },
    state: "wanted",
    externalId: null,
    checkedAt: null,
    problem: { kind: "forbidden", message: "The token lacks a permission." },
  },
];

test("what is held in Grafana, what was ended or changed by hand, and what was not reached", () => {
  const html = inPage(<MarksTable marks={marks} now={now} maySilence />);
  expect(rowsOf(html)).toEqual([
    ["What", "State", "Id in Grafana", "Checked"],
    ["Silence of Databases", "In place", "5f2d-1", "30 s ago"],
    ["Silence of Bank connections", "Ended by hand", "5f2d-1", "30 s ago"],
    ["Somebody ended the silence in Grafana: its alerts ring. It is left so until it is asked for again.Silence again"],
    ["Hours marked on the charts", "In place", "5f2d-1", "30 s ago"],
    ["Changed by hand and put back: its text, its end, 2026-11-22 04:00"],
    ["Silence of SIEM export", "Not there yetNot reached", "–", "not yet"],
    ["The token lacks a permission."],
  ]);
  expect(html).toContain('name="component" value="banks"');
  expect(markupFaults(html)).toEqual([]);
});

test("only those who manage windows can ask for a silence again", () => {
  const html = inPage(<MarksTable marks={marks} now={now} maySilence={false} />);
  expect(textOf(html)).toContain("Ended by hand");
  expect(html).not.toContain("<form");
});
