import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin } from "./change-bulletin.server.ts";

/** It stays approved, and does not come out by itself. */
export async function unscheduleBulletin(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("unschedule", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.unschedule.permission);
    await staff.db.transaction((tx) => changeBulletin(staff, tx, "unschedule", input, { scheduledFor: null }));
  });
}
