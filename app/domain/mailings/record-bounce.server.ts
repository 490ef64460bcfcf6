import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { mailingDelivery } from "#db/schema/mailings.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { countRefusal } from "./count-refusal.server.ts";

const inputSchema = z.object({
  /** As in the mail's header, with its brackets and domain or without. */
  messageId: z
    .string("Give the Message-ID of the mail that came back, as messageId.")
    .max(500, "The Message-ID is too long.")
    .transform((given) => given.trim().replace(/^<|>$/g, "").replace(/@.*$/s, "").toLowerCase()),
  /** RFC 3463. */
  status: z
    .string("Give the status, such as 5.1.1, as status.")
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, "Give the status as three numbers, such as 5.1.1 (RFC 3463)."),
  /** RFC 3464, 2.3.3. Without one, the status says: 5 failed, 4 delayed. */
  action: z.enum(["failed", "delayed", "delivered", "relayed", "expanded"]).optional(),
});

/**
 * Records that a mail which its first server took came back later. A report of a mere delay or of success changes nothing;
 * nor does the same report twice.
 * @returns whether it was recorded now
 * @throws DomainError `not_signed_in`, `forbidden`, `invalid`; `not_found` for a mail that is none of ours
 */
export async function recordBounce(ctx: Ctx, input: unknown): Promise<{ recorded: boolean }> {
  if (ctx.actor.kind !== "api_key") throw new DomainError("not_signed_in", "Come with a key for bounces.");
  if (ctx.actor.purpose !== "bounces") throw new DomainError("forbidden", "This key is not for bounces.");
  const { messageId, status, action } = parseInput(inputSchema, input);
  const known = z.uuid().safeParse(messageId).success
    ? await ctx.db.select().from(mailingDelivery).where(eq(mailingDelivery.messageId, messageId))
    : [];
  const [delivery] = known;
  if (!delivery) throw new DomainError("not_found", "There is no mail with this Message-ID.");
  if ((action ?? (status.startsWith("5") ? "failed" : "delayed")) !== "failed") return { recorded: false };
  return await ctx.db.transaction(async (tx) => {
    const [bounced] = await tx
      .update(mailingDelivery)
      .set({ bouncedAt: ctx.clock.now(), errorCode: status })
      .where(
        and(
          eq(mailingDelivery.messageId, messageId),
          isNull(mailingDelivery.bouncedAt),
          // A report can be here before our own commit; one of a mail that was refused at once was counted then.
          inArray(mailingDelivery.state, ["sent", "sending", "queued"]),
        ),
      )
      .returning();
    if (!bounced) return { recorded: false };
    const { subscriberId, mailingId, sentAt } = bounced;
    await countRefusal(ctx, tx, { subscriberId, mailingId, sentAt, status });
    await recordEvent(ctx, tx, {
      action: "mailing.bounce",
      target: { kind: "mailing", id: bounced.mailingId },
      details: { messageId, status },
    });
    return { recorded: true };
  });
}
