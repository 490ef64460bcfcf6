import { eq, sql } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { readScope } from "#exporters/law/read-scope.ts";
import type { Scope } from "#exporters/law/scope.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { changeState, type ExportRequest } from "../change-state.server.ts";
import { LEASE_SECONDS, MOST_ATTEMPTS } from "./figures.ts";

export type Attempt = {
  runId: string;
  requestId: string;
  attempt: number;
  /** The fence: whoever holds another one is a zombie. */
  leaseToken: string;
  queuedAt: Date;
  request: ExportRequest;
  scope: Scope;
};

/**
 * Begins the next attempt of a run: takes the lease, by the database's clock, if nobody holds one that is still good.
 * @returns null when there is nothing to do: the run is over, or another worker has it
 */
export async function startAttempt(ctx: Ctx, input: { runId: string }): Promise<Attempt | null> {
  return await ctx.db.transaction(async (tx) => {
    const [run] = await tx.execute<{ request_id: string; attempt: number; lease_token: string; queued_at: string }>(sql`
      update console.export_run
      set state = 'running', attempt = attempt + 1, lease_token = gen_random_uuid(),
          lease_expires_at = now() + make_interval(secs => ${LEASE_SECONDS}),
          started_at = now(), phase = 'starting',
          rows_done = 0, bytes_done = 0, progress_at = now()
      where id = ${input.runId} and attempt < ${MOST_ATTEMPTS}
        and (state = 'queued' or (state = 'running' and lease_expires_at < now()))
      returning request_id, attempt, lease_token, queued_at::text`);
    if (!run) return null;
    const [before] = await tx
      .select({ state: exportRequest.state })
      .from(exportRequest)
      .where(eq(exportRequest.id, run.request_id))
      .for("update");
    const request = await changeState(tx, "start", { id: run.request_id });
    await recordEvent(ctx, tx, {
      action: "export_run.start",
      target: { kind: "export_request", id: request.id },
      details: { runId: input.runId, attempt: run.attempt, before: before?.state },
    });
    return {
      runId: input.runId,
      requestId: request.id,
      attempt: run.attempt,
      leaseToken: run.lease_token,
      queuedAt: new Date(run.queued_at),
      request,
      scope: readScope(request.scope),
    };
  });
}
