import type { Job } from "pg-boss";
import type { Ctx } from "../domain/context.ts";
import { type DisclosureDeps, performDisclosure } from "./disclosure/perform-disclosure.ts";
import { type Payload, queues } from "./queues.ts";

/** Doorbell: finds the rows of one authority's request. */
export async function disclosureRunJob(
  ctx: Ctx,
  deps: DisclosureDeps,
  job: Job<Payload<"disclosure-run">>,
  stopping: AbortSignal,
) {
  const { disclosureId } = queues["disclosure-run"].payload.parse(job.data);
  await performDisclosure(ctx, deps, { id: disclosureId, signal: AbortSignal.any([stopping, job.signal]) });
}
