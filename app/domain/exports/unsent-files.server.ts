import { and, eq, isNull, sql } from "drizzle-orm";
import { exportArchivePart, exportRequest, exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { requestEvent } from "./change-state.server.ts";

/** A run whose files nobody outside has had, and nobody will. */
export type UnsentFiles = {
  runId: string;
  requestId: string;
  attempt: number;
  files: { key: string; bytes: number; sha512: string }[];
  /** False while an attempt that lost its lease may still publish something. */
  settled: boolean;
};

/**
 * Runs whose files are to go: of a request that was cancelled before its hand-over, at once; and of runs that failed. The books
 * are still in the service, nobody was given a link, so this takes no two people; what was ever handed over is not among them.
 */
export async function unsentFiles(ctx: Pick<Ctx, "db">): Promise<UnsentFiles[]> {
  const runs = await ctx.db
    .select({
      runId: exportRun.id,
      requestId: exportRun.requestId,
      attempt: exportRun.attempt,
      settled: sql<boolean>`${exportRun.state} = 'ready' or ${exportRun.finishedAt} < now() - interval '10 minutes'`,
    })
    .from(exportRun)
    .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
    .where(
      and(
        isNull(exportRun.removedAt),
        sql`(${exportRun.state} = 'failed' or (${exportRun.state} = 'ready' and ${exportRequest.state} = 'cancelled'))`,
        sql`not exists (select from console.export_link link where link.run_id = ${exportRun.id})`,
      ),
    );
  return Promise.all(
    runs.map(async (run) => ({
      ...run,
      files: await ctx.db
        .select({
          key: exportArchivePart.archiveKey,
          bytes: exportArchivePart.bytes,
          sha512: exportArchivePart.sha512,
        })
        .from(exportArchivePart)
        .where(eq(exportArchivePart.runId, run.runId)),
    })),
  );
}

/**
 * Says that a run's files are gone; sizes and hashes stay, the amounts of the books do not. Of two workers the second changes
 * nothing.
 * @returns whether this call did it
 */
export async function filesRemoved(ctx: Ctx, { runId, requestId, files }: UnsentFiles): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const [run] = await tx
      .update(exportRun)
      .set({ removedAt: ctx.clock.now(), controlTotals: null })
      .where(and(eq(exportRun.id, runId), isNull(exportRun.removedAt)))
      .returning({ id: exportRun.id });
    if (!run) return false;
    if (files.length > 0)
      await recordEvent(ctx, tx, {
        ...requestEvent("remove_files", requestId),
        details: { runId, files: files.map(({ bytes, sha512 }) => ({ bytes, sha512 })) },
      });
    return true;
  });
}
