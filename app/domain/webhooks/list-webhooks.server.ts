import { asc, eq, isNull, sql } from "drizzle-orm";
import { webhook, webhookDelivery } from "#db/schema/cases.ts";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { WebhookList } from "./webhook-view.ts";

/** The systems that are told of changes to cases, by name, with how much of it arrived. */
export async function listWebhooks(ctx: Ctx): Promise<WebhookList> {
  const { db, clock } = requirePermission(ctx, "webhooks.manage");
  const { id, name, url, createdAt, pausedAt } = webhook;
  const count = (state: string) => sql<number>`(count(*) filter (where ${webhookDelivery.state} = ${state}))::int`;
  const rows = await db
    .select({
      id,
      name,
      url,
      createdBy: staff.displayName,
      createdAt,
      pausedAt,
      queued: count("queued"),
      delivered: count("delivered"),
      givenUp: count("given_up"),
      lastDeliveredAt: sql<string | null>`max(${webhookDelivery.deliveredAt})`,
    })
    .from(webhook)
    .innerJoin(staff, eq(staff.id, webhook.createdBy))
    .leftJoin(webhookDelivery, eq(webhookDelivery.webhookId, webhook.id))
    .where(isNull(webhook.removedAt))
    .groupBy(webhook.id, staff.displayName)
    .orderBy(asc(webhook.name), asc(webhook.id));
  return {
    now: clock.now().toISOString(),
    webhooks: rows.map(({ queued, delivered, givenUp, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      pausedAt: row.pausedAt?.toISOString() ?? null,
      counts: { queued, delivered, givenUp },
      lastDeliveredAt: row.lastDeliveredAt ? new Date(row.lastDeliveredAt).toISOString() : null,
    })),
  };
}
