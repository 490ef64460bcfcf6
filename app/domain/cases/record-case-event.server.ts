import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseEvent, caseFile } from "#db/schema/cases.ts";
import { queueDeliveries } from "../webhooks/queue-deliveries.server.ts";
import { kindDefinitions } from "./kind-definitions.ts";

export type NewCaseEvent = {
  caseId: string;
  /** A code: opened, moved, note, reply ... The parts that do the work add their own. */
  what: string;
  /** Of a note or reply. Never kept for a kind that is sealed. */
  text?: string | null;
  /** Ids, codes, counts, figures. */
  details?: Record<string, unknown>;
  /** Null: the worker or a program. */
  actorId: string | null;
  apiKeyId?: string | null;
  at: Date;
};

/**
 * Writes one line of a case's time line and queues what other systems are told of it, in the transaction of the change itself.
 * Call it after the change: what is told is the case as it is then.
 * @throws Error for a case that is not there
 */
export async function recordCaseEvent(tx: DbOrTx, event: NewCaseEvent): Promise<{ id: number }> {
  // Held so that the events of one case are numbered in the order in which they become visible.
  const [row] = await tx.select().from(caseFile).where(eq(caseFile.id, event.caseId)).for("update");
  if (!row) throw new Error("an event was recorded for a case that is not there");
  const sealed = kindDefinitions[row.kind].sealed === true;
  const [made] = await tx
    .insert(caseEvent)
    .values({
      caseId: row.id,
      at: event.at,
      actorId: event.actorId,
      apiKeyId: event.apiKeyId ?? null,
      what: event.what,
      text: sealed ? null : (event.text ?? null),
      details: event.details ?? {},
    })
    .returning();
  await queueDeliveries(tx, { row, event: made!, sealed });
  return { id: made!.id };
}
