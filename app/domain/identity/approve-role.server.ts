import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { staffRole } from "#db/schema/identity.ts";
import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { holdsPermissionNow, requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { roleChangeSchema, roleTarget } from "./role-change.server.ts";
import { lockStaffChanges, requireActiveStaff } from "./staff-changes.server.ts";

const inputSchema = roleChangeSchema.extend({
  /** From the form: the session's `formToken`. */
  formToken: z.string(),
});

/**
 * The second administrator approves a role that can approve. Neither the proposer nor the person concerned may; the database
 * refuses them too. The proposal counts only while its proposer is still an administrator.
 * @throws DomainError `not_signed_in`, `forbidden`, `fresh_sign_in_needed`, `same_person`; `conflict` when the proposal is
 *   gone or its proposer is no longer an administrator
 */
export async function approveRole(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<void> {
  const { formToken, ...change } = parseInput(inputSchema, input);
  const { staffId, role } = change;
  await refusalsRecorded(ctx, { action: "staff_role.approve", target: roleTarget(change) }, async () => {
    const signedIn = requirePermission(ctx, "staff.approve_role");
    requireFormToken(signedIn, formToken);
    requireFreshSignIn(signedIn);
    const { actor, clock, requestId } = signedIn;
    if (staffId === actor.id) {
      throw new DomainError("same_person", "The role is for you: another administrator has to approve it.");
    }
    await ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.approve_role");
      await requireActiveStaff(tx, staffId);
      const one = and(eq(staffRole.staffId, staffId), eq(staffRole.role, role), eq(staffRole.state, "proposed"));
      const [proposal] = await tx.select().from(staffRole).where(one);
      if (!proposal?.proposedBy) {
        throw new DomainError("conflict", "This proposal is no longer there. Reload the page to see what happened.");
      }
      if (proposal.proposedBy === actor.id) {
        throw new DomainError("same_person", "You proposed this role: another administrator has to approve it.");
      }
      if (!(await holdsPermissionNow(tx, proposal.proposedBy, "staff.manage"))) {
        throw new DomainError(
          "conflict",
          "Whoever proposed this role is no longer an administrator. Refuse the proposal and propose the role again.",
        );
      }
      const approved = await tx
        .update(staffRole)
        .set({ state: "active", approvedBy: actor.id, approvedAt: clock.now() })
        .where(and(one, ne(staffRole.proposedBy, actor.id)))
        .returning({ role: staffRole.role });
      if (approved.length === 0)
        throw new DomainError("conflict", "The proposal has changed meanwhile. Reload the page.");
      await recordEvent({ actor, requestId }, tx, {
        action: "staff_role.approve",
        target: roleTarget(change),
        details: { role, proposed_by: proposal.proposedBy },
      });
    });
  });
}
