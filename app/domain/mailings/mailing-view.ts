import type { InLanguages } from "#db/schema/bulletins.ts";
import type { MailingTopic, MailText } from "#db/schema/mailings.ts";
import type { Language } from "../../i18n/languages.ts";

/** What the pages about mailings show: counts, never an address. Instants are ISO strings, UTC. */
export type MailingState = "queued" | "sending" | "sent" | "cancelled";

export type MailingRow = {
  id: string;
  topic: MailingTopic;
  state: MailingState;
  /** In English. */
  subject: string;
  /** Held until then. */
  notBefore: string;
  startedAt: string | null;
  finishedAt: string | null;
  recipients: number;
  sent: number;
  /** Refused by a mail server, at once or by a later report. */
  refused: number;
  givenUp: number;
  /** Left after it began, or something newer about the same overtook it: nothing was sent to them. */
  leftOut: number;
  /** Still to be sent. */
  open: number;
};

export type MailingView = MailingRow & {
  now: string;
  texts: InLanguages<MailText>;
  /** What it is about, where that has a page in the console. */
  subjectKind: "bulletin" | "window";
  subjectId: string;
  /** The mail servers' codes, the most frequent first. */
  codes: { code: string; state: "refused" | "given_up" | "bounced" | "waiting"; count: number }[];
  /** When the next of those that were put off is tried again. */
  nextAt: string | null;
};

export type SubscriberCount = {
  topic: MailingTopic;
  active: Record<Language, number>;
  pending: number;
  bounced: number;
};
