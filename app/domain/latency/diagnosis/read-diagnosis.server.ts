import { eq } from "drizzle-orm";
import { z } from "zod";
import { diagnosis } from "#db/schema/cases.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { SavedDiagnosis } from "./diagnosis-types.ts";
import { savedDiagnoses } from "./saved-diagnoses.server.ts";

/** A saved diagnosis as it was made. @throws DomainError `not_found` */
export async function readDiagnosis(ctx: Ctx, { id }: { id: string }): Promise<SavedDiagnosis> {
  const { db } = requirePermission(ctx, "customers.view");
  const rows = z.uuid().safeParse(id).success ? await db.select().from(diagnosis).where(eq(diagnosis.id, id)) : [];
  const [found] = await savedDiagnoses(db, rows);
  if (!found) throw new DomainError("not_found", "There is no such diagnosis.");
  return found;
}
