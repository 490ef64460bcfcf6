import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { apiKey } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Ends a program's key: from now on it opens nothing.
 * @throws DomainError `not_found`, or `conflict` when it was revoked already
 */
export async function revokeApiKey(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const known = z.uuid().safeParse(id).success;
  const event = { action: "api_key.revoke", target: { kind: "api_key", id: known ? id : "unknown" } };
  return refusalsRecorded(ctx, event, async () => {
    const { actor, clock, db } = requirePermission(ctx, "api_keys.manage");
    if (!known) throw new DomainError("not_found", "There is no such key.");
    await db.transaction(async (tx) => {
      const [row] = await tx
        .update(apiKey)
        .set({ revokedAt: clock.now(), revokedBy: actor.id })
        .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
        .returning({ id: apiKey.id });
      if (!row) {
        const [is] = await tx.select({ id: apiKey.id }).from(apiKey).where(eq(apiKey.id, id));
        if (!is) throw new DomainError("not_found", "There is no such key.");
        throw new DomainError("conflict", "This key was revoked already. It opens nothing any more.");
      }
      await recordEvent(ctx, tx, event);
    });
  });
}
