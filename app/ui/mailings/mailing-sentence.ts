import type { MailingRow, MailingView } from "#app/domain/mailings/mailing-view.ts";
import { formatCount, formatInstant } from "#app/i18n/formats.ts";

const people = (n: number) => `${formatCount(n)} ${n === 1 ? "subscriber" : "subscribers"}`;

/** The lists' answer first: how many are written to, and whether something is under way. */
export function mailingsSentence(rows: readonly MailingRow[], total: number): string {
  const countOf = (wanted: MailingRow["state"]) => rows.filter(({ state }) => state === wanted).length;
  const [queued, sending] = [countOf("queued"), countOf("sending")];
  const mailings = (n: number) => (n === 1 ? "one mailing" : `${n} mailings`);
  const under =
    [
      sending > 0 && `${mailings(sending)} ${sending === 1 ? "is" : "are"} under way`,
      queued > 0 && `${mailings(queued)} ${queued === 1 ? "waits" : "wait"} to begin`,
    ]
      .filter(Boolean)
      .join(", ") || "nothing is under way";
  return `${total === 0 ? "Nobody has subscribed yet" : `${people(total)} ${total === 1 ? "is" : "are"} written to`}; ${under}.`;
}

/** How far a mailing has come, in one sentence. */
export function mailingSentence(mailing: MailingView): string {
  const { state, recipients, sent, refused, givenUp, open, nextAt } = mailing;
  if (state === "cancelled") return "Cancelled before it began: nobody got it.";
  if (state === "queued")
    return mailing.notBefore > mailing.now
      ? `Held until ${formatInstant(mailing.notBefore)}; until then, what it tells can be taken back.`
      : "Begins within a minute.";
  if (recipients === 0) return "Nobody had asked for this topic when it began.";
  const lost = refused + givenUp;
  const reached = `${formatCount(sent)} of ${people(recipients)} got it`;
  const failed = lost === 0 ? "" : `; ${formatCount(lost)} could not be reached`;
  if (state === "sent") return `${reached}${failed}.`;
  const next = nextAt ? `, those that were put off from ${formatInstant(nextAt)} on` : "";
  return `${reached} so far${failed}; ${formatCount(open)} still to be sent${next}.`;
}
