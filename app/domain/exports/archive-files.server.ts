import { and, asc, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportArchivePart, exportRun } from "#db/schema/exports.ts";

export type ArchiveFile = { key: string; part: number; fileName: string; bytes: number; sha512: string };

/** The files of a request's finished archive, in order; none where there is no archive. */
export async function archiveFiles(tx: DbOrTx, requestId: string): Promise<ArchiveFile[]> {
  return await tx
    .select({
      key: exportArchivePart.archiveKey,
      part: exportArchivePart.part,
      fileName: exportArchivePart.fileName,
      bytes: exportArchivePart.bytes,
      sha512: exportArchivePart.sha512,
    })
    .from(exportArchivePart)
    .innerJoin(exportRun, eq(exportRun.id, exportArchivePart.runId))
    .where(and(eq(exportRun.requestId, requestId), eq(exportRun.state, "ready")))
    .orderBy(asc(exportArchivePart.part));
}
