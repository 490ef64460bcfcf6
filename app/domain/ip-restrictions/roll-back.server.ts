import { and, eq, lte } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx } from "../context.ts";
import { type Restriction, restrictionEvent, writeRestriction } from "./change-restriction.server.ts";
import { publishArtefact } from "./edge/publish-artefact.server.ts";
import { oneByOne } from "./one-by-one.ts";
import { mailEnd } from "./tell-requester.server.ts";

/** Who does what the clock says, whoever's request or round it happens in. */
export const byClock = (ctx: ServiceCtx) => ({ ...ctx, actor: { kind: "job", id: "ip-restrictions" } as const });

/** Whether a list should have been confirmed by now. */
export const isOverdue = ({ state, confirmUntil }: Restriction, at: Date): boolean =>
  state === "unconfirmed" && confirmUntil !== null && confirmUntil <= at;

/**
 * Rolls a list back that was not confirmed: what it replaced is in force again, or nothing where it replaced nothing.
 * @param row overdue, and locked by the transaction
 */
export async function rollBack(ctx: ServiceCtx, tx: DbOrTx, row: Restriction): Promise<void> {
  const at = ctx.clock.now();
  await writeRestriction(tx, "roll_back", row, { endedAt: at });
  const restored = row.replaces ? await restore(tx, row.replaces) : null;
  await mailEnd(ctx, tx, row, "rolled_back");
  if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "roll_back", actorId: null, at });
  const artefact = await publishArtefact(tx, { at });
  await recordEvent(byClock(ctx), tx, {
    ...restrictionEvent("roll_back", row.id),
    details: { businessId: row.businessId, restored, artefact: artefact.version },
  });
}

async function restore(tx: DbOrTx, id: string): Promise<string | null> {
  const [before] = await tx
    .select()
    .from(ipRestriction)
    .where(and(eq(ipRestriction.id, id), eq(ipRestriction.state, "superseded")))
    .for("update");
  if (!before) return null;
  await tx
    .update(ipRestriction)
    .set({ state: "active", endedAt: null, rowVersion: before.rowVersion + 1 })
    .where(eq(ipRestriction.id, before.id));
  return before.id;
}

/**
 * Rolls back every list whose ten minutes are over. Several processes may do this at once, and each list is rolled back once.
 * @returns how many
 */
export async function rollBackOverdue(ctx: ServiceCtx): Promise<number> {
  const at = ctx.clock.now();
  const due = await ctx.db
    .select({ id: ipRestriction.id })
    .from(ipRestriction)
    .where(and(eq(ipRestriction.state, "unconfirmed"), lte(ipRestriction.confirmUntil, at)));
  const ids = due.map(({ id }) => id);
  return oneByOne(ctx, ids, (id) =>
    ctx.db.transaction(async (tx) => {
      const [row] = await tx.select().from(ipRestriction).where(eq(ipRestriction.id, id)).for("update");
      if (!row || !isOverdue(row, at)) return false;
      await rollBack(ctx, tx, row);
      return true;
    }),
  );
}
