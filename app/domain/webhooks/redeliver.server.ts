import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { webhookDelivery } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Sends once more what was delivered or given up, with the same id, as often as the first time.
 * @throws DomainError `not_found`, and `conflict` while it is on its way
 */
export async function redeliver(ctx: Ctx, { deliveryId }: { deliveryId: string }): Promise<void> {
  const known = z.uuid().safeParse(deliveryId).success;
  const event = {
    action: "webhook.redeliver",
    target: { kind: "webhook_delivery", id: known ? deliveryId : "unknown" },
  };
  return refusalsRecorded(ctx, event, async () => {
    const staff = requirePermission(ctx, "webhooks.manage");
    if (!known) throw new DomainError("not_found", "There is no such delivery.");
    await staff.db.transaction(async (tx) => {
      const [row] = await tx
        .update(webhookDelivery)
        .set({
          state: "queued",
          attempts: 0,
          nextAt: staff.clock.now(),
          status: null,
          errorCode: null,
          deliveredAt: null,
        })
        .where(and(eq(webhookDelivery.id, deliveryId), ne(webhookDelivery.state, "queued")))
        .returning({ id: webhookDelivery.id });
      if (!row) {
        const [is] = await tx
          .select({ id: webhookDelivery.id })
          .from(webhookDelivery)
          .where(eq(webhookDelivery.id, deliveryId));
        throw is
          ? new DomainError("conflict", "It is on its way already.")
          : new DomainError("not_found", "There is no such delivery.");
      }
      await recordEvent(staff, tx, event);
    });
  });
}
