import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { maintenanceChange } from "#db/schema/maintenance.ts";
import { DomainError } from "../errors.ts";

export type MaintenanceChange = typeof maintenanceChange.$inferSelect;

/** How the trail names a proposal whose decision was refused. */
export const changeTarget = (id: string) => ({
  kind: "maintenance_change",
  id: z.uuid().safeParse(id).success ? id : "unknown",
});

/** The change of a window that waits for its decision. */
export async function openChange(tx: DbOrTx, windowId: string): Promise<MaintenanceChange | null> {
  const [row] = await tx
    .select()
    .from(maintenanceChange)
    .where(and(eq(maintenanceChange.windowId, windowId), eq(maintenanceChange.state, "proposed")));
  return row ?? null;
}

/** @throws DomainError `not_found` */
export async function requireChange(tx: DbOrTx, changeId: string): Promise<MaintenanceChange> {
  const parsed = z.uuid().safeParse(changeId);
  const [row] = parsed.success
    ? await tx.select().from(maintenanceChange).where(eq(maintenanceChange.id, parsed.data))
    : [];
  if (!row) throw new DomainError("not_found", "There is no such proposal.");
  return row;
}

/**
 * Ends a proposal that still waits.
 * @throws DomainError `conflict` when somebody decided on it or took it back
 */
export async function endChange(
  tx: DbOrTx,
  change: MaintenanceChange,
  set: { state: "approved" | "refused" | "withdrawn"; decidedBy: string; decidedAt: Date; decisionNote: string | null },
): Promise<void> {
  const rows = await tx
    .update(maintenanceChange)
    .set(set)
    .where(and(eq(maintenanceChange.id, change.id), eq(maintenanceChange.state, "proposed")))
    .returning({ id: maintenanceChange.id });
  if (rows.length === 0)
    throw new DomainError("conflict", "The proposal waits no longer: somebody decided on it, or took it back.");
}
