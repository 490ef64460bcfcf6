import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
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
  isRecorded,
} from "#app/domain/exports/erase-archive.server.ts";
import { StorageError } from "#app/platform/storage/storage.ts";
import { renderDocument } from "#exporters/formats/pdf/document.ts";
import { deleteArchive, deleteSurely } from "./archive-keys.ts";
import type { ExportDeps } from "./perform-run.ts";
import { removePart, syncFile } from "./staging.ts";

/**
 * Carries out the erasures that two people have decided on: the files first, then the certificate, then the rows. Whatever it is
 * killed between, the next round does again, and deleting what is gone is no fault.
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
  const erasedAt = ctx.clock.now();
  const { language, title, subject, blocks } = await certificateOf(ctx, { ...due, erasedAt });
  await mkdir(stagingFolder, { recursive: true, mode: 0o700 });
  const part = path.join(stagingFolder, `erasure-${randomUUID()}.part`);
  const hash = createHash("sha256");
  try {
    await pipeline(
      Readable.from(renderDocument({ language, title, subject, date: erasedAt, blocks })),
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
    const key = certificateKey(due.requestId, sha256);
    await archives.publish(part, key);
    const first = await finishErasure(ctx, { ...due, erasedAt, certificate: { key, sha256 } });
    if (!first && !(await isRecorded(ctx, due.requestId, key))) await archives.delete(key);
    return first;
  } finally {
    await removePart(part);
  }
}
