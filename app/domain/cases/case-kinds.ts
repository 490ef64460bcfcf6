import {
  type CaseKind,
  type CaseLanguage,
  caseKinds,
  caseLanguages,
  type Priority,
  priorities,
} from "#db/schema/case-kinds.ts";
import type { Permission } from "../access/permissions.ts";

export { type CaseKind, type CaseLanguage, caseKinds, caseLanguages, type Priority, priorities };

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

/** Of one kind, with its own table of states: app/domain/cases/kinds/<kind>.ts. */
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
