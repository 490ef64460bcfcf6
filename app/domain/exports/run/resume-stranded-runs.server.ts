import { sql } from "drizzle-orm";
import { enqueue } from "../../../platform/queue.server.ts";
import type { Ctx } from "../../context.ts";
import { failAttempt } from "./fail-attempt.server.ts";
import { MOST_ATTEMPTS } from "./figures.ts";

/**
 * Finds runs that nobody is working on and nobody will: sends them again, or gives up those that have been begun six times.
 * The truth is in export_run; a job that was lost, or whose worker died, costs a minute and not the archive.
 * @returns how many were sent again and given up
 */
export async function resumeStrandedRuns(ctx: Ctx): Promise<{ resumed: number; givenUp: number }> {
  const lost = await ctx.db.execute<{ id: string; request_id: string; attempt: number; lease_token: string }>(sql`
    select id, request_id, attempt, lease_token from console.export_run
    where state = 'running' and lease_expires_at < now() and attempt >= ${MOST_ATTEMPTS}`);
  for (const run of lost) {
    await failAttempt(
      ctx,
      { runId: run.id, requestId: run.request_id, attempt: run.attempt, leaseToken: run.lease_token },
      {
        code: "worker_lost",
        message: `The worker stopped in the middle of the run ${MOST_ATTEMPTS} times. The platform team finds why in its log.`,
        permanent: true,
      },
    );
  }
  const resumed = await ctx.db.transaction(async (tx) => {
    // One worker at a time, or each would send its own job; the others have nothing to do.
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtextextended('resume export runs', 0)) as mine`,
    );
    if (!lock?.mine) return 0;
    // A job that waits or is being worked on will do it, except that of a worker whose lease is over (it may never return)
    // and that of one that was asked to stop (there is no reason to wait for the queue's next try).
    const stranded = await tx.execute<{ id: string }>(sql`
      select r.id from console.export_run r
      where (r.state = 'queued' or (r.state = 'running' and r.lease_expires_at < now()))
        and not exists (
          select from pgboss.job j
          where j.name = 'export-run' and j.data->>'runId' = r.id::text
            and (j.state = 'created' or (r.state = 'queued' and j.state in ('retry', 'active') and r.error_code is distinct from 'stopped')))`);
    for (const run of stranded) await enqueue(tx, "export-run", { runId: run.id });
    return stranded.length;
  });
  return { resumed, givenUp: lost.length };
}
