import { and, eq, isNull } from "drizzle-orm";
import { onCallFeed } from "#db/schema/on-call.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import { lockOnCall } from "./rota-store.server.ts";

/**
 * Makes the address under which a person's calendar program reads their shifts. One that was made before stops working.
 * @returns the token, which is shown once: only its hash is kept
 */
export async function makeFeed(ctx: Ctx): Promise<{ token: string }> {
  const event = { action: "on_call_feed.make", target: { kind: "staff", id: ctx.actor.id } };
  return refusalsRecorded(ctx, event, async () => {
    const staff = requirePermission(ctx, "on_call.swap");
    const token = newToken();
    const now = staff.clock.now();
    await staff.db.transaction(async (tx) => {
      await lockOnCall(tx);
      const replaced = await tx
        .update(onCallFeed)
        .set({ revokedAt: now })
        .where(and(eq(onCallFeed.staffId, staff.actor.id), isNull(onCallFeed.revokedAt)))
        .returning({ staffId: onCallFeed.staffId });
      await tx.insert(onCallFeed).values({ tokenSha256: sha256Hex(token), staffId: staff.actor.id, createdAt: now });
      await recordEvent(staff, tx, { ...event, details: { replaced: replaced.length > 0 } });
    });
    return { token };
  });
}
