import { expect, test } from "vitest";
import { utcStamps } from "#app/platform/calendar/utc-stamps.ts";

const lines = (...of: string[]) => of.map((line) => `${line}\r\n`).join("");

test("each entry gets its own stamp in UTC, and texts that look like one are left", () => {
  const file = lines(
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "DTSTAMP:20261123T061500",
    "DTSTART;TZID=Europe/Helsinki:20261124T220000",
    "SUMMARY:One\u2028BEGIN:VEVENT\u2028DTSTAMP:x",
    " DTSTAMP:folded",
    "LAST-MODIFIED:20261123T061500",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "DTSTAMP:20261123T061500",
    "END:VEVENT",
    "END:VCALENDAR",
  );
  const stamps = [new Date("2026-11-23T04:15:00.789Z"), new Date("2026-06-01T21:00:01Z")];
  expect(utcStamps(file, stamps)).toBe(
    lines(
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "DTSTAMP:20261123T041500Z",
      "DTSTART;TZID=Europe/Helsinki:20261124T220000",
      "SUMMARY:One\u2028BEGIN:VEVENT\u2028DTSTAMP:x",
      " DTSTAMP:folded",
      "LAST-MODIFIED:20261123T041500Z",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "DTSTAMP:20260601T210001Z",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
  );
});
