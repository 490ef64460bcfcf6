import { expect, test } from "vitest";
import type { ComponentHistory } from "#app/domain/health/health-view.ts";
import { UptimeTable } from "#app/ui/health/uptime-table.tsx";
import { knownText } from "#app/ui/health/uptime-text.ts";
import { htmlOf, rowsOf } from "#tests/support/render.tsx";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const of = (days: number, knownMs: number): ComponentHistory["uptime"][number] => ({
  days,
  raw: 1,
  corrected: 1,
  knownMs,
  slowMs: 0,
  unavailableMs: 0,
  unknownMs: days * DAY - knownMs,
  excludedMs: 0,
});

test("of less than a day no share is written, of a part it says of how much, of most of it nothing more", () => {
  expect(knownText(of(90, 4 * HOUR))).toEqual({ enough: false, note: "too little known" });
  expect(knownText(of(90, DAY))).toEqual({ enough: true, note: "of the 24 h known" });
  expect(knownText(of(90, 15 * DAY + 3 * HOUR))).toEqual({ enough: true, note: "of the 15 days 3 h known" });
  expect(knownText(of(90, 81 * DAY))).toEqual({ enough: true, note: null });
});

test("the table of a component that is watched since a few hours claims nothing", () => {
  const uptime = [of(90, 4 * HOUR), of(7, 2 * DAY)];
  expect(rowsOf(htmlOf(<UptimeTable name="Databases" uptime={uptime} />)).slice(1)).toEqual([
    ["90 days", "–too little known", "–too little known", "–", "–", "–", "89 days 20 h"],
    ["7 days", "100.00 %of the 2 days known", "100.00 %of the 2 days known", "–", "–", "–", "5 days"],
  ]);
});
