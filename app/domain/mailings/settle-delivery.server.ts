import { and, eq, inArray, sql } from "drizzle-orm";
import { mailingDelivery } from "#db/schema/mailings.ts";
import type { Ctx } from "../context.ts";
import type { Claimed } from "./claim-deliveries.server.ts";
import { countRefusal } from "./count-refusal.server.ts";
import { nextTry } from "./delivery-rules.ts";

type Key = Pick<Claimed, "mailingId" | "subscriberId">;
const itself = ({ mailingId, subscriberId }: Key) =>
  and(eq(mailingDelivery.mailingId, mailingId), eq(mailingDelivery.subscriberId, subscriberId));

/** The server said yes: from here on it is the server's. */
export async function settleSent(ctx: Ctx, delivery: Key): Promise<void> {
  await ctx.db
    .update(mailingDelivery)
    .set({ state: "sent", sentAt: ctx.clock.now(), claimedUntil: null, errorCode: null })
    .where(itself(delivery));
}

/** The server will never take it for this address. @param status its enhanced status or reply code */
export async function settleRefused(ctx: Ctx, delivery: Key, status: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(mailingDelivery)
      .set({ state: "refused", claimedUntil: null, errorCode: status })
      .where(itself(delivery));
    await countRefusal(ctx, tx, { ...delivery, status });
  });
}

/** The server does not take it for this address now. */
export async function settleDeferred(ctx: Ctx, delivery: Key & { attempts: number }, status: string): Promise<void> {
  const nextAt = nextTry(delivery.attempts, ctx.clock.now());
  await ctx.db
    .update(mailingDelivery)
    .set({ claimedUntil: null, errorCode: status, ...(nextAt ? { state: "queued", nextAt } : { state: "given_up" }) })
    .where(itself(delivery));
}

/**
 * Gives back what was not tried, or failed through no fault of the address: that is no attempt.
 * @param nextAt not before then
 */
export async function releaseDeliveries(ctx: Ctx, deliveries: readonly Claimed[], nextAt: Date): Promise<void> {
  const [first] = deliveries;
  if (!first) return;
  await ctx.db
    .update(mailingDelivery)
    .set({ state: "queued", claimedUntil: null, nextAt, attempts: sql`${mailingDelivery.attempts} - 1` })
    .where(
      and(
        eq(mailingDelivery.mailingId, first.mailingId),
        eq(mailingDelivery.state, "sending"),
        inArray(
          mailingDelivery.subscriberId,
          deliveries.map(({ subscriberId }) => subscriberId),
        ),
      ),
    );
}
