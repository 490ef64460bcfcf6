import type { Availability, DisclosureAction, DisclosureState, RunState } from "./disclosure-states.ts";
import type { PersonMatch } from "./match-rules.ts";
import type { DisclosureScope } from "./scope-rules.ts";

/** What the pages about disclosures show. Instants are ISO strings, UTC; days `YYYY-MM-DD`. */

/** All that somebody may know who may not see the content. */
export type DisclosureRow = {
  id: string;
  number: number;
  state: DisclosureState;
  registeredAt: string;
  /** Of the last step that moved it. */
  changedAt: string;
};

/** With who asks, for those who may see the content. */
export type DisclosureContentRow = DisclosureRow & {
  authority: string;
  reference: string;
  rows: number | null;
  runState: RunState;
  keepUntil: string | null;
  erased: boolean;
};

export type DisclosureList = {
  now: string;
  sentence: string;
  rows: DisclosureRow[] | null;
  /** Null for those who may not see it. */
  content: DisclosureContentRow[] | null;
};

type Person = { name: string; at: string } | null;

export type DisclosureView = DisclosureContentRow & {
  now: string;
  version: number;
  sentence: string;
  legalBasis: string;
  receivedOn: string;
  recipientEmail: string;
  recipientPhone: string;
  language: "fi" | "sv" | "en";
  /** Null once it is erased. */
  scope: DisclosureScope | null;
  scopeSha256: string;
  tellCustomer: "yes" | "no" | "later";
  tellAfter: string | null;
  told: Person;
  registered: Person;
  verified: (NonNullable<Person> & { how: string | null }) | null;
  executed: Person;
  chosen: Person;
  approved: Person;
  ended: Person;
  run: { state: RunState; rowsDone: number; rowsTotal: number | null; error: string | null };
  matches: PersonMatch[];
  counts: { events: [kind: string, rows: number][]; companies: [businessId: string, rows: number][] };
  package: { sha512: string; bytes: number } | null;
  deliveredAt: string | null;
  receivedAt: string | null;
  receipt: { how: "download" | "acknowledged"; at: string; note: string | null } | null;
  links: { createdAt: string; expiresAt: string; state: "works" | "revoked" | "over" | "locked" }[];
  downloads: { at: string; bytes: number; from: number; to: number }[];
  refusalReason: string | null;
  /** What a person tells the customer, where the decision allows it. */
  customerText: Record<"fi" | "sv" | "en", string> | null;
  timeline: { key: string; at: string; who: string; what: string; bad: boolean }[];
  may: Record<DisclosureAction, Availability>;
};
