import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  dateProblem,
  daysBetween,
  endOfHelsinkiDay,
  helsinkiDay,
  lastRetrievalDay,
  proposedDates,
  type SwitchDates,
  tellUnfeasibleBy,
} from "#app/domain/exports/clock-rules.ts";
import { daysOff } from "#app/profile/days-off.ts";

const finnish = (on: string) => daysOff("FI", [], Number(on.slice(0, 4))).has(on);

// Counted by hand on a calendar: notice given, its latest end, 30 days from there, 30 days from there.
test.each([
  ["2026-11-23", "2027-01-23", "2027-02-22", "2027-03-24"],
  // No 31 February, in a common year and in a leap year.
  ["2026-12-31", "2027-02-28", "2027-03-30", "2027-04-29"],
  ["2027-12-31", "2028-02-29", "2028-03-30", "2028-04-29"],
  ["2026-12-29", "2027-02-28", "2027-03-30", "2027-04-29"],
  // The last day of February is the 28th of April: the same date, not the month's end.
  ["2027-02-28", "2027-04-28", "2027-05-28", "2027-06-27"],
  // No 31 September; over both changes of the clock.
  ["2026-07-31", "2026-09-30", "2026-10-30", "2026-11-29"],
  ["2027-01-27", "2027-03-27", "2027-04-26", "2027-05-26"],
])(
  "notice given %s: the notice until %s, the transition until %s, the retrieval until %s",
  (given, notice, transition, retrieval) => {
    expect(proposedDates(given)).toEqual({
      noticeGivenOn: given,
      noticeEndsOn: notice,
      transitionEndsOn: transition,
      transitionBasis: "thirty_days",
      transitionReason: null,
      unfeasibleToldOn: null,
      retrievalEndsOn: retrieval,
      retrievalReason: null,
    });
  },
);

// Counted by hand: Mon 23 Nov 2026 is not counted; 24-27 Nov 4, 30 Nov-4 Dec 9, 7-11 Dec 14 unless a holiday is among them.
test.each([
  ["2026-11-16", "2026-12-04", "three weeks of five days less one"],
  ["2026-11-23", "2026-12-11", "Independence Day 2026 is a Sunday and takes no working day"],
  ["2026-12-14", "2027-01-05", "Christmas Day and New Year's Day are Fridays; Boxing Day is a Saturday"],
  ["2027-03-22", "2027-04-13", "Good Friday and Easter Monday"],
])("asked on %s: told by %s (%s)", (asked, by) => {
  expect(tellUnfeasibleBy(asked, finnish)).toBe(by);
});

const ordinary = proposedDates("2026-11-23");
const given = { today: "2026-11-23", before: null, tellBy: "2026-12-11", handedOver: false };
const changed = (change: Partial<SwitchDates>): SwitchDates => ({ ...ordinary, ...change });
const longer = changed({
  transitionEndsOn: "2027-08-23",
  transitionBasis: "technically_unfeasible",
  transitionReason: "The archive of scanned vouchers",
  unfeasibleToldOn: "2026-11-23",
  retrievalEndsOn: "2027-09-22",
});
const extended = changed({
  transitionEndsOn: "2028-01-31",
  transitionBasis: "customer_extended",
  transitionReason: "Asked by e-mail",
  retrievalEndsOn: "2028-03-01",
});

test("what the law allows passes", () => {
  for (const dates of [
    ordinary,
    // The notice may be shorter, and the switch may be done at once.
    changed({ noticeEndsOn: "2026-11-23", transitionEndsOn: "2026-11-23", retrievalEndsOn: "2026-12-23" }),
    longer,
    extended,
    changed({ retrievalEndsOn: "2027-06-30", retrievalReason: "The new system begins in June" }),
  ])
    expect(dateProblem(dates, given)).toBeNull();
});

test.each<[string, Partial<SwitchDates>, keyof SwitchDates, string]>([
  ["notice of tomorrow", { noticeGivenOn: "2026-11-24" }, "noticeGivenOn", "2026-11-23"],
  ["a notice that ends before it is given", { noticeEndsOn: "2026-11-22" }, "noticeEndsOn", "2026-11-23"],
  ["two months and a day of notice", { noticeEndsOn: "2027-01-24" }, "noticeEndsOn", "2027-01-23"],
  ["a transition before the notice ends", { transitionEndsOn: "2027-01-22" }, "transitionEndsOn", "2027-01-23"],
  ["31 days", { transitionEndsOn: "2027-02-23" }, "transitionEndsOn", "2027-02-22"],
  ["seven months and a day", { ...longer, transitionEndsOn: "2027-08-24" }, "transitionEndsOn", "2027-08-23"],
  ["a longer period without its reason", { ...longer, transitionReason: " ... " }, "transitionReason", "reason"],
  ["a longer period of which nobody was told", { ...longer, unfeasibleToldOn: null }, "unfeasibleToldOn", "Tell them"],
  ["told tomorrow", { ...longer, unfeasibleToldOn: "2026-11-24" }, "unfeasibleToldOn", "today"],
  [
    "a ground for what is within 30 days",
    { ...longer, transitionEndsOn: "2027-02-22" },
    "transitionBasis",
    "2027-02-22",
  ],
  ["29 days of retrieval", { retrievalEndsOn: "2027-03-23" }, "retrievalEndsOn", "2027-03-24"],
  [
    "thirteen months more of retrieval",
    { retrievalEndsOn: "2028-03-25", retrievalReason: "For later" },
    "retrievalEndsOn",
    "2028-03-24",
  ],
  ["31 days of retrieval without a reason", { retrievalEndsOn: "2027-03-25" }, "retrievalReason", "reason"],
])("%s is refused, at its place and with the day that would do", (_what, change, field, says) => {
  const problem = dateProblem(changed(change), given);
  expect(problem?.field).toBe(field);
  expect(problem?.message).toContain(says);
});

test("told on the fourteenth working day is in time, on the next it is too late", () => {
  const late = { ...given, today: "2026-12-20" };
  expect(dateProblem({ ...longer, unfeasibleToldOn: "2026-12-11" }, late)).toBeNull();
  expect(dateProblem({ ...longer, unfeasibleToldOn: "2026-12-12" }, late)).toMatchObject({
    field: "unfeasibleToldOn",
    message: expect.stringContaining("by 2026-12-11"),
  });
});

test("the customer extends once: not again, and not as if it had never been", () => {
  const again = { ...given, before: extended };
  expect(dateProblem(extended, again)).toBeNull();
  expect(
    dateProblem({ ...extended, transitionEndsOn: "2028-02-01", retrievalEndsOn: "2028-03-02" }, again),
  ).toMatchObject({
    field: "transitionEndsOn",
    message: expect.stringContaining("until 2028-01-31"),
  });
  expect(dateProblem(longer, again)).toMatchObject({ field: "transitionBasis" });
  // A longer period of ours can still be extended by the customer.
  expect(dateProblem(extended, { ...given, before: longer })).toBeNull();
});

test("what the customer was told is not shortened", () => {
  const before = changed({ retrievalEndsOn: "2027-05-01", retrievalReason: "A holiday" });
  expect(dateProblem(ordinary, { ...given, before })).toBeNull();
  expect(dateProblem(ordinary, { ...given, before, handedOver: true })).toMatchObject({
    field: "retrievalEndsOn",
    message: expect.stringContaining("2027-05-01"),
  });
});

test("handed over late, the customer still has 30 days", () => {
  expect(lastRetrievalDay("2027-03-24", null)).toBe("2027-03-24");
  expect(lastRetrievalDay("2027-03-24", "2027-02-01")).toBe("2027-03-24");
  expect(lastRetrievalDay("2027-03-24", "2027-03-20")).toBe("2027-04-19");
});

test("a day ends at Helsinki's midnight, in winter, in summer and on the days the clocks change", () => {
  expect(endOfHelsinkiDay("2027-01-15").toISOString()).toBe("2027-01-15T21:59:59.000Z");
  expect(endOfHelsinkiDay("2027-07-15").toISOString()).toBe("2027-07-15T20:59:59.000Z");
  expect(endOfHelsinkiDay("2027-03-28").toISOString()).toBe("2027-03-28T20:59:59.000Z");
  expect(endOfHelsinkiDay("2027-10-31").toISOString()).toBe("2027-10-31T21:59:59.000Z");
  expect(helsinkiDay(new Date("2027-01-14T22:00:00Z"))).toBe("2027-01-15");
});

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2025-09-12", days));

test("whatever the day of the notice, the law's dates pass, and a day less of retrieval or more of anything else does not", () => {
  fc.assert(
    fc.property(anyDay, (noticeGivenOn) => {
      const dates = proposedDates(noticeGivenOn);
      const seen = { ...given, today: noticeGivenOn };
      expect(dateProblem(dates, seen)).toBeNull();
      const notice = daysBetween(dates.noticeGivenOn, dates.noticeEndsOn);
      expect(notice).toBeGreaterThanOrEqual(59);
      expect(notice).toBeLessThanOrEqual(62);
      expect(daysBetween(dates.noticeEndsOn, dates.transitionEndsOn)).toBe(30);
      expect(daysBetween(dates.transitionEndsOn, dates.retrievalEndsOn)).toBe(30);
      expect(dateProblem({ ...dates, noticeEndsOn: addDays(dates.noticeEndsOn, 1) }, seen)?.field).toBe("noticeEndsOn");
      expect(dateProblem({ ...dates, transitionEndsOn: addDays(dates.transitionEndsOn, 1) }, seen)?.field).toBe(
        "transitionEndsOn",
      );
      expect(dateProblem({ ...dates, retrievalEndsOn: addDays(dates.retrievalEndsOn, -1) }, seen)?.field).toBe(
        "retrievalEndsOn",
      );
    }),
  );
});

test("no dates that pass give less than 30 days of retrieval or a provider's transition of more than seven months", () => {
  const near = fc.integer({ min: -5, max: 300 });
  fc.assert(
    fc.property(
      anyDay,
      near,
      near,
      near,
      fc.constantFrom("thirty_days", "technically_unfeasible"),
      (start, a, b, c, basis) => {
        const noticeEndsOn = addDays(start, a);
        const transitionEndsOn = addDays(noticeEndsOn, b);
        const dates: SwitchDates = {
          noticeGivenOn: start,
          noticeEndsOn,
          transitionEndsOn,
          transitionBasis: basis as SwitchDates["transitionBasis"],
          transitionReason: "Scanned vouchers",
          unfeasibleToldOn: start,
          retrievalEndsOn: addDays(transitionEndsOn, c),
          retrievalReason: "Asked for it",
        };
        if (dateProblem(dates, { ...given, today: start, tellBy: addDays(start, 20) }) !== null) return;
        expect(a).toBeLessThanOrEqual(62);
        // Seven months are 215 days at most.
        expect(b).toBeLessThanOrEqual(basis === "thirty_days" ? 30 : 215);
        expect(c).toBeGreaterThanOrEqual(30);
      },
    ),
    { numRuns: 500 },
  );
});
