import { and, eq, isNull, sql } from "drizzle-orm";
import { exportFeed } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";

/**
 * Makes the address under which a person's calendar program reads the dates of all exports. One that was made before stops
 * working.
 * @returns the token, which is shown once: only its hash is kept
 */
export async function makeExportFeed(ctx: Ctx): Promise<{ token: string }> {
  const event = { action: "export_feed.make", target: { kind: "staff", id: ctx.actor.id } };
  return refusalsRecorded(ctx, event, async () => {
    const staff = requirePermission(ctx, "exports.request");
    const token = newToken();
    const now = staff.clock.now();
    await staff.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export_feed ${staff.actor.id}`}, 0))`);
      const replaced = await tx
        .update(exportFeed)
        .set({ revokedAt: now })
        .where(and(eq(exportFeed.staffId, staff.actor.id), isNull(exportFeed.revokedAt)))
        .returning({ staffId: exportFeed.staffId });
      await tx.insert(exportFeed).values({ tokenSha256: sha256Hex(token), staffId: staff.actor.id, createdAt: now });
      await recordEvent(staff, tx, { ...event, details: { replaced: replaced.length > 0 } });
    });
    return { token };
  });
}
