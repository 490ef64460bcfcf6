import { and, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFollowUp } from "#db/schema/cases.ts";
import { recordCaseEvent } from "../../cases/record-case-event.server.ts";
import { nextMeasurable } from "./follow-up-rules.ts";
import type { Span } from "./period-rules.ts";

/** After the hours have ended their last requests are still counted. */
const SETTLE_MS = 10 * 60_000;

/**
 * Plans that the worker measures the same hours again, in the week after; one measurement at a time.
 * @param tx holds the case's row
 * @returns null when one is planned already
 */
export async function planMeasurement(
  tx: DbOrTx,
  { caseId, span, actorId, at, timeZone }: { caseId: string; span: Span; actorId: string; at: Date; timeZone: string },
): Promise<{ id: string } | null> {
  const open = and(eq(caseFollowUp.caseId, caseId), eq(caseFollowUp.kind, "measurement"), isNull(caseFollowUp.doneAt));
  if ((await tx.$count(caseFollowUp, open)) > 0) return null;
  const dueAt = new Date(nextMeasurable(span, at, timeZone).to.getTime() + SETTLE_MS);
  const [made] = await tx
    .insert(caseFollowUp)
    .values({
      caseId,
      kind: "measurement",
      text: "Measure the same hours again and say whether it helped.",
      dueAt,
      createdBy: actorId,
      createdAt: at,
    })
    .returning({ id: caseFollowUp.id });
  const details = { followUp: made!.id, kind: "measurement", dueAt: dueAt.toISOString() };
  await recordCaseEvent(tx, { caseId, what: "follow_up", details, actorId, at });
  return made!;
}
