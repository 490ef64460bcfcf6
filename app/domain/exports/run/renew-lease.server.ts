import { sql } from "drizzle-orm";
import type { Ctx } from "../../context.ts";
import { LEASE_SECONDS, PROGRESS_CHANNEL } from "./figures.ts";
import type { Attempt } from "./start-attempt.server.ts";

export type RunProgress = { phase: string; rowsDone: number; rowsTotal: number | null; bytesDone: number };

/**
 * Holds on to the run (and to its slot) for another 45 seconds by the database's clock.
 * @returns false when the lease is lost: this attempt is a zombie and must stop
 */
export async function renewLease(
  ctx: Pick<Ctx, "db">,
  { runId, leaseToken }: Pick<Attempt, "runId" | "leaseToken">,
): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    with run as (
      update console.export_run set lease_expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
      where id = ${runId} and lease_token = ${leaseToken} and state = 'running' returning id
    ), slot as (
      update ledger.export_lease l set expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
      from run where l.run_id = run.id returning l.role_name
    )
    select id from run`);
  return rows.length > 0;
}

/** Writes how far the run is and tells the pages that listen. A zombie's word changes nothing. */
export async function recordProgress(
  ctx: Pick<Ctx, "db">,
  { runId, leaseToken }: Pick<Attempt, "runId" | "leaseToken">,
  progress: RunProgress,
): Promise<void> {
  await ctx.db.execute(sql`
    with run as (
      update console.export_run
      set phase = ${progress.phase}, rows_done = ${progress.rowsDone}, rows_total = ${progress.rowsTotal},
          bytes_done = ${progress.bytesDone}, progress_at = now()
      where id = ${runId} and lease_token = ${leaseToken} and state = 'running' returning id
    )
    select pg_notify(${PROGRESS_CHANNEL}, id::text) from run`);
}
