import ICAL from "ical.js";
import { expect, test } from "vitest";
import { vtimezone } from "#app/platform/calendar/vtimezone.ts";

const lines = (...text: string[]) => text.map((line) => `${line}\r\n`).join("");

test("Helsinki's zone is written as the changes of the clocks around the file, at the wall time before each", () => {
  expect(vtimezone("Europe/Helsinki", new Date("2026-11-01T00:00Z"), new Date("2026-12-01T00:00Z"))).toBe(
    lines(
      "BEGIN:VTIMEZONE",
      "TZID:Europe/Helsinki",
      "BEGIN:STANDARD",
      "DTSTART:20261025T040000",
      "TZOFFSETFROM:+0300",
      "TZOFFSETTO:+0200",
      "END:STANDARD",
      "BEGIN:DAYLIGHT",
      "DTSTART:20270328T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0300",
      "END:DAYLIGHT",
      "BEGIN:STANDARD",
      "DTSTART:20271031T040000",
      "TZOFFSETFROM:+0300",
      "TZOFFSETTO:+0200",
      "END:STANDARD",
      "END:VTIMEZONE",
    ),
  );
});

test.each([
  ["UTC", "2026-06-01T12:00:00", "2026-06-01T12:00:00.000Z"],
  ["Europe/Helsinki", "2026-10-25T02:59:00", "2026-10-24T23:59:00.000Z"],
  ["Europe/Helsinki", "2026-10-25T04:01:00", "2026-10-25T02:01:00.000Z"],
  ["Europe/Helsinki", "2027-03-28T02:59:00", "2027-03-28T00:59:00.000Z"],
  ["Europe/Helsinki", "2027-03-28T04:01:00", "2027-03-28T01:01:00.000Z"],
  ["America/New_York", "2026-12-24T18:00:00", "2026-12-24T23:00:00.000Z"],
])("a calendar program reads %s %s as %s", (zone, wall, instant) => {
  const text = vtimezone(zone, new Date("2026-03-01T00:00Z"), new Date("2027-04-01T00:00Z"));
  const time = ICAL.Time.fromDateTimeString(wall);
  time.zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
  expect(time.toJSDate().toISOString()).toBe(instant);
});
