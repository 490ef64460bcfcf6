import { and, eq, inArray, sql } from "drizzle-orm";
import { message } from "#db/schema/exports.ts";
import { MessageError } from "../../platform/messages/gateway.ts";
import type { Gateways } from "../../platform/messages/open-gateways.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { forgotten } from "./forgotten.ts";

/** As the queue tries: the first time and 8 repetitions (app/jobs/queues.ts). */
const MOST_ATTEMPTS = 9;
/** A code is worth nothing after its five minutes, a list's confirmation after its ten: sent late they would only confuse. */
const LIFE_MS: Record<string, number> = {
  export_code: 5 * 60_000,
  disclosure_code: 5 * 60_000,
  ip_confirm: 10 * 60_000,
};

/**
 * Sends one message. At least once: after a crash between the gateway's yes and our commit it goes out again with the same id.
 * The text is removed as soon as it is sent or given up (it carries a link's token or a code), except in the demo's outbox.
 * @throws MessageError `unavailable` when the queue should try again
 */
export async function sendMessage(ctx: Ctx, input: { messageId: string; gateways: Gateways }): Promise<void> {
  const [row] = await ctx.db
    .update(message)
    .set({ state: "sending", attempts: sql`${message.attempts} + 1` })
    .where(and(eq(message.id, input.messageId), inArray(message.state, ["queued", "sending"])))
    .returning();
  if (!row || row.body === null) return;
  const { mail, sms } = input.gateways;
  const { body } = row;
  const keepsBody = (row.channel === "email" ? mail : sms).keepsBody;

  const end = async (state: "sent" | "failed", errorCode: string | null) =>
    await ctx.db.transaction(async (tx) => {
      await tx
        .update(message)
        .set({
          state,
          errorCode,
          sentAt: state === "sent" ? ctx.clock.now() : null,
          ...(keepsBody ? {} : forgotten),
        })
        .where(eq(message.id, row.id));
      await recordEvent(ctx, tx, {
        action: "message.send",
        target: { kind: "message", id: row.id },
        outcome: state === "sent" ? "done" : "failed",
        details: { channel: row.channel, purpose: row.purpose, attempts: row.attempts, code: errorCode },
      });
    });

  const life = LIFE_MS[row.purpose];
  if (life !== undefined && ctx.clock.now().getTime() - row.createdAt.getTime() > life)
    return await end("failed", "too_late");
  try {
    if (row.channel === "email")
      await mail.send({ id: row.id, to: row.recipient, subject: row.subject ?? "", text: body });
    else await sms.send({ id: row.id, to: row.recipient, text: body });
  } catch (error) {
    const code = error instanceof MessageError ? error.code : "unavailable";
    if (code === "rejected" || row.attempts >= MOST_ATTEMPTS) return await end("failed", code);
    await ctx.db.update(message).set({ state: "queued", errorCode: code }).where(eq(message.id, row.id));
    throw error;
  }
  await end("sent", null);
}
