import type { Job } from "pg-boss";
import type { ServiceCtx } from "../domain/context.ts";
import { reconcileOwner } from "../domain/marks/reconcile-owner.server.ts";
import { type Payload, queues } from "./queues.ts";

/** Doorbell: brings Grafana to what one window or release wants there. What is not reached is tried again twice a minute. */
export async function reconcileMarksJob(ctx: ServiceCtx, job: Job<Payload<"reconcile-marks">>, stopping: AbortSignal) {
  const owner = queues["reconcile-marks"].payload.parse(job.data);
  await reconcileOwner(ctx, { ...owner, signal: AbortSignal.any([stopping, job.signal]) });
}
