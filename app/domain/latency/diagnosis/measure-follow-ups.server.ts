import { and, asc, desc, eq, isNull, lte } from "drizzle-orm";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { DbOrTx } from "#db/client.ts";
import { caseFile, caseFollowUp, diagnosis } from "#db/schema/cases.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { dueTime } from "../../cases/due-time.ts";
import { caseAudit } from "../../cases/guard-case.server.ts";
import { moveCase } from "../../cases/move-case.server.ts";
import { recordCaseEvent } from "../../cases/record-case-event.server.ts";
import type { ServiceCtx } from "../../context.ts";
import { nameOfCustomer } from "../../customers/name-of-customer.server.ts";
import type { Diagnosis } from "./diagnosis-types.ts";
import { lastMeasurable } from "./follow-up-rules.ts";
import { helpedBetween } from "./helped-rules.ts";
import { knownWindows } from "./known-windows.server.ts";
import { makeDiagnosis } from "./make-diagnosis.server.ts";

export const MEASURE_COLLECTOR = "diagnosis-follow-ups";
/** Measurements are due by the hour. */
export const MEASURE_EVERY_SECONDS = 300;
/** Each asks Grafana some 150 questions. */
const MOST_AT_ONCE = 5;
/** While Grafana does not answer, a measurement waits; after so long it is given up, and says so. */
const PATIENCE_MS = 48 * 3_600_000;

type Due = { id: string; caseId: string; number: number; dueAt: Date };

/** Makes the measurements that are due: the diagnosis of the same hours in a later week, and whether the advice helped. */
export async function measureFollowUps(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({
      id: caseFollowUp.id,
      caseId: caseFollowUp.caseId,
      number: caseFile.number,
      dueAt: caseFollowUp.dueAt,
    })
    .from(caseFollowUp)
    .innerJoin(caseFile, eq(caseFile.id, caseFollowUp.caseId))
    .where(and(eq(caseFollowUp.kind, "measurement"), isNull(caseFollowUp.doneAt), lte(caseFollowUp.dueAt, now)))
    .orderBy(asc(caseFollowUp.dueAt), asc(caseFollowUp.id))
    .limit(MOST_AT_ONCE);
  for (const one of due) await measure(ctx, one, now);
  return null;
}

async function measure(ctx: ServiceCtx, followUp: Due, now: Date): Promise<void> {
  const { timeZone } = ctx.profile.service;
  // What was measured before is followed by the next measurement too: always against the first.
  const [first] = await ctx.db
    .select()
    .from(diagnosis)
    .where(and(eq(diagnosis.caseId, followUp.caseId), isNull(diagnosis.follows)))
    .orderBy(desc(diagnosis.madeAt), desc(diagnosis.id))
    .limit(1);
  const before = first?.content as Diagnosis | undefined;
  const span = before
    ? lastMeasurable({ from: new Date(before.from), to: new Date(before.to) }, followUp.dueAt, timeZone)
    : null;
  if (!first || !before || !span) return finish(ctx, followUp, null);
  const after = await makeDiagnosis(ctx, {
    customer: {
      businessId: first.businessId,
      name: (await nameOfCustomer(ctx.db, first.businessId)) ?? before.customer.name,
    },
    span,
    page: before.page,
    windows: await knownWindows(ctx.db, span),
  });
  const unanswered = !after.enoughData && after.missing.some((words) => words.startsWith("Grafana did not answer"));
  if (unanswered && now.getTime() - followUp.dueAt.getTime() < PATIENCE_MS) return;
  await finish(ctx, followUp, { first, before, after });
}

type Made = { first: typeof diagnosis.$inferSelect; before: Diagnosis; after: Diagnosis };

async function finish(ctx: ServiceCtx, { id, caseId, number }: Due, made: Made | null): Promise<void> {
  const at = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    // Another worker may have been faster.
    const [claimed] = await tx
      .update(caseFollowUp)
      .set({ doneAt: at })
      .where(and(eq(caseFollowUp.id, id), isNull(caseFollowUp.doneAt)))
      .returning({ id: caseFollowUp.id });
    if (!claimed) return;
    const [saved] = made
      ? await tx
          .insert(diagnosis)
          .values({
            caseId,
            businessId: made.first.businessId,
            content: made.after,
            madeBy: null,
            madeAt: at,
            follows: made.first.id,
          })
          .returning({ id: diagnosis.id })
      : [];
    const helped = made ? helpedBetween(made.before, made.after).helped : "not_enough_data";
    const details = { followUp: id, ...(saved ? { diagnosis: saved.id } : {}), helped };
    await recordCaseEvent(tx, { caseId, what: "measured", details, actorId: null, at });
    if (await moveCase(tx, { caseId, action: "measured", actorId: null, at }))
      await dueFromNow(ctx, tx, { caseId, at });
    await recordEvent(ctx, tx, { ...caseAudit("measure", number), details });
  });
}

/** Whoever answered is to tell the customer what came of it. */
async function dueFromNow(ctx: ServiceCtx, tx: DbOrTx, { caseId, at }: { caseId: string; at: Date }): Promise<void> {
  const [row] = await tx.select().from(caseFile).where(eq(caseFile.id, caseId));
  await tx
    .update(caseFile)
    .set({ dueAt: dueTime(ctx.profile, { ...row!, from: at }) })
    .where(eq(caseFile.id, caseId));
}
