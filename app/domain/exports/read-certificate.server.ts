import { and, eq, isNotNull } from "drizzle-orm";
import { exportErasure, exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireSeen } from "./change-state.server.ts";
import { requirePart } from "./payroll-part.ts";

/**
 * Where the certificate of an erasure is kept.
 * @throws DomainError `not_found` before the erasure; `forbidden`
 */
export async function readCertificate(ctx: Ctx, input: { id: string }): Promise<{ key: string; fileName: string }> {
  const staff = requirePermission(ctx, "exports.view");
  requireSeen(input);
  const [row] = await staff.db
    .select({ key: exportErasure.certificateKey, number: exportRequest.number, part: exportRequest.part })
    .from(exportErasure)
    .innerJoin(exportRequest, eq(exportRequest.id, exportErasure.requestId))
    .where(and(eq(exportErasure.requestId, input.id), isNotNull(exportErasure.erasedAt)));
  if (!row?.key) throw new DomainError("not_found", "There is no certificate: the archive has not been erased.");
  requirePart(staff, row);
  return { key: row.key, fileName: `erasure-certificate-${row.number}.pdf` };
}
