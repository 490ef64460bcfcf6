import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { staff, staffInvitation, staffRole } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { endAllSessions } from "./end-staff-sessions.server.ts";
import { lockStaffChanges, requireActiveStaff, requireAnotherAdministrator } from "./staff-changes.server.ts";

const inputSchema = z.object({ staffId: z.uuid() });

/**
 * Deactivates a member of staff: no sign-in any more, every session ended, every role and open invitation gone. Whoever comes
 * back gets roles anew, by the same rules: else reactivating would give an approving role without a second administrator.
 * @throws DomainError `not_signed_in`, `forbidden`, `not_found`, `same_person`; `conflict` for the last administrator and
 *   for a person deactivated already
 */
export async function deactivateStaff(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<void> {
  const { staffId } = parseInput(inputSchema, input);
  const target = { kind: "staff", id: staffId };
  await refusalsRecorded(ctx, { action: "staff.deactivate", target }, async () => {
    const { actor, clock, requestId } = requirePermission(ctx, "staff.manage");
    if (staffId === actor.id) {
      throw new DomainError("same_person", "You cannot deactivate yourself. Ask another administrator.");
    }
    await ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      await requireActiveStaff(tx, staffId);
      await requireAnotherAdministrator(tx, staffId);
      const now = clock.now();
      await tx
        .update(staff)
        .set({ active: false, deactivatedAt: now })
        .where(and(eq(staff.id, staffId), eq(staff.active, true)));
      const roles = await tx
        .delete(staffRole)
        .where(eq(staffRole.staffId, staffId))
        .returning({ role: staffRole.role, state: staffRole.state });
      await tx
        .update(staffInvitation)
        .set({ expiresAt: now })
        .where(
          and(eq(staffInvitation.staffId, staffId), isNull(staffInvitation.usedAt), gt(staffInvitation.expiresAt, now)),
        );
      const sessions = await endAllSessions(tx, staffId, "deactivated", now);
      await recordEvent({ actor, requestId }, tx, {
        action: "staff.deactivate",
        target,
        details: { roles_removed: roles, sessions_ended: sessions },
      });
    });
  });
}
