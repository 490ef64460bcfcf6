import { z } from "zod";
import { canonicalJson, sha256Hex } from "#exporters/law/canonical-json.ts";
import { readPeriodEnd } from "./period-rules.ts";

/** What is disclosed: nothing but rows that meet all of it. */
export type DisclosureScope = {
  /** Instants, UTC: from the first on and before the second. */
  from: string;
  to: string;
  /** Empty: every company, and then people are named. */
  businessIds: string[];
  /** Kinds of event as the service calls them; null: all. */
  events: string[] | null;
  /** As the authority writes them. Empty: everybody, and then companies are named. */
  persons: string[];
};

export const scopeSha256 = (scope: DisclosureScope): string => sha256Hex(canonicalJson(scope));

const MOST_ENTRIES = 50;
const EVENT_CODE = /^[a-z][a-z0-9_.-]{0,63}$/;

/** One to a line, as typed: trimmed, each once. */
function lines(text: string): string[] {
  return [...new Set(text.split(/[\r\n]+/).map((line) => line.replaceAll(/[\s\p{Z}]+/gu, " ").trim()))].filter(Boolean);
}

const entries = (most: string, each: (entry: string) => string | null) =>
  z.string().transform((text, context) => {
    const found = lines(text);
    if (found.length > MOST_ENTRIES) context.addIssue(most);
    for (const entry of found) {
      const problem = each(entry);
      if (problem) context.addIssue(problem);
    }
    return found;
  });

const periodEnd = (end: "from" | "to") =>
  z.string().transform((text, context) => {
    const read = readPeriodEnd(text, end);
    if (read.instant !== undefined) return read.instant;
    context.addIssue(read.problem);
    return z.NEVER;
  });

/** The part of a form that says what is disclosed. */
export const scopeFields = {
  from: periodEnd("from"),
  to: periodEnd("to"),
  businessIds: entries("Give at most 50 companies.", (entry) =>
    /^[0-9A-Za-z-]{4,20}$/.test(entry) ? null : `"${entry.slice(0, 40)}" is not a business id, such as 9000001-2.`,
  ),
  /** Empty: all kinds, which has to be said. */
  events: entries("Give at most 50 kinds of event.", (entry) =>
    EVENT_CODE.test(entry) ? null : `"${entry.slice(0, 40)}" is not the code of an event, such as sign_in.`,
  ),
  allEvents: z.boolean(),
  persons: entries("Give at most 50 people.", (entry) =>
    entry.length > 200 || !/\p{L}/u.test(entry) ? `"${entry.slice(0, 40)}" is not a name.` : null,
  ),
};

type ReadFields = { [K in keyof typeof scopeFields]: z.output<(typeof scopeFields)[K]> };

/** The scope that the fields make, with everything in one order, so that equal scopes have one hash. */
export function scopeOf({ from, to, businessIds, events, allEvents, persons }: ReadFields): DisclosureScope {
  return {
    from,
    to,
    businessIds: [...businessIds].sort(),
    events: allEvents ? null : [...events].sort(),
    persons: [...persons].sort(),
  };
}

/** What is wrong with the fields together, with the field to mend; null when nothing is. */
export function scopeProblem(fields: ReadFields): { field: keyof ReadFields; message: string } | null {
  if (fields.from >= fields.to) return { field: "to", message: "The period must end after it begins." };
  if (fields.allEvents && fields.events.length > 0)
    return { field: "events", message: "Either name kinds of event or say that all are asked for, not both." };
  if (!fields.allEvents && fields.events.length === 0)
    return { field: "events", message: "Name the kinds of event, or say that all are asked for." };
  if (fields.businessIds.length === 0 && fields.persons.length === 0)
    return { field: "businessIds", message: "Name companies or people: the whole log is never disclosed." };
  return null;
}

/** Which parts of a scope a correction changed: for the trail, which keeps no content. */
export function changedParts(before: DisclosureScope, after: DisclosureScope): string[] {
  return (Object.keys(after) as (keyof DisclosureScope)[]).filter(
    (part) => canonicalJson(before[part]) !== canonicalJson(after[part]),
  );
}
