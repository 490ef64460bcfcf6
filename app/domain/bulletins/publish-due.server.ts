import { and, asc, eq, lte } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import type { ServiceCtx } from "../context.ts";
import type { Bulletin } from "./change-bulletin.server.ts";
import { publishRow } from "./publish-row.server.ts";

/**
 * Publishes what is scheduled for now or earlier. Several workers may do so at once: a row is one's, and what another has
 * published is due no more.
 * @throws the first failure, after all the others had their turn
 */
export async function publishDue(ctx: ServiceCtx): Promise<void> {
  const due = and(eq(bulletin.state, "scheduled"), lte(bulletin.scheduledFor, ctx.clock.now()));
  const waiting = await ctx.db
    .select({ id: bulletin.id })
    .from(bulletin)
    .where(due)
    .orderBy(asc(bulletin.scheduledFor));
  const failures: unknown[] = [];
  for (const { id } of waiting) {
    try {
      await ctx.db.transaction(async (tx) => {
        const [row] = await tx
          .select()
          .from(bulletin)
          .where(and(eq(bulletin.id, id), due))
          .for("update", { skipLocked: true });
        if (row) await publishRow(ctx, tx, row as Bulletin, row);
      });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
