import { and, eq, gt, inArray } from "drizzle-orm";
import { subscriber } from "#db/schema/mailings.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { subscriptionFigures as figures } from "./figures.ts";

/**
 * The address's owner wants it: from now on they are written to. Pressed twice it says the same twice.
 * @param input.token from the confirmation's link
 * @returns the token of their own page, or null when the link is over, replaced or unknown
 * @throws DomainError `limit`
 */
export async function confirmSubscription(
  ctx: Ctx,
  input: { token: string; clientIp: string },
): Promise<{ token: string } | null> {
  const key = `subscribe-confirm:${addressKey(input.clientIp)}`;
  if (!(await hit(ctx.db, key, figures.confirmsPerNetworkPerTenMinutes, 600)).allowed)
    throw new DomainError("limit", "Too many links were opened from this network. Wait ten minutes.");
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    const [before] = await tx
      .select({ id: subscriber.id, state: subscriber.state, token: subscriber.token })
      .from(subscriber)
      .where(
        and(
          eq(subscriber.confirmSha256, sha256Hex(input.token)),
          gt(subscriber.confirmExpiresAt, now),
          inArray(subscriber.state, ["pending", "active"]),
        ),
      )
      .for("update");
    if (!before) return null;
    if (before.state === "active") return { token: before.token };
    await tx
      .update(subscriber)
      .set({
        state: "active",
        confirmedAt: now,
        // An address that refused lastingly and is confirmed does receive.
        bounces: 0,
        bouncedAt: null,
      })
      .where(eq(subscriber.id, before.id));
    await recordEvent(ctx, tx, { action: "subscription.confirm", target: { kind: "subscriber", id: before.id } });
    return { token: before.token };
  });
}
