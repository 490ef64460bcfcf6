import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import type { AuditEntry } from "../audit/record-event.server.ts";
import { DomainError } from "../errors.ts";
import type { CaseKindDefinition } from "./case-kinds.ts";
import { numberSchema } from "./case-schema.ts";
import { kindDefinitions } from "./kind-definitions.ts";

export type CaseFile = typeof caseFile.$inferSelect;

const NOT_THERE = "There is no such case.";
export const CHANGED_MEANWHILE =
  "Somebody changed the case after you opened the page. Read what it is now, then do it again if it still holds.";
const SEALED = "An authority's request is handled on its own page. Its case keeps no texts, files or changes.";

/** How the trail names what is done with a case: by its number, which people know it by. */
export const caseAudit = (what: string, number: unknown): Pick<AuditEntry, "action" | "target"> => ({
  action: `case.${what}`,
  target: { kind: "case", id: numberSchema.safeParse(number).success ? String(number) : "unknown" },
});

export const definitionOf = (row: Pick<CaseFile, "kind">): CaseKindDefinition => kindDefinitions[row.kind];

/** @throws DomainError `not_found`: what is no number names no case */
export async function requireCase(db: DbOrTx, number: unknown): Promise<CaseFile> {
  const parsed = numberSchema.safeParse(number);
  const [row] = parsed.success ? await db.select().from(caseFile).where(eq(caseFile.number, parsed.data)) : [];
  if (!row) throw new DomainError("not_found", NOT_THERE);
  return row;
}

/**
 * The case, locked until the transaction ends: everything that happens to one case happens one after the other, so that its
 * time line, and what other systems are told of it, are in the order in which it happened.
 * @throws DomainError `not_found`
 */
export async function lockCase(tx: DbOrTx, number: unknown): Promise<CaseFile> {
  const parsed = numberSchema.safeParse(number);
  const [row] = parsed.success
    ? await tx.select().from(caseFile).where(eq(caseFile.number, parsed.data)).for("update")
    : [];
  if (!row) throw new DomainError("not_found", NOT_THERE);
  return row;
}

/** @throws DomainError `conflict` for a kind whose content is not kept in the case */
export function requireUnsealed(row: Pick<CaseFile, "kind">): void {
  if (definitionOf(row).sealed) throw new DomainError("conflict", SEALED);
}

/**
 * The guarded write: only on the version that the person saw.
 * @throws DomainError `conflict`
 */
export async function updateCase(
  tx: DbOrTx,
  seen: { id: string; version: number },
  set: PgUpdateSetSource<typeof caseFile>,
): Promise<CaseFile> {
  const [row] = await tx
    .update(caseFile)
    .set({ ...set, version: sql`${caseFile.version} + 1` })
    .where(and(eq(caseFile.id, seen.id), eq(caseFile.version, seen.version)))
    .returning();
  if (!row) throw new DomainError("conflict", CHANGED_MEANWHILE);
  return row;
}
