import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ServiceCtx } from "#app/domain/context.ts";
import {
  certificateKey,
  certificateOf,
  type DueErasure,
  dueErasures,
  erasureFailed,
  finishErasure,
  isNoted,
  noteCertificate,
  noteFilesGone,
  type StoredCertificate,
} from "#app/domain/exports/erase-archive.server.ts";
import { StorageError } from "#app/platform/storage/storage.ts";
import { renderDocument } from "#exporters/formats/pdf/document.ts";
import { deleteArchive, deleteSurely } from "./archive-keys.ts";
import type { ExportDeps } from "./perform-run.ts";
import { certificateFile, removePart, syncFile } from "./staging.ts";

/**
 * Carries out the erasures that two people have decided on: the files first, then the certificate, then the rows. Whatever it is
 * killed between, the next round does again: deleting what is gone is no fault, and a certificate that was stored is found again.
 * @returns how many archives were erased
 */
export async function eraseArchives(
  ctx: ServiceCtx,
  deps: Pick<ExportDeps, "archives" | "stagingFolder">,
): Promise<{ erased: number }> {
  let erased = 0;
  for (const due of await dueErasures(ctx)) {
    try {
      if (await erase(ctx, deps, due)) erased += 1;
    } catch (error) {
      ctx.log.error({ err: error, requestId: due.requestId }, "an archive was not erased");
      await erasureFailed(ctx, due.requestId, error instanceof StorageError ? `storage_${error.code}` : "unexpected");
    }
  }
  return { erased };
}

async function erase(
  ctx: ServiceCtx,
  { archives, stagingFolder }: Pick<ExportDeps, "archives" | "stagingFolder">,
  due: DueErasure,
): Promise<boolean> {
  for (const key of due.keys) await deleteSurely(archives, key);
  for (const run of due.runs)
    for (let attempt = 1; attempt <= run.attempt; attempt++) await deleteArchive(archives, run.id, attempt);
  const gone = await noteFilesGone(ctx, due.requestId);
  if (!gone) return false;
  const { erasedAt } = gone;
  const certificate = (await isStored(archives, gone.certificate))
    ? gone.certificate
    : await storeCertificate(ctx, { archives, stagingFolder }, { ...due, ...gone });
  if (!certificate) return false;
  const first = await finishErasure(ctx, { ...due, erasedAt, certificate });
  if (!first && !(await isNoted(ctx, due.requestId, certificate.key))) await archives.delete(certificate.key);
  return first;
}

/** Whether a certificate that was noted came to the store, whole, before its worker was killed. */
async function isStored(archives: ExportDeps["archives"], certificate: StoredCertificate | null): Promise<boolean> {
  if (!certificate || !(await archives.stat(certificate.key))) return false;
  const hash = createHash("sha256");
  for await (const chunk of await archives.read(certificate.key)) hash.update(chunk);
  return hash.digest("hex") === certificate.sha256;
}

/** @returns null when another worker is ahead, and nothing was stored */
async function storeCertificate(
  ctx: ServiceCtx,
  { archives, stagingFolder }: Pick<ExportDeps, "archives" | "stagingFolder">,
  due: DueErasure & { erasedAt: Date; certificate: StoredCertificate | null },
): Promise<StoredCertificate | null> {
  const { language, title, subject, blocks } = await certificateOf(ctx, due);
  await mkdir(stagingFolder, { recursive: true, mode: 0o700 });
  const part = certificateFile(stagingFolder);
  const hash = createHash("sha256");
  try {
    await pipeline(
      Readable.from(renderDocument({ language, title, subject, date: due.erasedAt, blocks })),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(part, { mode: 0o600 }),
    );
    await syncFile(part);
    const sha256 = hash.digest("hex");
    const certificate = { key: certificateKey(due.requestId, sha256), sha256 };
    if (!(await noteCertificate(ctx, due.requestId, { certificate, before: due.certificate }))) return null;
    await archives.publish(part, certificate.key);
    return certificate;
  } finally {
    await removePart(part);
  }
}
