import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, NOT_REVIEWED } from "./change-bulletin.server.ts";

/** Makes a draft of it again, whatever was agreed on meanwhile: it is reviewed anew. */
export async function takeBackBulletin(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("take_back", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.take_back.permission);
    await staff.db.transaction((tx) => changeBulletin(staff, tx, "take_back", input, NOT_REVIEWED));
  });
}
