import { Temporal } from "temporal-polyfill";

/**
 * The dates of a switch, Regulation (EU) 2023/2854 (Data Act) Article 25. Pure. A day is a calendar day in Helsinki,
 * `YYYY-MM-DD`, and the last one of a period belongs to it. Periods run as Regulation (EEC) 1182/71 Article 3 counts them: the
 * day of the event is not counted, and months end on the same date, or on the month's last day where it has no such date. What
 * the service must do is never put off over a weekend or a holiday.
 */

/** 25(2)(d): the customer's notice is two months at most. */
const MOST_NOTICE_MONTHS = 2;
/** 25(2)(a): the transition is 30 calendar days at most, from the end of the notice. */
const TRANSITION_DAYS = 30;
/** 25(4): where that is technically unfeasible, another period of seven months at most. */
const MOST_TRANSITION_MONTHS = 7;
/** 25(4): the customer is told of it within so many working days of asking for the switch. */
const TELL_WITHIN_WORKING_DAYS = 14;
/** 25(2)(g): the data can be fetched for at least so many calendar days after the transition. */
export const RETRIEVAL_DAYS = 30;

/** Longer at a time would be storing for its own sake: it can be kept longer again when that day comes. */
export const MOST_EXTENSION_MONTHS = 12;

export const transitionBases = ["thirty_days", "technically_unfeasible", "customer_extended"] as const;
export type TransitionBasis = (typeof transitionBases)[number];

export type SwitchDates = {
  noticeGivenOn: string;
  noticeEndsOn: string;
  transitionEndsOn: string;
  transitionBasis: TransitionBasis;
  transitionReason: string | null;
  /** The day on which the customer was told of a longer period. */
  unfeasibleToldOn: string | null;
  retrievalEndsOn: string;
  retrievalReason: string | null;
};

const day = (text: string) => Temporal.PlainDate.from(text);

/** The day in Helsinki at an instant. */
export const helsinkiDay = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO("Europe/Helsinki").toPlainDate().toString();

/** The last second of a day in Helsinki, also on the days of 23 and 25 hours. */
export const endOfHelsinkiDay = (on: string): Date =>
  new Date(day(on).add({ days: 1 }).toZonedDateTime("Europe/Helsinki").epochMilliseconds - 1000);

export const addDays = (on: string, days: number): string => day(on).add({ days }).toString();
export const addMonths = (on: string, months: number): string => day(on).add({ months }).toString();
export const daysBetween = (from: string, to: string): number => day(from).until(day(to)).days;

export const latestNoticeEnd = (given: string) => addMonths(given, MOST_NOTICE_MONTHS);
export const ordinaryTransitionEnd = (noticeEnds: string) => addDays(noticeEnds, TRANSITION_DAYS);
export const latestUnfeasibleEnd = (noticeEnds: string) => addMonths(noticeEnds, MOST_TRANSITION_MONTHS);
export const earliestRetrievalEnd = (transitionEnds: string) => addDays(transitionEnds, RETRIEVAL_DAYS);

/** The dates that the law gives when nothing else has been agreed. */
export function proposedDates(noticeGivenOn: string): SwitchDates {
  const noticeEndsOn = latestNoticeEnd(noticeGivenOn);
  const transitionEndsOn = ordinaryTransitionEnd(noticeEndsOn);
  return {
    noticeGivenOn,
    noticeEndsOn,
    transitionEndsOn,
    transitionBasis: "thirty_days",
    transitionReason: null,
    unfeasibleToldOn: null,
    retrievalEndsOn: earliestRetrievalEnd(transitionEndsOn),
    retrievalReason: null,
  };
}

/**
 * The last day on which the customer may still be told that 30 days are technically unfeasible.
 * @param isHoliday public holidays; Saturdays and Sundays are no working days anyway (Regulation 1182/71 Article 2)
 */
export function tellUnfeasibleBy(askedOn: string, isHoliday: (on: string) => boolean): string {
  let on = day(askedOn);
  for (let left = TELL_WITHIN_WORKING_DAYS; left > 0; ) {
    on = on.add({ days: 1 });
    if (on.dayOfWeek < 6 && !isHoliday(on.toString())) left -= 1;
  }
  return on.toString();
}

/**
 * The last day on which the archive can be fetched: the agreed one, and never less than 30 days after it was handed over, since
 * days on which there was nothing to fetch are no retrieval period.
 */
export function lastRetrievalDay(retrievalEndsOn: string, handedOverOn: string | null): string {
  if (!handedOverOn) return retrievalEndsOn;
  const shortest = addDays(handedOverOn, RETRIEVAL_DAYS);
  return shortest > retrievalEndsOn ? shortest : retrievalEndsOn;
}

/** An archive that waits for its hand-over goes out of date, and what lies in the store has to have an end. */
const UNSENT_DAYS = 90;

/** The last day on which a finished archive can be handed over: 90 days after it was made, or after the transition. */
export function lastHandOverDay(madeOn: string, transitionEndsOn: string | null): string {
  return addDays(transitionEndsOn && transitionEndsOn > madeOn ? transitionEndsOn : madeOn, UNSENT_DAYS);
}

/**
 * The last day on which a run that failed can be started again: 90 days after it failed, or after the transition. Somebody's names
 * and addresses are not kept for ever for an archive that nobody makes.
 */
export function lastRerunDay(failedOn: string, transitionEndsOn: string | null): string {
  return lastHandOverDay(failedOn, transitionEndsOn);
}

/** A request that ended without an archive may be asked for again, with the same people, for so many days. */
export const FORGET_AFTER_DAYS = 30;

type DateProblem = { field: keyof SwitchDates; message: string };

/**
 * What is wrong with the dates, by the law and by what was recorded before; null when nothing is.
 * @param given.before what is recorded now
 * @param given.tellBy as `tellUnfeasibleBy`
 * @param given.handedOver the customer was told until when the archive can be fetched: that is never shortened
 */
export function dateProblem(
  dates: SwitchDates,
  given: { today: string; before: SwitchDates | null; tellBy: string; handedOver: boolean },
): DateProblem | null {
  return noticeProblem(dates, given.today) ?? transitionProblem(dates, given) ?? retrievalProblem(dates, given);
}

function noticeProblem({ noticeGivenOn, noticeEndsOn }: SwitchDates, today: string): DateProblem | null {
  if (noticeGivenOn > today)
    return { field: "noticeGivenOn", message: `Notice is given today, ${today}, at the latest. Correct the day.` };
  if (noticeEndsOn < noticeGivenOn)
    return { field: "noticeEndsOn", message: `The notice ends on ${noticeGivenOn}, the day it was given, or later.` };
  const latest = latestNoticeEnd(noticeGivenOn);
  if (noticeEndsOn > latest)
    return { field: "noticeEndsOn", message: `Two months is the longest notice: it ends on ${latest} at the latest.` };
  return null;
}

type Given = Parameters<typeof dateProblem>[1];

function transitionProblem(dates: SwitchDates, { before, tellBy, today }: Given): DateProblem | null {
  const { noticeGivenOn, noticeEndsOn, transitionEndsOn: ends, transitionBasis: basis } = dates;
  const wrong = (message: string, field: keyof SwitchDates = "transitionEndsOn") => ({ field, message });
  if (ends < noticeEndsOn) return wrong(`The transition begins when the notice ends: ${noticeEndsOn} or later.`);
  if (before?.transitionBasis === "customer_extended") {
    if (basis !== "customer_extended")
      return wrong("The customer has extended the transition. That stays on record.", "transitionBasis");
    if (ends > before.transitionEndsOn)
      return wrong(`The customer may extend once, and has: until ${before.transitionEndsOn}.`);
  }
  const ordinary = ordinaryTransitionEnd(noticeEndsOn);
  if (basis === "thirty_days")
    return ends > ordinary
      ? wrong(`30 days after the notice is ${ordinary}. A longer transition needs its ground and a reason.`)
      : null;
  if (ends <= ordinary)
    return wrong(`This is within the 30 days, which end on ${ordinary}: choose that as the ground.`, "transitionBasis");
  if ((dates.transitionReason ?? "").trim().length < 5)
    return wrong("Give the reason in a few words: it is kept with the request.", "transitionReason");
  if (basis === "customer_extended") return null;
  const latest = latestUnfeasibleEnd(noticeEndsOn);
  if (ends > latest) return wrong(`Seven months is the longest transition: it ends on ${latest} at the latest.`);
  const told = dates.unfeasibleToldOn;
  if (!told || told < noticeGivenOn || told > today)
    return wrong(
      "Give the day on which the customer was told of it: from the notice to today. Tell them first, then record it.",
      "unfeasibleToldOn",
    );
  if (told > tellBy)
    return wrong(
      `The customer has to be told within 14 working days, by ${tellBy}. After that only the customer can extend.`,
      "unfeasibleToldOn",
    );
  return null;
}

function retrievalProblem(dates: SwitchDates, { before, handedOver }: Given): DateProblem | null {
  const earliest = earliestRetrievalEnd(dates.transitionEndsOn);
  const wrong = (message: string, field: keyof SwitchDates = "retrievalEndsOn") => ({ field, message });
  if (dates.retrievalEndsOn < earliest)
    return wrong(`The data can be fetched for at least 30 days after the transition: until ${earliest} or longer.`);
  if (handedOver && before && dates.retrievalEndsOn < before.retrievalEndsOn)
    return wrong(`The customer was told ${before.retrievalEndsOn}. It can be later, but not earlier.`);
  const longest = [addMonths(earliest, MOST_EXTENSION_MONTHS), before?.retrievalEndsOn ?? ""].sort()[1]!;
  if (dates.retrievalEndsOn > longest)
    return wrong(
      `Until ${longest} at the latest: what is kept has to be needed. It can be kept longer when that day comes.`,
    );
  if (dates.retrievalEndsOn > earliest && (dates.retrievalReason ?? "").trim().length < 5)
    return wrong(
      "Longer than 30 days needs its reason in a few words: it is kept with the request.",
      "retrievalReason",
    );
  return null;
}
