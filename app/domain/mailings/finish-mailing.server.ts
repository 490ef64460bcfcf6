import { and, eq, inArray, notExists, or, sql } from "drizzle-orm";
import { mailing, mailingDelivery } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { TOLD_WITHIN_MS } from "./delivery-rules.ts";

/** Gives up what was not told within two days. */
export async function giveUpLateDeliveries(ctx: Ctx, { mailingId }: { mailingId: string }): Promise<void> {
  const now = ctx.clock.now();
  const latest = new Date(now.getTime() - TOLD_WITHIN_MS).toISOString();
  await ctx.db
    .update(mailingDelivery)
    .set({ state: "given_up", claimedUntil: null, errorCode: sql`coalesce(${mailingDelivery.errorCode}, 'too_late')` })
    .where(
      and(
        eq(mailingDelivery.mailingId, mailingId),
        or(
          eq(mailingDelivery.state, "queued"),
          and(eq(mailingDelivery.state, "sending"), sql`${mailingDelivery.claimedUntil} < ${now.toISOString()}`),
        ),
        sql`exists (select from console.mailing m where m.id = ${mailingId} and m.started_at < ${latest})`,
      ),
    );
}

/** Ends a mailing of which nothing is left to send. @returns whether it ended now */
export async function finishMailing(ctx: Ctx, { mailingId }: { mailingId: string }): Promise<boolean> {
  return await ctx.db.transaction(async (tx) => {
    const open = tx
      .select({ one: sql`1` })
      .from(mailingDelivery)
      .where(and(eq(mailingDelivery.mailingId, mailingId), inArray(mailingDelivery.state, ["queued", "sending"])));
    const [ended] = await tx
      .update(mailing)
      .set({ state: "sent", finishedAt: ctx.clock.now() })
      .where(and(eq(mailing.id, mailingId), eq(mailing.state, "sending"), notExists(open)))
      .returning({ id: mailing.id });
    if (!ended) return false;
    const counts = await tx
      .select({ state: mailingDelivery.state, n: sql<number>`count(*)::int` })
      .from(mailingDelivery)
      .where(eq(mailingDelivery.mailingId, mailingId))
      .groupBy(mailingDelivery.state);
    await recordEvent(ctx, tx, {
      action: "mailing.finish",
      target: { kind: "mailing", id: mailingId },
      details: Object.fromEntries(counts.map(({ state, n }) => [state, n])),
    });
    return true;
  });
}
