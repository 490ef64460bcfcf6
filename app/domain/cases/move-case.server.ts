import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { kindDefinitions } from "./kind-definitions.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";

/**
 * Moves a case for the part of the product that did the work, inside that part's own transaction.
 * @param input.action an action of the kind's table
 * @param input.actorId who did the work; null: the worker, or somebody outside
 * @returns false, and nothing done, when the case is in no state that the action leads from
 * @throws Error for a case or an action that is not there: a fault of the caller
 */
export async function moveCase(
  tx: DbOrTx,
  { caseId, action, actorId, at }: { caseId: string; action: string; actorId: string | null; at: Date },
): Promise<boolean> {
  const [row] = await tx.select().from(caseFile).where(eq(caseFile.id, caseId)).for("update");
  if (!row) throw new Error("a case was moved that is not there");
  const definition = kindDefinitions[row.kind];
  const rule = Object.hasOwn(definition.actions, action) ? definition.actions[action] : undefined;
  if (!rule) throw new Error(`a case of the kind ${row.kind} has no action "${action}"`);
  if (!rule.from.includes(row.state)) return false;
  const ends = definition.states[rule.to]!.closed;
  await tx
    .update(caseFile)
    .set({
      state: rule.to,
      version: sql`${caseFile.version} + 1`,
      closedAt: ends ? at : null,
      closedBy: ends ? actorId : null,
    })
    .where(eq(caseFile.id, caseId));
  await recordCaseEvent(tx, { caseId, what: "moved", details: { action, from: row.state, to: rule.to }, actorId, at });
  return true;
}
