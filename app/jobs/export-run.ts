import type { Job } from "pg-boss";
import type { Ctx } from "../domain/context.ts";
import { type ExportDeps, performRun } from "./export/perform-run.ts";
import { type Payload, queues } from "./queues.ts";

/** Doorbell: makes the archive of one run. */
export async function exportRunJob(ctx: Ctx, deps: ExportDeps, job: Job<Payload<"export-run">>, stopping: AbortSignal) {
  const { runId } = queues["export-run"].payload.parse(job.data);
  await performRun(ctx, deps, { runId, signal: AbortSignal.any([stopping, job.signal]) });
}
