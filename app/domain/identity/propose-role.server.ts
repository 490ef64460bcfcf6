import { staffRole } from "#db/schema/identity.ts";
import { roleLabels } from "../access/labels.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { conflictingRole, needsSecondAdministrator } from "../access/role-rules.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type RoleChange, roleChangeSchema, roleTarget } from "./role-change.server.ts";
import { lockStaffChanges, requireActiveStaff, rolesOf } from "./staff-changes.server.ts";

/**
 * Gives a role, or proposes it where it can approve: then it counts once a second administrator has approved it.
 * @returns the state the role is in now
 * @throws DomainError `not_signed_in`, `forbidden`, `not_found`; `same_person` for oneself; `conflict` when the person has
 *   the role already or one that it cannot be held with
 */
export async function proposeRole(ctx: Ctx, input: RoleChange): Promise<"active" | "proposed"> {
  const change = parseInput(roleChangeSchema, input);
  const { staffId, role } = change;
  return refusalsRecorded(ctx, { action: "staff_role.propose", target: roleTarget(change) }, async () => {
    const { actor, clock, requestId } = requirePermission(ctx, "staff.manage");
    if (staffId === actor.id) {
      throw new DomainError("same_person", "You cannot give yourself a role. Ask another administrator.");
    }
    return ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      await requireActiveStaff(tx, staffId);
      const held = (await rolesOf(tx, staffId)).map((row) => row.role);
      if (held.includes(role)) {
        throw new DomainError("conflict", "The person already has this role, or it is waiting for approval.");
      }
      const other = conflictingRole(held, role);
      if (other) {
        throw new DomainError(
          "conflict",
          `"${roleLabels[role]}" and "${roleLabels[other]}" cannot be held by one person. Remove "${roleLabels[other]}" first.`,
        );
      }
      const state = needsSecondAdministrator(role) ? "proposed" : "active";
      await tx.insert(staffRole).values({ staffId, role, state, proposedBy: actor.id, proposedAt: clock.now() });
      await recordEvent({ actor, requestId }, tx, {
        action: state === "active" ? "staff_role.give" : "staff_role.propose",
        target: roleTarget(change),
        details: { role },
      });
      return state;
    });
  });
}
