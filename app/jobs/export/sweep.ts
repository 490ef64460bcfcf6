import { sql } from "drizzle-orm";
import type { Ctx } from "#app/domain/context.ts";
import { filesRemoved, unsentFiles } from "#app/domain/exports/unsent-files.server.ts";
import type { ExportDeps } from "./perform-run.ts";
import { deleteArchive, deleteSurely } from "./archive-keys.ts";
import { listParts, removeLeftCertificates, removePart } from "./staging.ts";

/**
 * Removes what nobody will be given: half-made files and leases of killed workers, files of runs that failed, and archives that
 * were cancelled before their hand-over.
 */
export async function sweep(ctx: Ctx, deps: Pick<ExportDeps, "archives" | "stagingFolder">): Promise<void> {
  await ctx.db.execute(sql`delete from ledger.export_lease where expires_at < now() - interval '1 minute'`);
  for (const part of await listParts(deps.stagingFolder)) {
    const [live] = await ctx.db.execute(sql`
      select from console.export_run
      where id = ${part.runId} and state = 'running' and attempt = ${part.attempt} and lease_expires_at > now()`);
    if (!live) await removePart(part.file);
  }
  await removeLeftCertificates(deps.stagingFolder);
  for (const run of await unsentFiles(ctx)) {
    try {
      for (const { key } of run.files) await deleteSurely(deps.archives, key);
      // An attempt that was published and did not come to say so left files that no row names.
      for (let attempt = 1; attempt <= run.attempt; attempt++) await deleteArchive(deps.archives, run.runId, attempt);
      if (run.settled) await filesRemoved(ctx, run);
    } catch (error) {
      // The next round tries again, and until then the request's page says that they are still there.
      ctx.log.error({ err: error, runId: run.runId }, "files that nobody needs were not removed");
    }
  }
}
