import type { Permission } from "../access/permissions.ts";

/** What customer service is asked for. Each kind has its own table of states: app/domain/cases/kinds/<kind>.ts. */
export const caseKinds = [
  "slowdown",
  "ip_restriction",
  "log_disclosure",
  "scan_or_audit",
  "vulnerability",
  "partner_limit",
  "restore",
  "compensation",
  "data_export",
] as const;
export type CaseKind = (typeof caseKinds)[number];

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

/** In which a customer is answered. */
export const caseLanguages = ["fi", "sv", "en"] as const;
export type CaseLanguage = (typeof caseLanguages)[number];

/** Whose turn it is. */
export type WaitsFor = "us" | "platform" | "officer" | "customer" | "nobody";

export type CaseState = {
  label: string;
  waitsFor: WaitsFor;
  closed: boolean;
};

export type CaseAction = {
  label: string;
  from: readonly string[];
  to: string;
  /** `cases.work`: customer service; `cases.platform`: what was passed on to the platform team. */
  permission: Permission;
  /** What the person must write: kept on the time line. Null: nothing. */
  asks: { label: string; hint: string } | null;
  /** Its reply is offered next: the id of a template of this kind. */
  reply: string | null;
  /** Only the part of the product that does the work moves the case so (`moveCase`); no button. */
  byMachine?: boolean;
  /** Why it cannot be done now, in words for the person at the screen. */
  disabled: string;
};

/** One thing that the kind asks when a case is opened; its value is kept in `case_file.request` under its name. */
export type RequestField = {
  name: string;
  label: string;
  hint?: string;
  type: "text" | "long_text" | "choice" | "date" | "date_time" | "yes_no";
  choices?: readonly { value: string; label: string }[];
  required: boolean;
  maxLength?: number;
  /** The name of an earlier question: this day is not before that one, and this instant after it. */
  notBefore?: string;
};

export type ReplyTemplate = {
  id: string;
  label: string;
  /**
   * With {customer}, {number}, {agent}, {service}, {statement}, {trust_centre} and the names of the kind's fields, which
   * reply-rules.ts fills in. An ellipsis is what the agent writes.
   */
  text: Record<CaseLanguage, string>;
};

export type CaseKindDefinition = {
  kind: CaseKind;
  label: string;
  /** One sentence for the list of kinds to choose from. */
  what: string;
  customer: "required" | "optional" | "none";
  /** Who may open one by hand. */
  open: Permission;
  initial: string;
  states: Record<string, CaseState>;
  actions: Record<string, CaseAction>;
  fields: readonly RequestField[];
  /** The rule of the service's statement that decides, with its section and the promise that it keeps. */
  rule: { says: string; section: string; promise: string };
  /** Ids of files in runbooks/. */
  runbooks: readonly string[];
  replies: readonly ReplyTemplate[];
  /** Office hours until it is due, by priority. */
  dueHours: Record<Priority, number>;
  /** Its notes, files and replies are not kept in the case: an authority's request is seen by the platform team alone. */
  sealed?: boolean;
};
