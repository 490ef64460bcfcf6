import { sql } from "drizzle-orm";
import { enqueue } from "../../../platform/queue.server.ts";
import type { Ctx } from "../../context.ts";
import { MOST_ATTEMPTS } from "../../exports/run/figures.ts";
import { failDisclosureRun } from "./end-run.server.ts";

/**
 * Finds runs that nobody is working on and nobody will: sends them again, or gives up those that have been begun six times.
 * The truth is in console.disclosure; a job that was lost, or whose worker died, costs a minute and not the package.
 */
export async function resumeDisclosures(ctx: Ctx): Promise<void> {
  const lost = await ctx.db.execute<{
    id: string;
    run_attempt: number;
    run_lease_token: string;
    run_tries: number;
  }>(sql`
    select id, run_attempt, run_lease_token, run_tries from console.disclosure
    where run_state = 'running' and run_lease_expires_at < now() and run_tries >= ${MOST_ATTEMPTS}`);
  for (const run of lost)
    await failDisclosureRun(
      ctx,
      { id: run.id, attempt: run.run_attempt, leaseToken: run.run_lease_token, tries: run.run_tries },
      {
        code: "worker_lost",
        message: `The worker stopped in the middle of the run ${MOST_ATTEMPTS} times.`,
        permanent: true,
      },
    );
  await ctx.db.transaction(async (tx) => {
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtextextended('resume disclosures', 0)) as mine`,
    );
    if (!lock?.mine) return;
    const stranded = await tx.execute<{ id: string }>(sql`
      select d.id from console.disclosure d
      where (d.run_state = 'queued' or (d.run_state = 'running' and d.run_lease_expires_at < now()))
        and not exists (
          select from pgboss.job j
          where j.name = 'disclosure-run' and j.data->>'disclosureId' = d.id::text
            and (j.state = 'created' or (d.run_state = 'queued' and j.state in ('retry', 'active'))))`);
    for (const { id } of stranded) await enqueue(tx, "disclosure-run", { disclosureId: id });
  });
}
