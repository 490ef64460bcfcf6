import type { MailingState, MailingView } from "./mailing-view.ts";

export const topicLabels: Record<MailingView["topic"], string> = {
  bulletins: "Bulletins",
  announcements: "Announcements",
  maintenance: "Maintenance",
};

export const mailingStateLabels: Record<MailingState, string> = {
  queued: "Waiting",
  sending: "Under way",
  sent: "Sent",
  cancelled: "Cancelled",
};

export const codeStateLabels: Record<MailingView["codes"][number]["state"], string> = {
  refused: "Refused",
  bounced: "Came back later",
  waiting: "Put off, tried again",
  given_up: "Given up",
};

const classes: Record<string, string> = { 2: "taken", 4: "not now", 5: "never" };
const subjects: Record<string, string> = {
  0: "no reason given",
  1: "the address",
  2: "the mailbox",
  3: "the receiving system",
  4: "the network",
  5: "the mail protocol",
  6: "the content",
  7: "policy or security",
};

/** What a mail server's code is about, in words: `5.1.1` is "never: the address" (RFC 3463, 3), `451` "not now". */
export function codeInWords(code: string): string {
  if (code === "too_late") return "not told within two days";
  const [, first = "", subject] = /^(\d)(?:\.(\d)|\d\d$)/.exec(code) ?? [];
  const known = classes[first];
  if (!known) return "an unknown code";
  return subject === undefined ? known : `${known}: ${subjects[subject] ?? "no reason given"}`;
}
