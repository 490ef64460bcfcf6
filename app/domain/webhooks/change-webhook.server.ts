import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { z } from "zod";
import { webhook } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { webhookAudit } from "./webhook-audit.server.ts";

type Change = { from: SQL | undefined; set: (now: Date) => PgUpdateSetSource<typeof webhook>; already: string };
const changes = {
  pause: {
    from: isNull(webhook.pausedAt),
    set: (now) => ({ pausedAt: now }),
    already: "This webhook is paused already.",
  },
  resume: {
    from: isNotNull(webhook.pausedAt),
    set: () => ({ pausedAt: null }),
    already: "This webhook is in use already.",
  },
  remove: { from: undefined, set: (now) => ({ removedAt: now }), already: "This webhook was removed already." },
} as const satisfies Record<string, Change>;

/** @throws DomainError `not_found`, also for a removed one, or `conflict` when it is so already */
export async function changeWebhook(ctx: Ctx, what: keyof typeof changes, id: string): Promise<void> {
  return refusalsRecorded(ctx, webhookAudit(what, id), async () => {
    const staff = requirePermission(ctx, "webhooks.manage");
    const { from, set, already }: Change = changes[what];
    if (!z.uuid().safeParse(id).success) throw new DomainError("not_found", "There is no such webhook.");
    await staff.db.transaction(async (tx) => {
      const there = and(eq(webhook.id, id), isNull(webhook.removedAt));
      const [row] = await tx
        .update(webhook)
        .set(set(staff.clock.now()))
        .where(and(there, from))
        .returning({ id: webhook.id });
      if (!row) {
        const [is] = await tx.select({ id: webhook.id }).from(webhook).where(there);
        throw is ? new DomainError("conflict", already) : new DomainError("not_found", "There is no such webhook.");
      }
      await recordEvent(staff, tx, webhookAudit(what, id));
    });
  });
}
