import { and, eq, lte, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { subscriber } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { isDead } from "./delivery-rules.ts";

/**
 * Counts a lasting refusal of a subscriber's address, and writes no more to one that is dead. A server's yes does not end a
 * row of refusals, since many refuse by a later report: a mail that was sent after the last refusal and came through does.
 * @param sentAt of a mail that came back later: when it was sent. One from before the address was confirmed anew says nothing.
 */
export async function countRefusal(
  ctx: Ctx,
  tx: DbOrTx,
  {
    subscriberId,
    mailingId,
    status,
    sentAt = null,
  }: { subscriberId: string; mailingId: string; status: string; sentAt?: Date | null },
): Promise<void> {
  const now = ctx.clock.now();
  const [counted] = await tx
    .update(subscriber)
    .set({
      bounces: sql`case when exists (
        select from console.mailing_delivery d
        where d.subscriber_id = ${subscriber.id} and d.mailing_id <> ${mailingId} and d.state = 'sent'
          and d.bounced_at is null and d.sent_at > ${subscriber.bouncedAt}) then 1 else ${subscriber.bounces} + 1 end`,
      bouncedAt: now,
    })
    .where(
      and(
        eq(subscriber.id, subscriberId),
        eq(subscriber.state, "active"),
        sentAt ? lte(subscriber.confirmedAt, sentAt) : undefined,
      ),
    )
    .returning({ bounces: subscriber.bounces });
  if (!counted || !isDead(status, counted.bounces)) return;
  await tx.update(subscriber).set({ state: "bounced" }).where(eq(subscriber.id, subscriberId));
  await recordEvent(ctx, tx, {
    action: "subscription.bounce",
    target: { kind: "subscriber", id: subscriberId },
    details: { mailingId, status, inARow: counted.bounces },
  });
}
