import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { caseEvent, caseFile, webhook, webhookDelivery } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { DeliveryList } from "./webhook-view.ts";

const PAGE_SIZE = 50;

/**
 * What went to one system or is on its way, the newest event first, 50 at a time.
 * @param input.before the last delivery of the page before
 * @throws DomainError `not_found`
 */
export async function readDeliveries(ctx: Ctx, input: { id: string; before?: string }): Promise<DeliveryList> {
  const { db, clock } = requirePermission(ctx, "webhooks.manage");
  const [to] = z.uuid().safeParse(input.id).success
    ? await db
        .select({ id: webhook.id, name: webhook.name })
        .from(webhook)
        .where(and(eq(webhook.id, input.id), isNull(webhook.removedAt)))
    : [];
  if (!to) throw new DomainError("not_found", "There is no such webhook.");
  const before = z.uuid().safeParse(input.before).success ? input.before! : null;
  const { id, body, state, attempts, status, errorCode, nextAt, deliveredAt, eventId } = webhookDelivery;
  const rows = await db
    .select({
      id,
      caseNumber: caseFile.number,
      what: sql<string>`${body}->>'type'`,
      state,
      attempts,
      status,
      errorCode,
      happenedAt: caseEvent.at,
      nextAt,
      deliveredAt,
    })
    .from(webhookDelivery)
    .innerJoin(caseFile, eq(caseFile.id, webhookDelivery.caseId))
    .innerJoin(caseEvent, eq(caseEvent.id, eventId))
    .where(
      and(
        eq(webhookDelivery.webhookId, to.id),
        before
          ? lt(eventId, sql`(select o.event_id from console.webhook_delivery o where o.id = ${before})`)
          : undefined,
      ),
    )
    .orderBy(desc(eventId))
    .limit(PAGE_SIZE + 1);
  const page = rows.slice(0, PAGE_SIZE);
  return {
    now: clock.now().toISOString(),
    webhook: to,
    deliveries: page.map((row) => ({
      ...row,
      happenedAt: row.happenedAt.toISOString(),
      nextAt: row.state === "queued" ? row.nextAt.toISOString() : null,
      deliveredAt: row.deliveredAt?.toISOString() ?? null,
    })),
    before: rows.length > PAGE_SIZE ? page.at(-1)!.id : null,
  };
}
