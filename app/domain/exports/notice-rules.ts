import { type ExportState, isEnded } from "./export-states.ts";
import { addDays, lastHandOverDay, lastRerunDay, lastRetrievalDay, type SwitchDates } from "./clock-rules.ts";

/** What the notices of a request go by. Days are Helsinki's, `YYYY-MM-DD`. */
export type NoticeFacts = {
  state: ExportState;
  dates: (Pick<SwitchDates, "noticeEndsOn" | "transitionEndsOn" | "retrievalEndsOn"> & { assumed?: boolean }) | null;
  /** When the archive was made, if there is one. */
  madeOn: string | null;
  /** Since when its run is a failed one, if it is. */
  failedOn: string | null;
  /** When the archive was first handed over. */
  handedOverOn: string | null;
  /** The last day of the link that works, if there is one. */
  linkEndsOn: string | null;
  /** When the last of the whole archive was fetched. */
  fetchedOn: string | null;
  serviceErasedOn: string | null;
  /** An erasure of the archive is proposed or approved. */
  erasureProposed: boolean;
};

export type CustomerNotice = "fetch_week" | "fetch_14" | "fetch_3" | "receipt";
export type OfficerNotice =
  | "dates_missing"
  | "dates_assumed"
  | "transition_14"
  | "transition_3"
  | "transition_late"
  | "lapse_14"
  | "lapse_failed_14"
  | "retrieval_7"
  | "erase_due";

export type Notice =
  | { to: "customer"; kind: CustomerNotice; dueOn: string; until: string }
  | { to: "officers"; kind: OfficerNotice; dueOn: string; until: string };

type Candidate = Notice & {
  /** After this day it would say what is no longer so. */
  lastOn: string;
};

const NOT_MADE: readonly ExportState[] = ["requested", "scoped", "approved", "running", "ready", "failed"];

/**
 * What should have been sent by now, at most one to each reader: of several that fell due while nothing was sent, the newest.
 * Whether it was sent already is the caller's to know, by kind and `dueOn`: a date that moves is warned of anew.
 */
export function noticesDue(facts: NoticeFacts, today: string): Notice[] {
  const due = candidates(facts).filter(({ dueOn, lastOn }) => dueOn <= today && today <= lastOn);
  const newest = (to: Notice["to"], receipt: boolean) =>
    due
      .filter((one) => one.to === to && (one.kind === "receipt") === receipt)
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
      .at(-1);
  return [newest("customer", true), newest("customer", false), newest("officers", false)].flatMap((one) => {
    if (!one) return [];
    const { lastOn: _lastOn, ...notice } = one;
    return [notice];
  });
}

function candidates({ state, dates, ...facts }: NoticeFacts): Candidate[] {
  const found: Candidate[] = [];
  const { handedOverOn, linkEndsOn, fetchedOn } = facts;
  const retrievalEnds = dates && lastRetrievalDay(dates.retrievalEndsOn, handedOverOn);
  const until = retrievalEnds ?? linkEndsOn;
  // A reminder of a link that does not work (staff revoked it) would send the customer to a closed door.
  if (state === "handed_over" && handedOverOn && linkEndsOn && until) {
    const remind = (kind: CustomerNotice, dueOn: string) =>
      dueOn > handedOverOn && found.push({ to: "customer", kind, dueOn, until, lastOn: until });
    remind("fetch_week", addDays(handedOverOn, 7));
    remind("fetch_14", addDays(until, -14));
    remind("fetch_3", addDays(until, -3));
  }
  if (fetchedOn && (state === "downloaded" || state === "retained"))
    found.push({
      to: "customer",
      kind: "receipt",
      dueOn: fetchedOn,
      until: until ?? fetchedOn,
      lastOn: addDays(fetchedOn, 30),
    });
  if (state === "ready" && facts.madeOn) {
    const lapses = lastHandOverDay(facts.madeOn, dates?.transitionEndsOn ?? null);
    const unsent = (kind: OfficerNotice, dueOn: string) =>
      found.push({ to: "officers", kind, dueOn, until: lapses, lastOn: lapses });
    if (!dates) unsent("dates_missing", addDays(facts.madeOn, 1));
    unsent("lapse_14", addDays(lapses, -14));
  }
  if (state === "failed" && facts.failedOn) {
    const lapses = lastRerunDay(facts.failedOn, dates?.transitionEndsOn ?? null);
    const dueOn = addDays(lapses, -14);
    found.push({ to: "officers", kind: "lapse_failed_14", dueOn, until: lapses, lastOn: lapses });
  }
  if (!dates || !retrievalEnds) return found;
  const warn = (kind: OfficerNotice, dueOn: string, lastOn: string) =>
    found.push({
      to: "officers",
      kind,
      dueOn,
      until: kind.startsWith("transition") ? dates.transitionEndsOn : retrievalEnds,
      lastOn,
    });
  if (dates.assumed && handedOverOn && (state === "handed_over" || state === "downloaded"))
    warn("dates_assumed", addDays(handedOverOn, 1), retrievalEnds);
  if (NOT_MADE.includes(state)) {
    const ends = dates.transitionEndsOn;
    warn("transition_14", addDays(ends, -14), ends);
    warn("transition_3", addDays(ends, -3), ends);
    warn("transition_late", addDays(ends, 1), "9999-12-31");
  }
  if (state === "handed_over") warn("retrieval_7", addDays(retrievalEnds, -7), retrievalEnds);
  if ((state === "retained" || state === "expired") && !(facts.erasureProposed && facts.serviceErasedOn))
    warn("erase_due", addDays(retrievalEnds, 1), "9999-12-31");
  return found;
}

export type CalendarDate = {
  key: "tell_by" | "notice_ends" | "transition_ends" | "lapses" | "retrieval_ends" | "erase";
  on: string;
  what: string;
};

/** Every date of a switch that still means something in this state, earliest first. */
export function calendarDates(
  { state, dates, ...facts }: NoticeFacts & { dates: SwitchDates | null },
  tellBy: string | null,
): CalendarDate[] {
  if (!dates || state === "erased" || isEnded(state)) return [];
  const found: CalendarDate[] = [];
  if (NOT_MADE.includes(state)) {
    if (dates.transitionBasis === "thirty_days" && tellBy)
      found.push({ key: "tell_by", on: tellBy, what: "last day to tell the customer that 30 days are not enough" });
    found.push({ key: "notice_ends", on: dates.noticeEndsOn, what: "notice ends, transition begins" });
    found.push({
      key: "transition_ends",
      on: dates.transitionEndsOn,
      what: "transition ends: archive handed over by now",
    });
  }
  if (state === "failed" && facts.failedOn)
    found.push({
      key: "lapses",
      on: lastRerunDay(facts.failedOn, dates.transitionEndsOn),
      what: "last day to make the archive again, before the request lapses",
    });
  const retrievalEnds = lastRetrievalDay(dates.retrievalEndsOn, facts.handedOverOn);
  if (state !== "retained" && state !== "expired")
    found.push({ key: "retrieval_ends", on: retrievalEnds, what: "last day to fetch the archive" });
  found.push({ key: "erase", on: addDays(retrievalEnds, 1), what: "erase the archive and what the service holds" });
  return found.sort((a, b) => a.on.localeCompare(b.on));
}
