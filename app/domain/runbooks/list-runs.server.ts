import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { caseFile } from "#db/schema/cases.ts";
import { staff } from "#db/schema/identity.ts";
import { runbookRun, runbookTick } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { runbookOf } from "./open-run.server.ts";
import type { RunRowView } from "./run-view.ts";
import { stepState, type Tick } from "./run-state-rules.ts";

const SHOWN = 50;

/**
 * Runs, the newest first.
 * @param input.mine those that this person started; `open`: those that have not ended
 */
export async function listRuns(
  ctx: Ctx,
  input: { runbook?: string; windowId?: string; mine?: boolean; open?: boolean; limit?: number } = {},
): Promise<RunRowView[]> {
  const { db, actor } = requirePermission(ctx, "runbooks.view");
  const rows = await db
    .select({ run: runbookRun, startedBy: staff.displayName, caseNumber: caseFile.number })
    .from(runbookRun)
    .innerJoin(staff, eq(staff.id, runbookRun.startedBy))
    .leftJoin(caseFile, eq(caseFile.id, runbookRun.caseId))
    .where(
      and(
        input.runbook ? eq(runbookRun.runbook, input.runbook) : undefined,
        input.windowId ? eq(runbookRun.windowId, input.windowId) : undefined,
        input.mine ? eq(runbookRun.startedBy, actor.id) : undefined,
        input.open ? isNull(runbookRun.endedAt) : undefined,
      ),
    )
    .orderBy(desc(runbookRun.startedAt), desc(runbookRun.id))
    .limit(Math.min(input.limit ?? SHOWN, SHOWN));
  const ids = rows.map(({ run }) => run.id);
  const ticks = ids.length
    ? await db.select().from(runbookTick).where(inArray(runbookTick.runId, ids)).orderBy(runbookTick.id)
    : [];
  const ofRun = Map.groupBy(ticks, ({ runId }) => runId);
  return rows.map(({ run, startedBy, caseNumber }) => ({
    id: run.id,
    runbook: run.runbook,
    title: run.title,
    startedBy,
    startedAt: run.startedAt.toISOString(),
    ended: run.endedAt && { at: run.endedAt.toISOString(), outcome: run.outcome! },
    ...progress(run, ofRun.get(run.id) ?? []),
    caseNumber: actor.permissions.has("cases.view") ? caseNumber : null,
  }));
}

function progress(run: typeof runbookRun.$inferSelect, ticks: readonly Tick[]): { done: number; of: number } {
  const states = runbookOf(run)
    .steps.map((step) => stepState(step, ticks, run.fromStep).state)
    .filter((state) => state !== "before_start");
  return { done: states.filter((state) => state === "done").length, of: states.length };
}
