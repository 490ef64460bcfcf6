import { sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import type { Actor, Ctx } from "../context.ts";

export type AuditEntry = {
  /** noun.verb, e.g. export_request.approve */
  action: string;
  target: { kind: string; id: string };
  outcome?: "done" | "refused" | "failed";
  /** Ids, codes, counts, hashes, before/after values. No names of persons, no free text from outside, no secrets. */
  details?: Record<string, unknown>;
};

/** The part of the context that the trail keeps. */
export type AuditCtx = Pick<Ctx, "requestId"> & { actor: Pick<Actor, "kind" | "id"> };

/**
 * Writes one row of the audit trail. Pass the transaction of the change itself: no row, no change.
 * A refusal has no change to ride on and is written by itself.
 */
export async function recordEvent(ctx: AuditCtx, tx: DbOrTx, entry: AuditEntry): Promise<void> {
  await tx.execute(sql`select audit.append(
    ${ctx.actor.kind}, ${ctx.actor.id}, ${entry.action}, ${entry.target.kind}, ${entry.target.id},
    ${entry.outcome ?? "done"}, ${ctx.requestId}, ${JSON.stringify(entry.details ?? {})}::jsonb)`);
}
