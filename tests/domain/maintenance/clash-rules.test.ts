import { expect, test } from "vitest";
import { clashesOf } from "#app/domain/maintenance/clash-rules.ts";
import { daysOff } from "#app/profile/days-off.ts";

const busy = { vatDueDay: 12, salaryDays: [15, 31], monthEndDays: 2 };
const finland = (year: number) => daysOff("FI", ["Midsummer Eve", "Christmas Eve"], year);

const clashes = (startsAt: string, endsAt: string, of = busy) =>
  clashesOf(
    { startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
    { busy: of, daysOff: finland, zone: "Europe/Helsinki" },
  ).map(({ kind, day, what }) => `${day} ${kind}: ${what}`);
/** A whole winter day in Helsinki, UTC+2. */
const winterDay = (day: string, of = busy) => {
  const start = Date.parse(`${day}T00:00:00+02:00`);
  return clashes(new Date(start).toISOString(), new Date(start + 86_400_000).toISOString(), of);
};

test("a night like any other meets nothing", () => {
  expect(clashes("2026-11-21T20:00:00Z", "2026-11-22T04:00:00Z")).toEqual([]);
});

test("VAT is due on the 12th; from a weekend it moves to Monday", () => {
  expect(winterDay("2027-01-12")).toEqual(["2027-01-12 vat: VAT is due"]);
  // 12 December 2026 is a Saturday.
  expect(winterDay("2026-12-12")).toEqual([]);
  expect(winterDay("2026-12-14")).toEqual(["2026-12-14 vat: VAT is due, moved from the 12th"]);
});

test("VAT that falls on Easter Monday is due on Tuesday", () => {
  expect(clashes("2004-04-12T06:00:00Z", "2004-04-12T07:00:00Z")).toEqual(["2004-04-12 holiday: Easter Monday"]);
  expect(clashes("2004-04-13T06:00:00Z", "2004-04-13T07:00:00Z")).toEqual([
    "2004-04-13 vat: VAT is due, moved from the 12th",
  ]);
});

test("salaries are paid on the banking day before, also when it is of the month before", () => {
  // 15 November 2026 is a Sunday; 31 January 2027 too; 1 January 2027 a Friday.
  expect(winterDay("2026-11-13")).toEqual(["2026-11-13 salary: Salaries are paid, moved from the 15th"]);
  expect(winterDay("2027-01-29")).toEqual(["2027-01-29 salary: Salaries are paid, moved from the 31st"]);
  const first = { ...busy, salaryDays: [1], monthEndDays: 0 };
  expect(winterDay("2026-12-31", first)).toEqual(["2026-12-31 salary: Salaries are paid, moved from the 1st"]);
  // Christmas Day, and Christmas Eve is no banking day.
  const christmas = { ...busy, salaryDays: [25], monthEndDays: 0 };
  expect(winterDay("2026-12-23", christmas)).toEqual(["2026-12-23 salary: Salaries are paid, moved from the 25th"]);
});

test("the 31st is the last day of a shorter month", () => {
  // 26 February 2027 is the Friday before the 28th.
  expect(winterDay("2027-02-26")).toEqual(["2027-02-26 salary: Salaries are paid, moved from the 28th"]);
  expect(winterDay("2026-11-30")).toEqual([
    "2026-11-30 salary: Salaries are paid",
    "2026-11-30 month_end: The books of the month are closed",
  ]);
});

test("the last two and the first two days of a month", () => {
  const days = ["2027-01-29", "2027-01-30", "2027-01-31", "2027-02-01", "2027-02-02", "2027-02-03"];
  const without = { ...busy, salaryDays: [] };
  expect(days.flatMap((day) => winterDay(day, without)).map((clash) => clash.slice(0, 10))).toEqual(days.slice(1, 5));
});

test("December's window falls on Christmas", () => {
  // 26 to 27 December 2026: Boxing Day, then a Sunday.
  expect(clashes("2026-12-26T20:00:00Z", "2026-12-27T04:00:00Z")).toEqual(["2026-12-26 holiday: Boxing Day"]);
});

test("days are those of Helsinki, and an end at midnight touches no further day", () => {
  // 23:30 on the 11th until 00:00 on the 12th, and half an hour more.
  expect(clashes("2027-01-11T21:30:00Z", "2027-01-11T22:00:00Z")).toEqual([]);
  expect(clashes("2027-01-11T21:30:00Z", "2027-01-11T22:30:00Z")).toEqual(["2027-01-12 vat: VAT is due"]);
});

test("a window of several days meets what each of them has", () => {
  expect(clashes("2026-12-30T20:00:00Z", "2027-01-02T20:00:00Z")).toEqual([
    "2026-12-30 month_end: The books of the month are closed",
    "2026-12-31 salary: Salaries are paid",
    "2026-12-31 month_end: The books of the month are closed",
    "2027-01-01 month_end: The books of the month are closed",
    "2027-01-01 holiday: New Year's Day",
    "2027-01-02 month_end: The books of the month are closed",
  ]);
});
