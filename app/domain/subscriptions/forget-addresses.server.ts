import { and, eq, lt, or } from "drizzle-orm";
import { subscriber } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { after, subscriptionFigures as figures } from "./figures.ts";

/** Removes the addresses of those who never confirmed within a week, and those that have been dead for a month. @returns how many */
export async function forgetAddresses(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(subscriber)
      .set({ state: "unsubscribed", email: null, confirmSha256: null, confirmExpiresAt: null, endedAt: now })
      .where(
        or(
          and(
            eq(subscriber.state, "pending"),
            lt(subscriber.confirmExpiresAt, after(now, figures.confirmHours - 24 * figures.unconfirmedDays)),
          ),
          and(eq(subscriber.state, "bounced"), lt(subscriber.bouncedAt, after(now, -24 * figures.deadAddressDays))),
        ),
      )
      .returning({ id: subscriber.id });
    for (const { id } of rows)
      await recordEvent(ctx, tx, { action: "subscription.forget", target: { kind: "subscriber", id } });
    return rows.length;
  });
}
