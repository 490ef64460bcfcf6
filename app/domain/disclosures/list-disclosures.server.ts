import { desc, eq, sql } from "drizzle-orm";
import { caseFile } from "#db/schema/cases.ts";
import { disclosure } from "#db/schema/disclosures.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { DisclosureContentRow, DisclosureList, DisclosureRow } from "./disclosure-view.ts";

const MOST_SHOWN = 200;

/** When the last step was taken. */
export const changedAt =
  sql<string>`greatest(${disclosure.registeredAt}, ${disclosure.verifiedAt}, ${disclosure.executedAt},
  ${disclosure.approvedAt}, ${disclosure.deliveredAt}, ${disclosure.receivedAt}, ${disclosure.endedAt})`.mapWith(
    (value: string) => new Date(value).toISOString(),
  );

/** Nothing else of a request leaves the database for somebody who may not see its content. */
export const stateColumns = {
  id: disclosure.id,
  number: caseFile.number,
  state: disclosure.state,
  registeredAt: disclosure.registeredAt,
  changedAt,
};

/**
 * The register, the newest first: for customer service that requests exist and how far they are, for the platform team with who
 * asks.
 */
export async function listDisclosures(ctx: Ctx): Promise<DisclosureList> {
  const staff = requirePermission(ctx, "disclosures.register");
  const now = staff.clock.now().toISOString();
  const sees = staff.actor.permissions.has("disclosures.view_content");
  if (!sees) {
    const rows = await staff.db
      .select(stateColumns)
      .from(disclosure)
      .innerJoin(caseFile, eq(caseFile.id, disclosure.caseId))
      .orderBy(desc(caseFile.number))
      .limit(MOST_SHOWN);
    const shown = rows.map(asRow);
    return { now, sentence: sentenceOf(shown), rows: shown, content: null };
  }
  const rows = await staff.db
    .select({
      ...stateColumns,
      authority: disclosure.authority,
      reference: disclosure.reference,
      rows: disclosure.rowsFound,
      runState: disclosure.runState,
      keepUntil: disclosure.keepUntil,
      erasedAt: disclosure.erasedAt,
    })
    .from(disclosure)
    .innerJoin(caseFile, eq(caseFile.id, disclosure.caseId))
    .orderBy(desc(caseFile.number))
    .limit(MOST_SHOWN);
  const content = rows.map(
    ({ erasedAt, ...row }): DisclosureContentRow => ({ ...row, ...asRow(row), erased: erasedAt !== null }),
  );
  return { now, sentence: sentenceOf(content), rows: null, content };
}

export const asRow = (row: Omit<DisclosureRow, "registeredAt"> & { registeredAt: Date }): DisclosureRow => ({
  id: row.id,
  number: row.number,
  state: row.state,
  registeredAt: row.registeredAt.toISOString(),
  changedAt: row.changedAt,
});

function sentenceOf(rows: readonly DisclosureRow[]): string {
  const open = rows.filter(({ state }) => state !== "closed" && state !== "refused").length;
  if (rows.length === 0) return "No authority has asked for the log.";
  if (open === 0) return "Nothing is open.";
  return open === 1 ? "One request is open." : `${open} requests are open.`;
}
