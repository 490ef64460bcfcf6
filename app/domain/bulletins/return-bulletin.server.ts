import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, NOT_REVIEWED } from "./change-bulletin.server.ts";
import { commentSchema } from "./note-schema.ts";

/** Gives it back to its writers, with what should be different. */
export async function returnBulletin(ctx: Ctx, input: { id: string; version: number; note: string }): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("return", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.return.permission);
    const { note } = parseInput(commentSchema, input);
    await staff.db.transaction((tx) => changeBulletin(staff, tx, "return", input, NOT_REVIEWED, { note }));
  });
}
