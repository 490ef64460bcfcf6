import { expect, test } from "vitest";
import { officeAt } from "#app/domain/on-call/office-hours.ts";
import { officeOf } from "#app/domain/on-call/read-on-call.server.ts";
import { daysOff } from "#app/profile/days-off.ts";
import { loadProfile } from "#app/profile/load-profile.ts";

const profile = loadProfile();
const office = officeOf(profile);

// Worked out from the calendar: Easter Sunday is 5 April 2026 and 28 March 2027; Ascension Day 39 and Pentecost 49 days later;
// Midsummer Day the Saturday of 20-26 June; All Saints' Day the Saturday of 31 October to 6 November.
test.each([
  [
    2026,
    [
      "01-01",
      "01-06",
      "04-03",
      "04-05",
      "04-06",
      "05-01",
      "05-14",
      "05-24",
      "06-20",
      "10-31",
      "12-06",
      "12-25",
      "12-26",
    ],
  ],
  [
    2027,
    [
      "01-01",
      "01-06",
      "03-26",
      "03-28",
      "03-29",
      "05-01",
      "05-06",
      "05-16",
      "06-26",
      "11-06",
      "12-06",
      "12-25",
      "12-26",
    ],
  ],
])("the public holidays of Finland in %i are those of the law and no other day", (year, days) => {
  expect([...daysOff("FI", [], year).keys()].sort()).toEqual(days.map((day) => `${year}-${day}`));
});

test("the eves that the profile names are closed days too, and New Year's Eve, which it does not name, is none", () => {
  const closed = daysOff("FI", profile.officeHours.alsoClosed, 2027);
  expect(closed.get("2027-06-25")).toBe("Midsummer Eve");
  expect(closed.get("2027-12-24")).toBe("Christmas Eve");
  expect(closed.has("2027-12-31")).toBe(false);
});

const at = (instant: string) => {
  const { open, until, holiday } = officeAt(office, new Date(instant));
  return [open, until.toISOString(), holiday];
};

test.each([
  // Helsinki is UTC+2 in winter: 07:59 and 08:00 on Monday 23 November 2026.
  ["2026-11-23T05:59:00Z", false, "2026-11-23T06:00:00.000Z", null],
  ["2026-11-23T06:00:00Z", true, "2026-11-23T15:00:00.000Z", null],
  // 17:00 is outside; the next morning is Tuesday's.
  ["2026-11-23T15:00:00Z", false, "2026-11-24T06:00:00.000Z", null],
  // Friday evening until Monday.
  ["2026-11-27T16:00:00Z", false, "2026-11-30T06:00:00.000Z", null],
  // Independence Day 2027 is a Monday.
  ["2027-12-06T10:00:00Z", false, "2027-12-07T06:00:00.000Z", "Independence Day"],
  // Midsummer Eve 2026, a Friday in summer time, until Monday 08:00 at UTC+3.
  ["2026-06-19T09:00:00Z", false, "2026-06-22T05:00:00.000Z", "Midsummer Eve"],
  // Thursday 24 December 2026 until Monday the 28th: the eve, two holidays (one on Saturday) and Sunday.
  ["2026-12-24T08:00:00Z", false, "2026-12-28T06:00:00.000Z", "Christmas Eve"],
  // The evening before the clocks change, 27 March 2027: Easter Sunday and Monday follow, then 08:00 at UTC+3.
  ["2027-03-27T20:00:00Z", false, "2027-03-30T05:00:00.000Z", null],
])("at %s the office is open: %s, until %s", (instant, open, until, holiday) => {
  expect(at(instant)).toEqual([open, until, holiday]);
});

test("a profile that never opens is told so instead of searched for ever", () => {
  expect(() => officeAt({ ...office, weekdays: [] }, new Date("2026-11-23T12:00:00Z"))).toThrow(/no day open/);
});
