import type { z } from "zod";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type Invitation, inviteeSchema, makeInvitation } from "./invitations.server.ts";
import { lockStaffChanges } from "./staff-changes.server.ts";

/**
 * Adds a member of staff, without any role, and makes the invitation that binds the person's identity at the first sign-in.
 * @throws DomainError `not_signed_in`, `forbidden`, `invalid`; `conflict` when the address already has an account
 */
export async function inviteStaff(ctx: Ctx, input: z.input<typeof inviteeSchema>): Promise<Invitation> {
  const invitee = parseInput(inviteeSchema, input);
  return refusalsRecorded(ctx, { action: "staff.invite", target: { kind: "staff", id: "new" } }, async () => {
    const { actor, clock, requestId } = requirePermission(ctx, "staff.manage");
    return ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      const now = clock.now();
      const [person] = await tx
        .insert(staff)
        .values({ ...invitee, createdAt: now })
        .onConflictDoNothing()
        .returning({ id: staff.id });
      if (!person) {
        throw new DomainError("conflict", "There is already an account with this e-mail address.", { field: "email" });
      }
      const invitation = await makeInvitation(tx, { staffId: person.id, createdBy: actor.id, now });
      await recordEvent({ actor, requestId }, tx, {
        action: "staff.invite",
        target: { kind: "staff", id: person.id },
        details: { expires_at: invitation.expiresAt.toISOString() },
      });
      return invitation;
    });
  });
}
