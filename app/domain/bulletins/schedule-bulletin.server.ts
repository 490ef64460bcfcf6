import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, changeBulletin, lockBulletin } from "./change-bulletin.server.ts";
import { futureInstant, pinnedUntil } from "./publication-schema.ts";

/**
 * Sets when an approved one comes out by itself, or another time for it.
 * @param input.at an instant to come, ISO 8601 with an offset
 * @param input.pinnedUntil of an important one: until when it stays first; null unpins, absent leaves it
 */
export async function scheduleBulletin(
  ctx: Ctx,
  input: { id: string; version: number; at: string | Date; pinnedUntil?: string | Date | null },
): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("schedule", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.schedule.permission);
    const scheduledFor = futureInstant(input.at, staff.clock.now());
    await staff.db.transaction(async (tx) => {
      const { kind } = await lockBulletin(tx, input.id);
      const set = { scheduledFor, pinnedUntil: pinnedUntil(kind, input.pinnedUntil, scheduledFor) };
      await changeBulletin(staff, tx, "schedule", input, set, { details: { at: scheduledFor.toISOString() } });
    });
  });
}
