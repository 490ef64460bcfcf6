import { eq } from "drizzle-orm";
import { z } from "zod";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type Invitation, makeInvitation } from "./invitations.server.ts";
import { lockStaffChanges, requireActiveStaff } from "./staff-changes.server.ts";

const inputSchema = z.object({ staffId: z.uuid() });

/**
 * Makes a new invitation for a person who has not accepted one yet; the earlier stops working.
 * @throws DomainError `not_signed_in`, `forbidden`, `not_found`; `conflict` once the person's identity is bound: a new
 *   invitation would hand the account to somebody else
 */
export async function renewInvitation(ctx: Ctx, input: z.input<typeof inputSchema>): Promise<Invitation> {
  const { staffId } = parseInput(inputSchema, input);
  const target = { kind: "staff", id: staffId };
  return refusalsRecorded(ctx, { action: "staff_invitation.renew", target }, async () => {
    const { actor, clock, requestId } = requirePermission(ctx, "staff.manage");
    return ctx.db.transaction(async (tx) => {
      await lockStaffChanges(tx);
      await requirePermissionNow(tx, actor.id, "staff.manage");
      await requireActiveStaff(tx, staffId);
      const [person] = await tx
        .select({ subject: staff.subjectHmac })
        .from(staff)
        .where(eq(staff.id, staffId))
        .for("share");
      if (person?.subject) {
        throw new DomainError("conflict", "This person has already signed in and needs no invitation.");
      }
      const invitation = await makeInvitation(tx, { staffId, createdBy: actor.id, now: clock.now() });
      await recordEvent({ actor, requestId }, tx, {
        action: "staff_invitation.renew",
        target,
        details: { expires_at: invitation.expiresAt.toISOString() },
      });
      return invitation;
    });
  });
}
