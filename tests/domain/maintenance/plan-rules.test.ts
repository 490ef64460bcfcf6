import fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { plannedHours, rruleOf } from "#app/domain/maintenance/plan-rules.ts";
import { ruleInWords } from "#app/domain/maintenance/rule-words.ts";

const ZONE = "Europe/Helsinki";
const night = { starts: { weekday: 6, at: "22:00" }, ends: { weekday: 7, at: "06:00" } };
const spanOf = (...given: Parameters<typeof plannedHours>) => {
  const hours = plannedHours(...given);
  return hours && [hours.startsAt.toISOString(), hours.endsAt.toISOString()];
};
const hoursLong = (...given: Parameters<typeof plannedHours>) => {
  const { startsAt, endsAt } = plannedHours(...given)!;
  return (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
};

/** Every day from 2000 to 2100 that ical.js reads out of an RRULE, by its month. Where it begins is a day for it, whatever the rule. */
function daysByMonth(rrule: string): Map<string, string[]> {
  const days = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateString("1998-01-01"));
  const found = new Map<string, string[]>();
  for (let day = days.next(); day && day.year <= 2100; day = days.next()) {
    if (day.year < 2000) continue;
    const text = day.toString().slice(0, 10);
    found.set(text.slice(0, 7), [...(found.get(text.slice(0, 7)) ?? []), text]);
  }
  return found;
}

const months = Array.from({ length: 101 * 12 }, (_, i) => ({ year: 2000 + Math.floor(i / 12), month: (i % 12) + 1 }));
const monthOf = (year: number, month: number) => `${year}-${String(month).padStart(2, "0")}`;

test("from 2000 to 2100 the rule's equal, read by another program, begins on exactly the same days", () => {
  for (const fullWeek of [1, 2, 3])
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      const hours = { starts: { weekday, at: "12:00" }, ends: { weekday, at: "14:00" } };
      const planned = months.map(({ year, month }) =>
        plannedHours({ fullWeek }, hours, "UTC", year, month)!.startsAt.toISOString().slice(0, 10),
      );
      expect(planned).toEqual([...daysByMonth(rruleOf({ fullWeek }, hours)).values()].flat());
    }
});

test("the statement's rule is the Saturday among the 20th to the 26th", () => {
  expect(rruleOf({ fullWeek: 3 }, night)).toBe("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26");
});

test("an RRULE's own days, read by another program, are those of the plan, and months without one have none", () => {
  const rules = [
    "FREQ=MONTHLY;BYDAY=2SA",
    "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1SA",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15",
  ];
  const known = new Map(rules.map((rrule) => [rrule, daysByMonth(rrule)]));
  const all = { starts: { weekday: 1, at: "00:00" }, ends: { weekday: 7, at: "23:59" } };
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      fc.integer({ min: 2000, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      (rrule, year, month) => {
        const day = known.get(rrule)!.get(monthOf(year, month))?.[0];
        const week = plannedHours({ rrule }, all, "UTC", year, month);
        if (day === undefined) {
          expect(week).toBeNull();
          return;
        }
        // The week, Monday to Sunday, that holds the day.
        const noon = Date.parse(`${day}T12:00:00Z`);
        expect(week!.startsAt.getUTCDay()).toBe(1);
        expect(week!.startsAt.getTime()).toBeLessThan(noon);
        expect(week!.endsAt.getTime()).toBeGreaterThan(noon);
      },
    ),
    { numRuns: 500, examples: [["FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1", 2000, 1]] },
  );
});

test("the week of the day that an RRULE gives may begin in the month before", () => {
  // The first Sunday of November 2026 is the 1st, so the Saturday of its week is 31 October.
  expect(spanOf({ rrule: "FREQ=MONTHLY;BYDAY=1SU" }, night, ZONE, 2026, 11)).toEqual([
    "2026-10-31T20:00:00.000Z",
    "2026-11-01T04:00:00.000Z",
  ]);
});

test("an end that does not come after the start is in the next week", () => {
  const hours = { starts: { weekday: 7, at: "23:00" }, ends: { weekday: 1, at: "03:00" } };
  // The third full week of November 2026 is that of the 16th, its Sunday the 22nd.
  expect(spanOf({ fullWeek: 3 }, hours, ZONE, 2026, 11)).toEqual([
    "2026-11-22T21:00:00.000Z",
    "2026-11-23T01:00:00.000Z",
  ]);
});

test("a weekend with a clock change keeps its wall times: nine hours in autumn, seven in spring", () => {
  // 2026-10-25 and 2029-03-25, the last Sundays, end third full weeks.
  expect(hoursLong({ fullWeek: 3 }, night, ZONE, 2026, 10)).toBe(9);
  expect(spanOf({ fullWeek: 3 }, night, ZONE, 2029, 3)).toEqual([
    "2029-03-24T20:00:00.000Z",
    "2029-03-25T03:00:00.000Z",
  ]);
  expect(hoursLong({ fullWeek: 3 }, night, ZONE, 2026, 11)).toBe(8);
});

test("a wall time that the change leaves out is an hour later; one that it repeats is the first", () => {
  const hours = { starts: { weekday: 7, at: "03:30" }, ends: { weekday: 7, at: "08:00" } };
  expect(spanOf({ fullWeek: 3 }, hours, ZONE, 2029, 3)?.[0]).toBe("2029-03-25T01:30:00.000Z");
  expect(spanOf({ fullWeek: 3 }, hours, ZONE, 2026, 10)?.[0]).toBe("2026-10-25T00:30:00.000Z");
});

test("another installation has its own zone", () => {
  // New York's clocks go forward on 2027-03-14, the Sunday of the second full week; Kolkata's never, half an hour off.
  expect(spanOf({ fullWeek: 2 }, night, "America/New_York", 2027, 3)).toEqual([
    "2027-03-14T03:00:00.000Z",
    "2027-03-14T10:00:00.000Z",
  ]);
  expect(spanOf({ fullWeek: 3 }, night, "Asia/Kolkata", 2026, 11)).toEqual([
    "2026-11-21T16:30:00.000Z",
    "2026-11-22T00:30:00.000Z",
  ]);
});

test("the rule in words", () => {
  expect(ruleInWords({ fullWeek: 3 }, night)).toBe(
    "Saturday 22:00 to Sunday 06:00 of the third week, Monday to Sunday, that lies wholly within the month.",
  );
  expect(ruleInWords({ rrule: "FREQ=MONTHLY;BYDAY=2SU" }, night)).toBe(
    "Saturday 22:00 to Sunday 06:00 in the week of this day: every month on 2nd Sunday.",
  );
});
