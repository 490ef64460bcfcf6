import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, NOT_REVIEWED } from "./change-bulletin.server.ts";

/** Begins a correction: the public reads what is published until the correction is reviewed and published. */
export async function correctBulletin(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("correct", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.correct.permission);
    await staff.db.transaction((tx) =>
      changeBulletin(staff, tx, "correct", input, { ...NOT_REVIEWED, proposedNote: null }),
    );
  });
}
