import { and, eq, ne } from "drizzle-orm";
import { subscriber } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";

/** Ends a subscription and removes its address, at once. Done again, or with an unknown token, it does nothing and says nothing. */
export async function leaveSubscription(ctx: Ctx, { token }: { token: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [left] = await tx
      .update(subscriber)
      .set({
        state: "unsubscribed",
        email: null,
        confirmSha256: null,
        confirmExpiresAt: null,
        endedAt: ctx.clock.now(),
      })
      .where(and(eq(subscriber.token, token), ne(subscriber.state, "unsubscribed")))
      .returning({ id: subscriber.id });
    if (left) await recordEvent(ctx, tx, { action: "subscription.leave", target: { kind: "subscriber", id: left.id } });
  });
}
