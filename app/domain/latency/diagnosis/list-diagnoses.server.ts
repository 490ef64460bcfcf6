import { desc, eq } from "drizzle-orm";
import { diagnosis } from "#db/schema/cases.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { requireCase } from "../../cases/guard-case.server.ts";
import type { Ctx } from "../../context.ts";
import type { SavedDiagnosis } from "./diagnosis-types.ts";
import { savedDiagnoses } from "./saved-diagnoses.server.ts";

const LISTED_MAX = 50;

/** Those of a case, the newest first, at most 50. @throws DomainError `not_found` for no such case */
export async function listDiagnoses(ctx: Ctx, { number }: { number: number }): Promise<SavedDiagnosis[]> {
  const { db } = requirePermission(ctx, "customers.view");
  const row = await requireCase(db, number);
  const rows = await db
    .select()
    .from(diagnosis)
    .where(eq(diagnosis.caseId, row.id))
    .orderBy(desc(diagnosis.madeAt), desc(diagnosis.id))
    .limit(LISTED_MAX);
  return savedDiagnoses(db, rows);
}
