import { desc, eq } from "drizzle-orm";
import { exportRequest, exportRun } from "#db/schema/exports.ts";
import { workerSeenAt } from "../../../platform/queue.server.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { seesContent } from "../payroll-part.ts";
import { LEASE_SECONDS } from "./figures.ts";
import { isQuiet, type Progress, progressNumbers } from "./progress-numbers.ts";

/** How far the newest run of a request is. @throws DomainError `not_found` */
export async function readProgress(ctx: Ctx, input: { id: string }): Promise<Progress> {
  const staff = requirePermission(ctx, "exports.view");
  const [row] = await staff.db
    .select({ state: exportRequest.state, part: exportRequest.part, run: exportRun })
    .from(exportRequest)
    .leftJoin(exportRun, eq(exportRun.requestId, exportRequest.id))
    .where(eq(exportRequest.id, input.id))
    .orderBy(desc(exportRun.queuedAt))
    .limit(1);
  if (!row) throw new DomainError("not_found", "There is no such export request.");
  // Counts, and what stopped a run, can speak of the people on the payroll.
  const run = seesContent(staff.actor, row) ? row.run : row.run && withoutContent(row.run);
  return {
    requestState: row.state,
    runId: run?.id ?? null,
    runState: run?.state ?? null,
    phase: run?.phase ?? "",
    attempt: run?.attempt ?? 0,
    rowsDone: run?.rowsDone ?? 0,
    rowsTotal: run?.rowsTotal ?? null,
    bytesDone: run?.bytesDone ?? 0,
    ...progressNumbers(run, ctx.clock.now()),
    quiet: run?.state === "running" && isQuiet(run.leaseExpiresAt, LEASE_SECONDS, ctx.clock.now()),
    workerAlive: run?.state !== "queued" || (await workerSeenAt(staff.db)) !== null,
    error: run?.errorCode ? { code: run.errorCode, message: run.errorMessage ?? "" } : null,
  };
}

const withoutContent = (run: typeof exportRun.$inferSelect): typeof exportRun.$inferSelect => ({
  ...run,
  phase: run.state === "running" ? "running" : run.phase,
  rowsDone: 0,
  rowsTotal: null,
  bytesDone: 0,
  errorMessage: run.errorMessage && "Why is for those who may handle the payroll.",
});
