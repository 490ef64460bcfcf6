import type { Job } from "pg-boss";
import type { Ctx } from "../domain/context.ts";
import { sendMessage } from "../domain/messages/send-message.server.ts";
import type { Gateways } from "../platform/messages/open-gateways.server.ts";
import { type Payload, queues } from "./queues.ts";

/** Doorbell: sends one e-mail or SMS. */
export async function sendMessageJob(ctx: Ctx, gateways: Gateways, job: Job<Payload<"send-message">>) {
  const { messageId } = queues["send-message"].payload.parse(job.data);
  await sendMessage(ctx, { messageId, gateways });
}
