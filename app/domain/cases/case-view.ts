import type { CaseKind, CaseLanguage, Priority, RequestField, WaitsFor } from "./case-kinds.ts";

/** What the pages about cases show. Instants are ISO strings, UTC. */

export type CaseRow = {
  number: number;
  kind: CaseKind;
  state: string;
  stateLabel: string;
  waitsFor: WaitsFor;
  closed: boolean;
  customer: { businessId: string; name: string } | null;
  subject: string;
  priority: Priority;
  externalNumber: string | null;
  assignee: { id: string; name: string } | null;
  openedAt: string;
  dueAt: string | null;
  overdue: boolean;
  /** Of the last thing on its time line. */
  changedAt: string;
};

export type CaseList = {
  now: string;
  /** One sentence that answers first: what waits for me, what is late. */
  sentence: string;
  rows: CaseRow[];
  /** Of the open ones, before the filters. */
  counts: { open: number; mine: number; unassigned: number; overdue: number };
  /** For the link to older ones; null: these are all. */
  before: string | null;
  may: { open: boolean };
};

export type CaseTimelineItem = {
  id: string;
  at: string;
  /** Null: a program or the worker; `program` names which. */
  by: string | null;
  program: string | null;
  what: string;
  /** In words: "moved to Waiting for the customer". */
  words: string;
  /** Of a note or a reply. */
  text: string | null;
  language: CaseLanguage | null;
  href: string | null;
};

export type CaseActionView = {
  id: string;
  label: string;
  asks: { label: string; hint: string } | null;
  /** Null: it can be done now. */
  disabled: string | null;
};

export type CaseView = CaseRow & {
  now: string;
  id: string;
  version: number;
  sentence: string;
  language: CaseLanguage;
  kindLabel: string;
  rule: { says: string; section: string; promise: string };
  /** The kind's fields with what was answered. */
  request: { field: RequestField; value: string | null }[];
  openedBy: string;
  closedAt: string | null;
  closedBy: string | null;
  actions: CaseActionView[];
  timeline: CaseTimelineItem[];
  attachments: { id: string; fileName: string; size: number; addedBy: string; addedAt: string }[];
  followUps: {
    id: string;
    kind: "task" | "measurement";
    text: string;
    dueAt: string;
    doneAt: string | null;
    doneBy: string | null;
    overdue: boolean;
  }[];
  /** Filled in, in each language; the case's own language is offered first. */
  replies: { id: string; label: string; text: Record<CaseLanguage, string> }[];
  runbooks: { id: string; title: string; run: { id: string; ended: boolean } | null }[];
  /** What the work is done in, where the kind has a page of its own: an IP list, a disclosure, an export request. */
  work: { label: string /** Null: not for this person to open. */; href: string | null; state: string | null }[];
  people: { id: string; name: string }[];
  sealed: boolean;
  may: { work: boolean; assign: boolean };
};
