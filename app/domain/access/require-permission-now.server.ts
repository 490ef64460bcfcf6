import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { DomainError } from "../errors.ts";
import { type Permission, permissionsOf, type Role } from "./permissions.ts";

/**
 * For approvals, inside their transaction: the person still holds the permission at this moment, and cannot lose it before the
 * transaction ends. The context's permissions were read when the request began.
 * @throws DomainError `forbidden`
 */
export async function requirePermissionNow(tx: DbOrTx, staffId: string, permission: Permission): Promise<void> {
  if (!(await holdsPermissionNow(tx, staffId, permission))) {
    throw new DomainError("forbidden", "Your roles have changed meanwhile and no longer allow this. Reload the page.");
  }
}

/** Whether an active member of staff holds the permission; the rows that say so stay locked against change. */
export async function holdsPermissionNow(tx: DbOrTx, staffId: string, permission: Permission): Promise<boolean> {
  const rows = await tx
    .select({ role: staffRole.role })
    .from(staffRole)
    .innerJoin(staff, eq(staff.id, staffRole.staffId))
    .where(and(eq(staffRole.staffId, staffId), eq(staffRole.state, "active"), eq(staff.active, true)))
    .for("share");
  return permissionsOf(rows.map((row) => row.role as Role)).has(permission);
}
