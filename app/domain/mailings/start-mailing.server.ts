import { and, eq, lte, sql } from "drizzle-orm";
import { mailing } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";

/**
 * Begins a mailing whose time has come: from here on it cannot be cancelled, and goes to whoever asks for its topic at this
 * moment. Asked again it does nothing.
 */
export async function startMailing(ctx: Ctx, { mailingId }: { mailingId: string }): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const [begun] = await tx
      .update(mailing)
      .set({ state: "sending", startedAt: now })
      .where(and(eq(mailing.id, mailingId), eq(mailing.state, "queued"), lte(mailing.notBefore, now)))
      .returning({ topic: mailing.topic });
    if (!begun) return;
    const [snapshot] = await tx.execute<{ recipients: number }>(sql`
      with told as (
        insert into console.mailing_delivery (mailing_id, subscriber_id, next_at)
        select ${mailingId}::uuid, id, ${now.toISOString()}::timestamptz from console.subscriber
        where state = 'active' and ${begun.topic} = any(topics)
        returning 1)
      select count(*)::int as recipients from told`);
    await recordEvent(ctx, tx, {
      action: "mailing.start",
      target: { kind: "mailing", id: mailingId },
      details: { topic: begun.topic, recipients: snapshot!.recipients },
    });
  });
}
