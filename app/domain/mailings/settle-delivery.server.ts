import { and, eq, inArray, sql } from "drizzle-orm";
import { mailingDelivery } from "#db/schema/mailings.ts";
import type { Ctx } from "../context.ts";
import type { Claimed } from "./claim-deliveries.server.ts";
import { countRefusal } from "./count-refusal.server.ts";
import { nextTry } from "./delivery-rules.ts";

type Key = Pick<Claimed, "mailingId" | "subscriberId">;
const itself = ({ mailingId, subscriberId }: Key) =>
  and(eq(mailingDelivery.mailingId, mailingId), eq(mailingDelivery.subscriberId, subscriberId));

/** A worker that slept past its lease has nothing to say but that it sent: another has the delivery, or had it. */
const stillHeld = (until: Date) => and(eq(mailingDelivery.state, "sending"), eq(mailingDelivery.claimedUntil, until));
type Held = Key & Pick<Claimed, "until">;

/** The server said yes: from here on it is the server's, whoever holds the delivery by now. */
export async function settleSent(ctx: Ctx, delivery: Key): Promise<void> {
  await ctx.db
    .update(mailingDelivery)
    .set({ state: "sent", sentAt: ctx.clock.now(), claimedUntil: null, errorCode: null })
    .where(itself(delivery));
}

/** The server will never take it for this address. @param status its enhanced status or reply code */
export async function settleRefused(ctx: Ctx, delivery: Held, status: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [refused] = await tx
      .update(mailingDelivery)
      .set({ state: "refused", claimedUntil: null, errorCode: status })
      .where(and(itself(delivery), stillHeld(delivery.until)))
      .returning({ mailingId: mailingDelivery.mailingId });
    if (!refused) return;
    await countRefusal(ctx, tx, { ...delivery, status });
  });
}

/** The server does not take it for this address now. */
export async function settleDeferred(ctx: Ctx, delivery: Held & { attempts: number }, status: string): Promise<void> {
  const nextAt = nextTry(delivery.attempts, ctx.clock.now());
  await ctx.db
    .update(mailingDelivery)
    .set({ claimedUntil: null, errorCode: status, ...(nextAt ? { state: "queued", nextAt } : { state: "given_up" }) })
    .where(and(itself(delivery), stillHeld(delivery.until)));
}

/**
 * Gives back what was not tried, or failed through no fault of the address: that is no attempt.
 * @param deliveries of one claim
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
        stillHeld(first.until),
        inArray(
          mailingDelivery.subscriberId,
          deliveries.map(({ subscriberId }) => subscriberId),
        ),
      ),
    );
}
