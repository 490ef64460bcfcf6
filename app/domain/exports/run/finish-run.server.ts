import { and, eq, sql } from "drizzle-orm";
import { exportRun } from "#db/schema/exports.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { changeState } from "../change-state.server.ts";
import { PROGRESS_CHANNEL } from "./figures.ts";
import type { Attempt } from "./start-attempt.server.ts";

export type FinishedArchive = {
  key: string;
  bytes: number;
  sha512: string;
  sha256: string;
  /** Plain JSON: counts and sums per year, amounts as decimal strings. */
  controlTotals: unknown;
};

/**
 * The fenced end: the archive counts only if this attempt still holds the lease.
 * @returns false when it does not (0 rows): the caller is a zombie and must leave what is published to the one that holds it
 */
export async function finishRun(ctx: Ctx, attempt: Attempt, archive: FinishedArchive): Promise<boolean> {
  return await ctx.db.transaction(async (tx) => {
    const [run] = await tx
      .update(exportRun)
      .set({
        state: "ready",
        phase: "ready",
        finishedAt: sql`now()`,
        progressAt: sql`now()`,
        leaseToken: null,
        leaseExpiresAt: null,
        bytesDone: archive.bytes,
        archiveKey: archive.key,
        archiveBytes: archive.bytes,
        archiveSha512: archive.sha512,
        archiveSha256: archive.sha256,
        controlTotals: archive.controlTotals,
        errorCode: null,
        errorMessage: null,
      })
      .where(
        and(
          eq(exportRun.id, attempt.runId),
          eq(exportRun.leaseToken, attempt.leaseToken),
          eq(exportRun.state, "running"),
        ),
      )
      .returning({ id: exportRun.id });
    if (!run) return false;
    await changeState(tx, "finish", { id: attempt.requestId });
    await recordEvent(ctx, tx, {
      action: "export_run.ready",
      target: { kind: "export_request", id: attempt.requestId },
      details: { runId: run.id, attempt: attempt.attempt, bytes: archive.bytes, sha512: archive.sha512 },
    });
    await tx.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${run.id})`);
    return true;
  });
}
