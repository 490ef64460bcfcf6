import { and, eq } from "drizzle-orm";
import { webhookDelivery } from "#db/schema/cases.ts";
import { guardedPost, type Posted } from "../../platform/http/guarded-post.server.ts";
import type { ServiceCtx } from "../context.ts";
import { type ClaimedDelivery, claimDue, webhooksDue } from "./claim-due.server.ts";
import { nextTry } from "./retry-rules.ts";
import { signedHeaders } from "./signature-rules.ts";

export const DELIVER_EVERY_SECONDS = 5;
const TIMEOUT_MS = 10_000;
/** A system that answers slowly goes on in the next round: the others are not kept waiting for it. */
const ROUND_MS = 30_000;

/**
 * Delivers what is due, to each system by itself: a slow one holds up no other.
 * @param random for the time of the next try, 0..1
 */
export async function deliverDue(
  ctx: ServiceCtx,
  { random = Math.random }: { random?: () => number } = {},
): Promise<void> {
  const due = await webhooksDue(ctx.db, ctx.clock.now());
  await Promise.all(due.map((webhookId) => deliverTo(ctx, webhookId, random)));
}

async function deliverTo(ctx: ServiceCtx, webhookId: string, random: () => number): Promise<void> {
  const until = performance.now() + ROUND_MS;
  do {
    const claimed = await claimDue(ctx.db, webhookId, ctx.clock.now());
    if (claimed.length === 0) return;
    await Promise.all(claimed.map((delivery) => deliver(ctx, delivery, random)));
  } while (performance.now() < until);
}

async function deliver(ctx: ServiceCtx, delivery: ClaimedDelivery, random: () => number): Promise<void> {
  const body = JSON.stringify(delivery.body);
  const signed = signedHeaders({ id: delivery.id, at: ctx.clock.now(), body, secret: delivery.secret });
  const posted = await guardedPost(delivery.url, {
    headers: { "Content-Type": "application/json", "User-Agent": "Huolto", ...signed },
    body,
    reach: ctx.webhookReach,
    timeoutMs: TIMEOUT_MS,
  });
  await settle(ctx, delivery, posted, random());
}

async function settle(
  ctx: ServiceCtx,
  { id, attempts }: ClaimedDelivery,
  posted: Posted,
  random: number,
): Promise<void> {
  const now = ctx.clock.now();
  const status = "status" in posted ? posted.status : null;
  const errorCode = "failure" in posted ? posted.failure : null;
  const delivered = status !== null && status >= 200 && status < 300;
  const next = delivered ? null : nextTry(attempts, now, random);
  const state = delivered ? ("delivered" as const) : next ? ("queued" as const) : ("given_up" as const);
  await ctx.db
    .update(webhookDelivery)
    .set({ state, status, errorCode, deliveredAt: delivered ? now : null, ...(next ? { nextAt: next } : {}) })
    // The lease may have run out and another worker may have it: then what it finds is what counts.
    .where(
      and(eq(webhookDelivery.id, id), eq(webhookDelivery.attempts, attempts), eq(webhookDelivery.state, "queued")),
    );
  if (state === "given_up") ctx.log.warn({ delivery: id, status, errorCode }, "a webhook delivery was given up");
}
