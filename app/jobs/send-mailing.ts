import type { Job } from "pg-boss";
import type { ServiceCtx } from "../domain/context.ts";
import { sendMailing } from "../domain/mailings/send-mailing.server.ts";
import type { MailGateway } from "../platform/messages/gateway.ts";
import { type Payload, queues } from "./queues.ts";

/** Doorbell: sends what is due of one mailing. */
export async function sendMailingJob(
  ctx: ServiceCtx,
  gateway: MailGateway,
  job: Job<Payload<"send-mailing">>,
  stopping: AbortSignal,
) {
  const { mailingId } = queues["send-mailing"].payload.parse(job.data);
  await sendMailing(ctx, { mailingId, gateway, stopping: AbortSignal.any([stopping, job.signal]) });
}
