import { and, eq, sql } from "drizzle-orm";
import { exportArchivePart, exportRun } from "#db/schema/exports.ts";
import type { Seals } from "#exporters/archive/seals/seal.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { changeState } from "../change-state.server.ts";
import { PROGRESS_CHANNEL } from "./figures.ts";
import type { Attempt } from "./start-attempt.server.ts";

export type FinishedPart = {
  part: number;
  key: string;
  fileName: string;
  bytes: number;
  sha512: string;
  sha256: string;
  seals: Seals;
};
export type FinishedArchive = {
  /** In their order; one, usually. The first one has the hashes of the others in it. */
  parts: FinishedPart[];
  /** What `sha512sum -c` reads for all parts, and the service's signature over it. */
  manifest: string;
  signature: Buffer;
  /** Plain JSON: counts and sums per year, amounts as decimal strings. */
  controlTotals: unknown;
};

/**
 * The fenced end: the archive counts only if this attempt still holds the lease.
 * @returns false when it does not (0 rows): the caller is a zombie and must leave what is published to the one that holds it
 */
export async function finishRun(ctx: Ctx, attempt: Attempt, archive: FinishedArchive): Promise<boolean> {
  const first = archive.parts[0]!;
  const bytes = archive.parts.reduce((sum, part) => sum + part.bytes, 0);
  const seals = sealsOf(archive.parts);
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
        bytesDone: bytes,
        archiveKey: first.key,
        archiveBytes: bytes,
        archiveSha512: first.sha512,
        archiveSha256: first.sha256,
        partsManifest: archive.manifest,
        partsSignature: archive.signature,
        seals,
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
    await tx
      .insert(exportArchivePart)
      .values(archive.parts.map(({ key, seals: _, ...part }) => ({ ...part, runId: run.id, archiveKey: key })));
    await changeState(tx, "finish", { id: attempt.requestId });
    await recordEvent(ctx, tx, {
      action: "export_run.ready",
      target: { kind: "export_request", id: attempt.requestId },
      details: {
        runId: run.id,
        attempt: attempt.attempt,
        bytes,
        sha512: first.sha512,
        parts: archive.parts.length,
        certificate: seals.certificate.state,
        timeStamp: seals.timeStamp.state,
      },
    });
    await tx.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${run.id})`);
    return true;
  });
}

/** What holds of all parts: a seal that one of them lacks is lacking. */
function sealsOf(parts: readonly FinishedPart[]): Seals {
  const worst = (seal: keyof Seals) =>
    parts.map(({ seals }) => seals[seal]).find(({ state }) => state === "failed") ?? parts[0]!.seals[seal];
  return { certificate: worst("certificate"), timeStamp: worst("timeStamp") };
}
