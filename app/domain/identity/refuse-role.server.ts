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
import { lockStaffChanges } from "./staff-changes.server.ts";

/**
 * An administrator refuses a proposed role; the proposer thereby withdraws it.
 * @throws DomainError `not_signed_in`, `forbidden`; `conflict` when there is no such proposal
 */
export async function refuseRole(ctx: Ctx, input: RoleChange): Promise<void> {
  const change = parseInput(roleChangeSchema, input);
  const { staffId, role } = change;
  await refusalsRecorded(ctx, { action: "staff_role.refuse", target: roleTarget(change) }, async () => {
    const { actor, requestId } = requirePermission(ctx, "staff.manage");
    await ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      const [proposal] = await tx
        .delete(staffRole)
        .where(and(eq(staffRole.staffId, staffId), eq(staffRole.role, role), eq(staffRole.state, "proposed")))
        .returning({ proposedBy: staffRole.proposedBy });
      if (!proposal) throw new DomainError("conflict", "This proposal is no longer there. Reload the page.");
      await recordEvent({ actor, requestId }, tx, {
        action: proposal.proposedBy === actor.id ? "staff_role.withdraw" : "staff_role.refuse",
        target: roleTarget(change),
        details: { role, proposed_by: proposal.proposedBy },
      });
    });
  });
}
