import { and, eq, isNull } from "drizzle-orm";
import { exportFeed } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";

/** Takes one's own calendar address back. @throws DomainError `conflict` when there is none */
export async function revokeExportFeed(ctx: Ctx): Promise<void> {
  const event = { action: "export_feed.revoke", target: { kind: "staff", id: ctx.actor.id } };
  return refusalsRecorded(ctx, event, async () => {
    const staff = requirePermission(ctx, "exports.request");
    await staff.db.transaction(async (tx) => {
      const revoked = await tx
        .update(exportFeed)
        .set({ revokedAt: staff.clock.now() })
        .where(and(eq(exportFeed.staffId, staff.actor.id), isNull(exportFeed.revokedAt)))
        .returning({ staffId: exportFeed.staffId });
      if (revoked.length === 0) throw new DomainError("conflict", "There is no calendar address to take back.");
      await recordEvent(staff, tx, event);
    });
  });
}
