import { formatInstant } from "../../i18n/formats.ts";
import type { CaseRow } from "./case-view.ts";

/** Whose turn it is and by when, in one sentence. Pure. */
export function caseSentence(
  row: Pick<CaseRow, "closed" | "stateLabel" | "waitsFor" | "dueAt" | "overdue" | "assignee">,
  now: Date,
): string {
  if (row.closed) return `${row.stateLabel}: nothing is left to do.`;
  const whose = {
    us: row.assignee ? `it is ${row.assignee.name}'s turn` : "it is customer service's turn, and nobody has taken it",
    platform: "it waits for the platform team",
    officer: "it waits for the officer who decides",
    customer: "it waits for the customer",
    nobody: "it needs nobody now",
  }[row.waitsFor];
  if (row.overdue) return `${row.stateLabel}: ${whose}. It is late: it was due ${formatInstant(row.dueAt!)}.`;
  const ours = row.waitsFor !== "customer" && row.waitsFor !== "nobody";
  return ours && row.dueAt !== null && new Date(row.dueAt) >= now
    ? `${row.stateLabel}: ${whose}. It is due ${formatInstant(row.dueAt)}.`
    : `${row.stateLabel}: ${whose}.`;
}
