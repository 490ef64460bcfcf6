import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { caseAttachment } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireCase, requireUnsealed } from "./guard-case.server.ts";

/** A file of a case, to be saved and never shown inline. @throws DomainError `not_found`, `conflict` for a sealed case */
export async function readAttachment(
  ctx: Ctx,
  { number, id }: { number: number; id: string },
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  const { db } = requirePermission(ctx, "cases.view");
  const row = await requireCase(db, number);
  requireUnsealed(row);
  const { fileName, mediaType, bytes } = caseAttachment;
  const [found] = z.uuid().safeParse(id).success
    ? await db
        .select({ fileName, mediaType, bytes })
        .from(caseAttachment)
        .where(and(eq(caseAttachment.id, id), eq(caseAttachment.caseId, row.id)))
    : [];
  if (!found) throw new DomainError("not_found", "There is no such file in this case.");
  return found;
}
