import { sql } from "drizzle-orm";
import type { Ctx } from "#app/domain/context.ts";
import type { ExportDeps } from "./perform-run.ts";
import { deleteArchive } from "./archive-keys.ts";
import { listParts, removePart } from "./staging.ts";

/** Removes what killed workers left behind: half-made files, leases on slots, archives that no run names. */
export async function sweep(ctx: Ctx, deps: Pick<ExportDeps, "archives" | "stagingFolder">): Promise<void> {
  await ctx.db.execute(sql`delete from ledger.export_lease where expires_at < now() - interval '1 minute'`);
  for (const part of await listParts(deps.stagingFolder)) {
    const [live] = await ctx.db.execute(sql`
      select from console.export_run
      where id = ${part.runId} and state = 'running' and attempt = ${part.attempt} and lease_expires_at > now()`);
    if (!live) await removePart(part.file);
  }
  // A failed run has no archive; one that was published and not said so is nobody's.
  const failed = await ctx.db.execute<{ id: string; attempt: number }>(sql`
    select id, attempt from console.export_run where state = 'failed' and finished_at > now() - interval '10 minutes'`);
  for (const run of failed)
    for (let attempt = 1; attempt <= run.attempt; attempt++) await deleteArchive(deps.archives, run.id, attempt);
}
