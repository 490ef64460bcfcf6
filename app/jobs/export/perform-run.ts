import type { KeyObject } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/domain/context.ts";
import { archiveFileName } from "#app/domain/exports/archive-file-name.ts";
import { failAttempt } from "#app/domain/exports/run/fail-attempt.server.ts";
import { PROGRESS_EVERY_MS } from "#app/domain/exports/run/figures.ts";
import { finishRun } from "#app/domain/exports/run/finish-run.server.ts";
import { recordProgress, renewLease } from "#app/domain/exports/run/renew-lease.server.ts";
import { type Attempt, startAttempt } from "#app/domain/exports/run/start-attempt.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { exportRequest, exportRun } from "#db/schema/exports.ts";
import { partsManifest, signPartsManifest } from "#exporters/archive/parts-manifest.ts";
import { archiveKey, deleteArchive } from "./archive-keys.ts";
import type { ArchiveMaker } from "./archive-maker.ts";
import { endAttempt } from "./end-attempt.ts";
import { estimateBytes } from "./estimate.ts";
import { VerificationError } from "./failure.ts";
import { keepLease, LeaseLost } from "./keep-lease.ts";
import { progressWriter } from "./progress-writer.ts";
import { endOtherSlots, takeSlot } from "./slots.ts";
import { partFile, removePart, requireSpace, spoolFolder, syncFile } from "./staging.ts";

export type ExportDeps = {
  slotUrls: readonly string[];
  documents: Storage;
  archives: Storage;
  stagingFolder: string;
  signingKey: KeyObject;
  maker: ArchiveMaker;
};

/**
 * One attempt at one run, from the free slot to the published archive. Ends quietly when the run is over or another worker
 * has it.
 * @param signal aborted when the worker is asked to stop
 * @throws what went wrong, so that the queue tries again; not when the run has been given up
 */
export async function performRun(
  ctx: Ctx,
  deps: ExportDeps,
  { runId, signal }: { runId: string; signal: AbortSignal },
): Promise<void> {
  const [run] = await ctx.db
    .select({ companyId: exportRequest.companyId, part: exportRequest.part, state: exportRun.state })
    .from(exportRun)
    .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
    .where(eq(exportRun.id, runId));
  if (!run || run.state === "ready" || run.state === "failed") return;
  const slot = await takeSlot(ctx.db, deps.slotUrls, {
    companyId: run.companyId,
    part: run.part,
    runId,
    signal,
  });
  try {
    const attempt = await startAttempt(ctx, { runId });
    if (!attempt) return;
    await endOtherSlots(ctx.db, { runId, role: slot.role });
    await performAttempt(ctx, deps, attempt, slot.url, signal);
  } finally {
    await slot.release();
  }
}

async function performAttempt(ctx: Ctx, deps: ExportDeps, attempt: Attempt, slotUrl: string, stop: AbortSignal) {
  const lease = keepLease(() => renewLease(ctx, attempt));
  const signal = AbortSignal.any([lease.signal, stop]);
  const log = ctx.log.child({ runId: attempt.runId, attempt: attempt.attempt });
  const opened: string[] = [];
  const fileOf = (part: number) => partFile(deps.stagingFolder, attempt.runId, attempt.attempt, part);
  let rows: { rowsDone: number; rowsTotal: number | null } = { rowsDone: 0, rowsTotal: null };
  const progress = progressWriter((now) => recordProgress(ctx, attempt, now), PROGRESS_EVERY_MS);
  try {
    await mkdir(deps.stagingFolder, { recursive: true, mode: 0o700 });
    await requireSpace(deps.stagingFolder, await estimateBytes(slotUrl, attempt.request.companyId));
    const made = await deps.maker.create({
      slotUrl,
      companyId: attempt.request.companyId,
      scope: attempt.scope,
      documents: (sha256) => deps.documents.read(sha256),
      openPart: (part) => {
        opened.push(fileOf(part));
        // "x": a file of that name would be another attempt's.
        return createWriteStream(fileOf(part), { flags: "wx", mode: 0o600 });
      },
      spool: { folder: spoolFolder(deps.stagingFolder, attempt.runId, attempt.attempt) },
      language: attempt.request.language,
      signingKey: deps.signingKey,
      // The same in every attempt: the same books then give the same bytes.
      date: attempt.queuedAt,
      onProgress: (now) => {
        rows = { rowsDone: now.rowsDone, rowsTotal: now.rowsTotal };
        progress.report(now);
      },
      signal,
    });
    const bytes = made.parts.reduce((sum, part) => sum + part.bytes, 0);
    progress.report({ ...rows, bytesDone: bytes, phase: "verifying" });
    for (const { part } of made.parts) {
      await syncFile(fileOf(part));
      const problems = await deps.maker.verify(fileOf(part), { signal });
      if (problems.length > 0)
        throw new VerificationError(
          `The finished archive does not pass its own check: ${problems.slice(0, 3).join(" ")}`,
        );
    }
    signal.throwIfAborted();
    await progress.end();
    const { businessId, number } = attempt.request;
    const parts = made.parts.map((part) => ({
      ...part,
      key: archiveKey(attempt.runId, attempt.attempt, part.part),
      fileName: archiveFileName({ businessId, number, of: attempt.request.part }, part.part, made.parts.length),
    }));
    for (const { part, key } of parts) await deps.archives.publish(fileOf(part), key);
    const manifest = partsManifest(parts);
    const signature = signPartsManifest(manifest, deps.signingKey);
    const { controlTotals } = made;
    if (!(await finishRun(ctx, attempt, { parts, manifest, signature, controlTotals }))) {
      await deleteArchive(deps.archives, attempt.runId, attempt.attempt);
      throw new LeaseLost("taken over before the end");
    }
    log.info({ bytes, parts: parts.length }, "archive ready");
    await removeEarlierArchives(deps.archives, attempt);
  } catch (error) {
    await endAttempt(error, {
      lease: lease.signal,
      stop,
      log,
      said: "the attempt failed",
      fail: (failure) => failAttempt(ctx, attempt, failure),
    });
  } finally {
    lease.stop();
    await progress.end();
    for (const file of opened) await removePart(file);
  }
}

/** A worker killed between publishing and saying so leaves a file that no row names. */
async function removeEarlierArchives(archives: Storage, { runId, attempt }: Attempt) {
  for (let earlier = 1; earlier < attempt; earlier++) await deleteArchive(archives, runId, earlier);
}
