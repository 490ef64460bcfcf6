import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, proposedDates } from "#app/domain/exports/clock-rules.ts";
import { exportStates } from "#app/domain/exports/export-states.ts";
import { calendarDates, type NoticeFacts, noticesDue } from "#app/domain/exports/notice-rules.ts";
import { shown } from "#app/domain/exports/life-view.ts";

// Notice 23 November 2026: transition until 22 February 2027, fetching until 24 March.
const facts: NoticeFacts = {
  state: "approved",
  dates: proposedDates("2026-11-23"),
  madeOn: null,
  failedOn: null,
  handedOverOn: null,
  linkEndsOn: null,
  fetchedOn: null,
  serviceErasedOn: null,
  erasureProposed: false,
};
const handedOver: NoticeFacts = {
  ...facts,
  state: "handed_over",
  handedOverOn: "2027-02-01",
  linkEndsOn: "2027-03-24",
};
const kinds = (given: NoticeFacts, today: string) => noticesDue(given, today).map(({ kind, dueOn }) => [kind, dueOn]);

test.each([
  ["2027-02-07", []],
  ["2027-02-08", [["transition_14", "2027-02-08"]]],
  ["2027-02-18", [["transition_14", "2027-02-08"]]],
  ["2027-02-19", [["transition_3", "2027-02-19"]]],
  ["2027-02-22", [["transition_3", "2027-02-19"]]],
  // Late stays late, however long nobody looked.
  ["2027-02-23", [["transition_late", "2027-02-23"]]],
  ["2028-01-01", [["transition_late", "2027-02-23"]]],
])("not handed over by %s: the officers are told %j", (today, due) => {
  expect(kinds(facts, today)).toEqual(due);
});

test.each([
  ["2027-02-07", []],
  ["2027-02-08", [["fetch_week", "2027-02-08"]]],
  ["2027-03-10", [["fetch_14", "2027-03-10"]]],
  [
    "2027-03-17",
    [
      ["fetch_14", "2027-03-10"],
      ["retrieval_7", "2027-03-17"],
    ],
  ],
  [
    "2027-03-24",
    [
      ["fetch_3", "2027-03-21"],
      ["retrieval_7", "2027-03-17"],
    ],
  ],
  // Over: nobody is reminded of what can no longer be done.
  ["2027-03-25", []],
])("handed over on 1 February and not fetched by %s: %j", (today, due) => {
  expect(kinds(handedOver, today)).toEqual(due);
});

test("fetched: a receipt, and no more reminders", () => {
  const fetched: NoticeFacts = { ...handedOver, state: "downloaded", fetchedOn: "2027-02-20" };
  expect(noticesDue(fetched, "2027-03-21")).toEqual([
    { to: "customer", kind: "receipt", dueOn: "2027-02-20", until: "2027-03-24" },
  ]);
  expect(kinds(fetched, "2027-03-23")).toEqual([]);
});

test("after the time for fetching the officers are told to erase, until both erasures are on their way", () => {
  const over: NoticeFacts = { ...handedOver, state: "expired" };
  const due = [["erase_due", "2027-03-25"]];
  expect(kinds(over, "2027-03-25")).toEqual(due);
  expect(kinds({ ...over, erasureProposed: true }, "2027-03-25")).toEqual(due);
  expect(kinds({ ...over, erasureProposed: true, serviceErasedOn: "2027-03-25" }, "2027-03-25")).toEqual([]);
});

test("without dates the customer is still reminded of the link, and nobody is warned", () => {
  const without: NoticeFacts = { ...handedOver, dates: null, linkEndsOn: "2027-02-15" };
  expect(kinds(without, "2027-02-09")).toEqual([["fetch_week", "2027-02-08"]]);
  expect(kinds(without, "2027-02-12")).toEqual([["fetch_3", "2027-02-12"]]);
  expect(kinds({ ...without, linkEndsOn: null }, "2027-02-12")).toEqual([]);
  expect(calendarDates({ ...without, dates: null }, null)).toEqual([]);
});

test("only what was to be done by a day is late after it", () => {
  const date = (key: "transition_ends" | "retrieval_ends" | "erase", today: string) =>
    shown({ key, on: "2027-03-24", what: "" }, today).state;
  expect(
    ["2027-03-09", "2027-03-10", "2027-03-24", "2027-03-25"].map((today) => date("transition_ends", today)),
  ).toEqual(["coming", "near", "near", "late"]);
  expect(date("retrieval_ends", "2027-03-25")).toBe("past");
  expect([date("erase", "2027-04-23"), date("erase", "2027-04-24")]).toEqual(["near", "late"]);
});

test("never more than a reminder, a receipt and a warning at once, none of them due later than today", () => {
  const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays("2026-11-23", days));
  fc.assert(
    fc.property(
      fc.constantFrom(...exportStates),
      fc.option(day),
      fc.option(day),
      fc.boolean(),
      day,
      (state, handedOverOn, fetchedOn, dated, today) => {
        const given = { ...facts, state, handedOverOn, fetchedOn, linkEndsOn: handedOverOn };
        const due = noticesDue(dated ? given : { ...given, dates: null }, today);
        expect(due.length).toBeLessThanOrEqual(3);
        expect(due.every(({ dueOn }) => dueOn <= today)).toBe(true);
        if (["lapsed", "refused", "cancelled", "erased"].includes(state)) expect(due).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test("a ready archive that nobody hands over: what is missing, then the warning before it is removed", () => {
  const ready: NoticeFacts = { ...facts, state: "ready", dates: null, madeOn: "2026-11-23" };
  expect(kinds(ready, "2026-11-23")).toEqual([]);
  expect(kinds(ready, "2026-11-24")).toEqual([["dates_missing", "2026-11-24"]]);
  // 90 days after 23 November is 21 February; two weeks before that is the 7th.
  expect(kinds(ready, "2027-02-07")).toEqual([["lapse_14", "2027-02-07"]]);
  expect(noticesDue(ready, "2027-02-07")[0]).toMatchObject({ to: "officers", until: "2027-02-21" });
  expect(kinds(ready, "2027-02-22")).toEqual([]);
  // With dates it is kept for 90 days after the transition: 22 February and 90 days.
  const late = noticesDue({ ...ready, dates: facts.dates }, "2027-05-10").find(({ kind }) => kind === "lapse_14");
  expect(late).toMatchObject({ dueOn: "2027-05-09", until: "2027-05-23" });
});

test("officers are told of assumed dates; a customer whose link was revoked is not sent to it", () => {
  const assumed = { ...handedOver, dates: { ...proposedDates("2026-11-23"), assumed: true } };
  expect(noticesDue(assumed, "2027-02-02")).toEqual([
    { to: "officers", kind: "dates_assumed", dueOn: "2027-02-02", until: "2027-03-24" },
  ]);
  expect(kinds(handedOver, "2027-02-08")).toEqual([["fetch_week", "2027-02-08"]]);
  expect(kinds({ ...handedOver, linkEndsOn: null }, "2027-02-08")).toEqual([]);
});

test("a run that failed: two weeks before the request lapses the officers are warned, and the day is in the calendar", () => {
  const failed: NoticeFacts = { ...facts, state: "failed", dates: null, failedOn: "2026-11-23" };
  // 90 days after 23 November is 21 February; two weeks before that is the 7th.
  expect(kinds(failed, "2027-02-06")).toEqual([]);
  expect(noticesDue(failed, "2027-02-07")).toEqual([
    { to: "officers", kind: "lapse_failed_14", dueOn: "2027-02-07", until: "2027-02-21" },
  ]);
  expect(kinds(failed, "2027-02-22")).toEqual([]);
  // With dates it waits for 90 days after the transition: 22 February and 90 days.
  const dated = { ...failed, dates: proposedDates("2026-11-23") };
  expect(noticesDue(dated, "2027-05-09")).toEqual([
    { to: "officers", kind: "lapse_failed_14", dueOn: "2027-05-09", until: "2027-05-23" },
  ]);
  expect(calendarDates(dated, null).find(({ key }) => key === "lapses")).toEqual({
    key: "lapses",
    on: "2027-05-23",
    what: "last day to make the archive again, before the request lapses",
  });
  expect(calendarDates({ ...dated, state: "lapsed" }, null)).toEqual([]);
});
