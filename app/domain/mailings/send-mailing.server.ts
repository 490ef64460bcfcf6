import { eq } from "drizzle-orm";
import { mailing } from "#db/schema/mailings.ts";
import { type MailGateway, type MailRun, MessageError } from "../../platform/messages/gateway.ts";
import type { ServiceCtx } from "../context.ts";
import { type Claimed, claimDeliveries } from "./claim-deliveries.server.ts";
import { finishMailing, giveUpLateDeliveries } from "./finish-mailing.server.ts";
import { mailingMail } from "./mailing-mail.ts";
import { releaseDeliveries, settleDeferred, settleRefused, settleSent } from "./settle-delivery.server.ts";
import { startMailing } from "./start-mailing.server.ts";

/** As many as the gateway has connections: what is claimed and waits in its queue would only be uncertain after a crash. */
const AT_ONCE = 4;
/** No mail is begun with less than this left of the lease: longer than the gateway waits for any one of them. */
const LEAST_LEFT_MS = 90_000;
/** One mail at which the server always hangs up must not keep the others from going. */
const FAULT_WAIT_MS = 5 * 60_000;

/**
 * Sends what is due of a mailing, batch by batch. Any number of workers may do so at once and share the work, and any of them
 * may die at any moment: each subscriber gets it at least once, and a second time only when the worker died between the
 * server's yes and its own commit, with the same Message-ID.
 * @throws MessageError `unavailable` when the server takes no mail: nothing is lost, the queue tries again
 */
export async function sendMailing(
  ctx: ServiceCtx,
  { mailingId, gateway, stopping }: { mailingId: string; gateway: MailGateway; stopping: AbortSignal },
): Promise<void> {
  await startMailing(ctx, { mailingId });
  await giveUpLateDeliveries(ctx, { mailingId });
  const [row] = await ctx.db.select().from(mailing).where(eq(mailing.id, mailingId));
  if (row?.state !== "sending") return;
  const run = gateway.openRun();
  const from = { service: ctx.profile.service.name, portal: ctx.origins.portal };
  const send = (delivery: Claimed) => run.send(mailingMail(row, delivery, from));
  try {
    while (!stopping.aborted) {
      const batch = await claimDeliveries(ctx, { mailingId });
      if (batch.deliveries.length === 0 && batch.leftOut === 0) break;
      await sendBatch(ctx, { ...batch, send, stopping });
    }
  } finally {
    run.close();
  }
  await finishMailing(ctx, { mailingId });
}

type Batch = {
  deliveries: readonly Claimed[];
  until: Date;
  send: (delivery: Claimed) => ReturnType<MailRun["send"]>;
  stopping: AbortSignal;
};

async function sendBatch(ctx: ServiceCtx, { deliveries, until, send, stopping }: Batch): Promise<void> {
  const waiting = [...deliveries];
  const failed: Claimed[] = [];
  const faults: unknown[] = [];
  const mayBegin = () =>
    faults.length === 0 && !stopping.aborted && until.getTime() - ctx.clock.now().getTime() > LEAST_LEFT_MS;
  const lane = async () => {
    while (mayBegin()) {
      const delivery = waiting.shift();
      if (!delivery) return;
      try {
        await deliver(ctx, delivery, send);
      } catch (error) {
        failed.push(delivery);
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const now = ctx.clock.now();
  await releaseDeliveries(ctx, waiting, now);
  await releaseDeliveries(ctx, failed, new Date(now.getTime() + FAULT_WAIT_MS));
  if (faults.length > 0) throw faults[0];
}

async function deliver(ctx: ServiceCtx, delivery: Claimed, send: Batch["send"]): Promise<void> {
  try {
    await send(delivery);
  } catch (error) {
    if (!(error instanceof MessageError) || error.status === null) throw error;
    if (error.code === "rejected") return await settleRefused(ctx, delivery, error.status);
    return await settleDeferred(ctx, delivery, error.status);
  }
  await settleSent(ctx, delivery);
}
