import { and, eq } from "drizzle-orm";
import { staffRole } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type RoleChange, roleChangeSchema, roleTarget } from "./role-change.server.ts";
import { lockStaffChanges, requireAnotherAdministrator } from "./staff-changes.server.ts";

/**
 * Takes a role away, at once: the person's next request is without it.
 * @throws DomainError `not_signed_in`, `forbidden`; `conflict` for the last administrator, or when the person does not hold it
 */
export async function removeRole(ctx: Ctx, input: RoleChange): Promise<void> {
  const change = parseInput(roleChangeSchema, input);
  const { staffId, role } = change;
  await refusalsRecorded(ctx, { action: "staff_role.remove", target: roleTarget(change) }, async () => {
    const { actor, requestId } = requirePermission(ctx, "staff.manage");
    await ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      if (role === "administrator") await requireAnotherAdministrator(tx, staffId);
      const removed = await tx
        .delete(staffRole)
        .where(and(eq(staffRole.staffId, staffId), eq(staffRole.role, role), eq(staffRole.state, "active")))
        .returning({ role: staffRole.role });
      if (removed.length === 0) throw new DomainError("conflict", "The person does not hold this role any more.");
      await recordEvent({ actor, requestId }, tx, {
        action: "staff_role.remove",
        target: roleTarget(change),
        details: { role },
      });
    });
  });
}
