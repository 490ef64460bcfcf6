import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { bulletinActions } from "./bulletin-states.ts";
import { bulletinTrail, lockBulletin, requireSeen } from "./change-bulletin.server.ts";
import { pinnedUntil } from "./publication-schema.ts";
import { publishRow } from "./publish-row.server.ts";

/**
 * Publishes an approved one now, also one that is scheduled for later.
 * @param input.pinnedUntil of an important one: until when it stays first; null unpins, absent leaves it
 */
export async function publishBulletin(
  ctx: ServiceCtx,
  input: { id: string; version: number; pinnedUntil?: string | Date | null },
): Promise<void> {
  await refusalsRecorded(ctx, bulletinTrail("publish", input.id), async () => {
    const staff = requirePermission(ctx, bulletinActions.publish.permission);
    requireSeen(input);
    await staff.db.transaction(async (tx) => {
      const row = await lockBulletin(tx, input.id);
      await publishRow(staff, tx, row, input, pinnedUntil(row.kind, input.pinnedUntil, staff.clock.now()));
    });
  });
}
