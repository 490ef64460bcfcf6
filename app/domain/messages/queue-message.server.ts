import type { DbOrTx } from "#db/client.ts";
import { message } from "#db/schema/exports.ts";
import { enqueue } from "../../platform/queue.server.ts";
import type { Ctx } from "../context.ts";

export type NewMessage =
  | {
      channel: "email";
      recipient: string;
      subject: string;
      body: string;
      purpose:
        | "export_link"
        | "export_notice"
        | "export_erased"
        | "subscription_confirm"
        | "maintenance_reminder"
        | "ip_confirm"
        | "ip_notice"
        | "disclosure_link"
        | "disclosure_reminder";
      subjectId: string;
    }
  | { channel: "sms"; recipient: string; body: string; purpose: "export_code" | "disclosure_code"; subjectId: string };

/**
 * Writes a message and the job that sends it in the caller's transaction: it goes out exactly when the change holds.
 * @returns the message's id
 */
export async function queueMessage(ctx: Pick<Ctx, "clock">, tx: DbOrTx, values: NewMessage): Promise<string> {
  const [row] = await tx
    .insert(message)
    .values({ ...values, createdAt: ctx.clock.now() })
    .returning({ id: message.id });
  await enqueue(tx, "send-message", { messageId: row!.id });
  return row!.id;
}
