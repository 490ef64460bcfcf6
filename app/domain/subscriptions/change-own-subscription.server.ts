import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { subscriber } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { choiceSchema } from "./subscription-schema.ts";

const changeSchema = choiceSchema.extend({ token: z.string() });

/**
 * Changes the language and the topics of a subscription.
 * @returns false when there is none with this token
 * @throws DomainError `invalid`
 */
export async function changeOwnSubscription(ctx: Ctx, input: z.input<typeof changeSchema>): Promise<boolean> {
  const { token, language, topics } = parseInput(changeSchema, input);
  return await ctx.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(subscriber)
      .set({ language, topics })
      .where(and(eq(subscriber.token, token), eq(subscriber.state, "active")))
      .returning({ id: subscriber.id });
    if (!changed) return false;
    await recordEvent(ctx, tx, {
      action: "subscription.change",
      target: { kind: "subscriber", id: changed.id },
      details: { language, topics },
    });
    return true;
  });
}
