import { expect, test } from "vitest";
import { type ExportState, exportStates } from "#app/domain/exports/export-states.ts";
import { type NextFacts, nextSentence } from "#app/domain/exports/next-step-rules.ts";

const nothing: NextFacts = {
  today: "2026-11-23",
  transitionEndsOn: null,
  handOverBy: null,
  runAgainBy: null,
  fetchUntil: null,
  erasure: null,
  serviceErasedOn: null,
  endedAt: null,
  peopleRemovedAt: null,
};
// Notice on 2 November: transition until 1 February, fetching until 3 March.
const dated: NextFacts = { ...nothing, transitionEndsOn: "2027-02-01", fetchUntil: "2027-03-03" };
const owed = "it has to be with the customer by 2027-02-01, when the transition ends";

test.each<[ExportState, Partial<NextFacts>, string]>([
  ["requested", {}, `Record the scope, then another person approves it: ${owed}.`],
  [
    "requested",
    { transitionEndsOn: null },
    "Record the scope, then another person approves it: by when it has to be with the customer is known once the dates of the switch are recorded.",
  ],
  ["scoped", {}, `Another person approves or refuses the scope: ${owed}.`],
  ["scoped", { today: "2027-02-01" }, `Another person approves or refuses the scope: ${owed}.`],
  [
    "scoped",
    { today: "2027-02-02" },
    "Another person approves or refuses the scope: it should have been with the customer by 2027-02-01.",
  ],
  ["approved", {}, `The archive is finished by itself, then it is handed over: ${owed}.`],
  ["running", {}, `The archive is finished by itself, then it is handed over: ${owed}.`],
  [
    "ready",
    { handOverBy: "2027-05-02" },
    `Hand the archive over: ${owed}, and after 2027-05-02 its files are removed.`,
  ],
  [
    "failed",
    { runAgainBy: "2027-05-02" },
    `Run it again or cancel the request: ${owed}, and after 2027-05-02 the request lapses.`,
  ],
  [
    "handed_over",
    {},
    "The customer fetches the whole archive by 2027-03-03; after that the link works no more and the archive is to be erased.",
  ],
  [
    "downloaded",
    {},
    "The customer can fetch it again until 2027-03-03; after that the link works no more and the archive is to be erased.",
  ],
  ["expired", { today: "2027-03-04" }, "An officer proposes the erasure, in time for 2027-04-03."],
  [
    "retained",
    { today: "2027-04-04" },
    "An officer proposes the erasure: the archive should have been erased by 2027-04-03.",
  ],
  [
    "retained",
    { today: "2027-03-04", erasure: { approved: false } },
    "Another person approves the erasure or takes it back, in time for 2027-04-03.",
  ],
  [
    "expired",
    { erasure: { approved: true } },
    "The worker erases the files within minutes, or within a day where a download that is going on has to end first.",
  ],
  [
    "erased",
    {},
    "The archive is erased; record the day on which the service erased what it held, as soon as it is known.",
  ],
  [
    "erased",
    { serviceErasedOn: "2027-03-10" },
    "Nothing is left to do: the archive is erased, and the service erased what it held on 2027-03-10.",
  ],
  // 23.30 UTC is the next day in Helsinki.
  [
    "refused",
    { endedAt: "2026-11-22T23:30:00.000Z" },
    "Nobody has anything to do: the names, addresses and reasons in it are removed by themselves on 2026-12-23.",
  ],
  [
    "cancelled",
    { endedAt: "2026-11-22T23:30:00.000Z", peopleRemovedAt: new Date("2026-12-22T23:31:00Z") },
    "Nothing is left to do: the names, addresses and reasons in it were removed on 2026-12-23.",
  ],
  [
    "lapsed",
    { endedAt: new Date("2026-11-22T10:00:00Z") },
    "Nobody has anything to do: the names, addresses and reasons in it are removed by themselves on 2026-12-22.",
  ],
])("%s with %j", (state, facts, sentence) => {
  expect(nextSentence(state, { ...dated, ...facts })).toBe(sentence);
});

test("every state says one whole sentence, also when nothing is known", () => {
  for (const state of exportStates)
    for (const facts of [nothing, dated]) expect(nextSentence(state, facts)).toMatch(/^[A-Z][^.]*\.$/);
});
