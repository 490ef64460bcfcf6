import { limitText, questionText } from "../evidence-labels.ts";
import type { ComponentContent } from "../component-content.ts";
import { kindLabels } from "./kind-labels.ts";

export type Change = { field: string; before: string[]; after: string[] };

export type ComponentVersion = {
  version: number;
  /** Null: the console itself, from the service profile. */
  by: string | null;
  /** ISO, UTC. */
  at: string;
  reason: string;
  content: ComponentContent;
  /** Against the version before; empty for the first one. */
  changes: Change[];
};

const fields: [name: string, lines: (content: ComponentContent) => string[]][] = [
  ["Name in English", ({ name }) => [name.en]],
  ["Name in Finnish", ({ name }) => [name.fi]],
  ["Name in Swedish", ({ name }) => [name.sv]],
  ["Kind", ({ kind }) => [kindLabels[kind]]],
  ["Owner team", ({ ownerTeam }) => [ownerTeam]],
  ["Customers use it directly", ({ customerFacing }) => [customerFacing ? "Yes" : "No"]],
  ["Depends on", ({ dependsOn }) => dependsOn],
  ["Links", ({ links }) => links.map(({ label, href }) => `${label}: ${href}`)],
  ["Labels of its alerts", ({ alertMatchers }) => alertMatchers.map(({ name, value }) => `${name}=${value}`)],
  ["Queries", ({ queries }) => queries.map((query) => `${questionText(query)}: ${limitText(query)}`)],
  ["Watched", ({ retired }) => [retired ? "No" : "Yes"]],
];

/** What differs between two versions, field by field; of lists only the lines that went and came. */
export function changesBetween(before: ComponentContent, after: ComponentContent): Change[] {
  return fields.flatMap(([field, lines]) => {
    const [old, fresh] = [lines(before), lines(after)];
    const change = {
      field,
      before: old.filter((line) => !fresh.includes(line)),
      after: fresh.filter((line) => !old.includes(line)),
    };
    return change.before.length + change.after.length > 0 ? [change] : [];
  });
}
