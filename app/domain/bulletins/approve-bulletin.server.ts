import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { bulletinActions, SAME_PERSON } from "./bulletin-states.ts";
import { authorsOf, bulletinTrail, changeBulletin, lockBulletin, requireSeen } from "./change-bulletin.server.ts";

/**
 * Approves the version that the person was shown, as another person than the one who sent it and everybody who wrote a part
 * of it since it was last published.
 * @param input.formToken the session-bound value of the approval form
 * @throws DomainError `fresh_sign_in_needed`, `same_person`, `conflict`, `forbidden` (wrong form token, or the role is gone)
 */
export async function approveBulletin(
  ctx: Ctx,
  input: { id: string; version: number; formToken: string },
): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("approve", input.id), async () => {
    const { permission } = bulletinActions.approve;
    const staff = requirePermission(ctx, permission);
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    requireSeen(input);
    await staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, permission);
      // Locked until the end: nobody becomes an author after the check, since every save locks the row too.
      const row = await lockBulletin(tx, input.id);
      const authors = await authorsOf(tx, row);
      if (staff.actor.id === row.submittedBy || authors.includes(staff.actor.id))
        throw new DomainError("same_person", SAME_PERSON);
      await changeBulletin(
        staff,
        tx,
        "approve",
        input,
        { approvedBy: staff.actor.id, approvedAt: staff.clock.now() },
        { details: { submittedBy: row.submittedBy, authors } },
      );
    });
  });
}
