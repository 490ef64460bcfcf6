import { addDays, FORGET_AFTER_DAYS, helsinkiDay } from "./clock-rules.ts";
import type { ExportState } from "./export-states.ts";

/** What the next step of a request is told by. Days are Helsinki's, `YYYY-MM-DD`. */
export type NextFacts = {
  today: string;
  /** The last day of the transition, where the dates of the switch are recorded. */
  transitionEndsOn: string | null;
  /** Of an archive that is ready: after this day its files are removed. */
  handOverBy: string | null;
  /** Of a run that failed: after this day the request lapses. */
  runAgainBy: string | null;
  fetchUntil: string | null;
  erasure: { approved: boolean } | null;
  serviceErasedOn: string | null;
  /** When a request ended without an archive. */
  endedAt: Date | string | null;
  peopleRemovedAt: Date | string | null;
};

/** An erasure is due from the day after the fetching on, and late a month after that. */
const ERASE_WITHIN_DAYS = 31;

/** What comes next in this state, by whom and by when, in one sentence. */
export function nextSentence(state: ExportState, facts: NextFacts): string {
  switch (state) {
    case "requested":
      return `Record the scope, then another person approves it: ${owed(facts)}.`;
    case "scoped":
      return `Another person approves or refuses the scope: ${owed(facts)}.`;
    case "approved":
    case "running":
      return `The archive is finished by itself, then it is handed over: ${owed(facts)}.`;
    case "ready":
      return `Hand the archive over: ${owed(facts)}${facts.handOverBy ? `, and after ${facts.handOverBy} its files are removed` : ""}.`;
    case "failed":
      return `Run it again or cancel the request: ${owed(facts)}${facts.runAgainBy ? `, and after ${facts.runAgainBy} the request lapses` : ""}.`;
    case "handed_over":
      return `The customer fetches the whole archive ${facts.fetchUntil ? `by ${facts.fetchUntil}` : by(null)}; after that the link works no more and the archive is to be erased.`;
    case "downloaded":
      return `The customer can fetch it again ${by(facts.fetchUntil)}; after that the link works no more and the archive is to be erased.`;
    case "retained":
    case "expired":
      return erasureSentence(facts);
    case "erased":
      return facts.serviceErasedOn
        ? `Nothing is left to do: the archive is erased, and the service erased what it held on ${facts.serviceErasedOn}.`
        : "The archive is erased; record the day on which the service erased what it held, as soon as it is known.";
    case "lapsed":
    case "refused":
    case "cancelled":
      return forgottenSentence(facts);
  }
}

function owed({ today, transitionEndsOn: ends }: NextFacts): string {
  if (!ends) return "by when it has to be with the customer is known once the dates of the switch are recorded";
  return today > ends
    ? `it should have been with the customer by ${ends}`
    : `it has to be with the customer by ${ends}, when the transition ends`;
}

const by = (until: string | null) =>
  until ? `until ${until}` : "until a day that is known once the dates are recorded";

function erasureSentence({ today, erasure, fetchUntil }: NextFacts): string {
  if (erasure?.approved)
    return "The worker erases the files within minutes, or within a day where a download that is going on has to end first.";
  const what = erasure ? "Another person approves the erasure or takes it back" : "An officer proposes the erasure";
  if (!fetchUntil) return `${what}, as soon as possible.`;
  const due = addDays(fetchUntil, ERASE_WITHIN_DAYS);
  return today > due ? `${what}: the archive should have been erased by ${due}.` : `${what}, in time for ${due}.`;
}

function forgottenSentence({ endedAt, peopleRemovedAt }: NextFacts): string {
  if (peopleRemovedAt)
    return `Nothing is left to do: the names, addresses and reasons in it were removed on ${helsinkiDay(new Date(peopleRemovedAt))}.`;
  const on = endedAt && addDays(helsinkiDay(new Date(endedAt)), FORGET_AFTER_DAYS);
  return `Nobody has anything to do: the names, addresses and reasons in it are removed by themselves${on ? ` on ${on}` : ""}.`;
}
