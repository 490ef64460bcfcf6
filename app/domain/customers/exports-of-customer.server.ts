import { desc, eq } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { ExportState } from "../exports/export-states.ts";

const SHOWN_MAX = 5;

/** How a customer's exports stand. `id` only for those who may open an export: for the others its state is all there is. */
export type ExportOfCustomer = { id: string | null; number: number; state: ExportState; requestedAt: Date };

/** The exports of a customer, newest first, at most five. What is in them stays with the export officers. */
export async function exportsOfCustomer(ctx: Ctx, input: { businessId: string }): Promise<ExportOfCustomer[]> {
  const { db, actor } = requirePermission(ctx, "customers.view");
  const { id, number, state, requestedAt, businessId } = exportRequest;
  const rows = await db
    .select({ id, number, state, requestedAt })
    .from(exportRequest)
    .where(eq(businessId, input.businessId))
    .orderBy(desc(number))
    .limit(SHOWN_MAX);
  const opens = actor.permissions.has("exports.view");
  return rows.map((row) => ({ ...row, id: opens ? row.id : null }));
}
