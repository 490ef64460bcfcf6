import { isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { type caseEvent, type caseFile, webhook, webhookDelivery } from "#db/schema/cases.ts";
import { payloadOf } from "./payload-rules.ts";

/**
 * Queues what other systems are told of a case's event, in the transaction of the event. For a paused webhook too: it gets
 * everything once it is resumed.
 */
export async function queueDeliveries(
  tx: DbOrTx,
  { row, event, sealed }: { row: typeof caseFile.$inferSelect; event: typeof caseEvent.$inferSelect; sealed: boolean },
): Promise<void> {
  const body = payloadOf(row, event, sealed);
  if (!body) return;
  const webhooks = await tx.select({ id: webhook.id }).from(webhook).where(isNull(webhook.removedAt));
  if (webhooks.length === 0) return;
  await tx
    .insert(webhookDelivery)
    .values(webhooks.map(({ id }) => ({ webhookId: id, caseId: row.id, eventId: event.id, body, nextAt: event.at })));
}
