import { expect, test } from "vitest";
import { dayAndTime, type WhoNow, whoNowSentence } from "#app/domain/on-call/on-call-labels.ts";

const desk = "Product development teams";
const utc = (text: string) => new Date(text);
const katri = { name: "Katri Konesalo", until: utc("2026-11-30T07:00Z"), next: "Pasi Palvelinmaa" };
// Thursday 26 November 2026, 20:00 and 10:00 in Helsinki.
const evening = utc("2026-11-26T18:00Z");
const morning = utc("2026-11-26T08:00Z");
const closed = { open: false, until: utc("2026-11-27T06:00Z"), holiday: null };
const open = { open: true, until: utc("2026-11-26T15:00Z"), holiday: null };

test.each<[string, WhoNow, Date]>([
  [
    "Outside office hours. On call: Katri Konesalo until Monday 09:00, then Pasi Palvelinmaa.",
    { office: closed, desk, onCall: katri },
    evening,
  ],
  [
    "Office hours: Product development teams answer until 17:00. After that Katri Konesalo is on call.",
    { office: open, desk, onCall: katri },
    morning,
  ],
  [
    "Outside office hours (Christmas Eve). On call: Katri Konesalo.",
    { office: { ...closed, holiday: "Christmas Eve" }, desk, onCall: { ...katri, until: null, next: null } },
    evening,
  ],
  ["Outside office hours. Nobody is on call: there is no rota.", { office: closed, desk, onCall: null }, evening],
  [
    "Office hours: Product development teams answer until 17:00. After that nobody is on call: there is no rota.",
    { office: open, desk, onCall: null },
    morning,
  ],
])("%s", (sentence, who, now) => {
  expect(whoNowSentence(who, now)).toBe(sentence);
});

test("a time is named as shortly as it is clear: the hour today, the weekday this week, the date beyond", () => {
  expect(dayAndTime(utc("2026-11-26T21:30Z"), evening)).toBe("23:30");
  // Half past midnight in Helsinki is tomorrow.
  expect(dayAndTime(utc("2026-11-26T22:30Z"), evening)).toBe("Friday 00:30");
  expect(dayAndTime(utc("2026-12-07T07:00Z"), evening)).toBe("Monday 7 December 09:00");
  // The same weekday of the next week.
  expect(dayAndTime(utc("2026-12-03T18:00Z"), evening)).toBe("Thursday 3 December 20:00");
});
