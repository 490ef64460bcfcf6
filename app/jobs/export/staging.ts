import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Room that is left for everything else on the disk. */
const MARGIN_BYTES = 1024 ** 3;
const LEFT = /^([0-9a-f-]{36})\.(\d+)(?:(?:\.\d+)?\.part|\.spool)$/;

/** Archives are written here and moved when they are whole; on the archive store's own file system, so that it is a move. */
export function stagingFolder(archiveStore: string, home: string): string {
  return archiveStore.startsWith("file:")
    ? path.join(fileURLToPath(archiveStore), "tmp")
    : path.join(home, "archives-tmp");
}

export const partFile = (folder: string, runId: string, attempt: number, part: number) =>
  path.join(folder, `${runId}.${attempt}.${part}.part`);

/** Files of an attempt that wait for their turn to go into a part. */
export const spoolFolder = (folder: string, runId: string, attempt: number) =>
  path.join(folder, `${runId}.${attempt}.spool`);

/** What is lying in the folder, by run and attempt. */
export async function listParts(folder: string): Promise<{ file: string; runId: string; attempt: number }[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).flatMap((name) => {
    const match = LEFT.exec(name);
    return match ? [{ file: path.join(folder, name), runId: match[1]!, attempt: Number(match[2]) }] : [];
  });
}

const CERTIFICATE = /^erasure-[0-9a-f-]{36}\.part$/;
/** Longer than the few pages of a certificate ever take. */
const LONGEST_CERTIFICATE_MS = 3600_000;

export const certificateFile = (folder: string) => path.join(folder, `erasure-${randomUUID()}.part`);

/** Removes certificates that a killed worker was writing: they name a customer. */
export async function removeLeftCertificates(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => CERTIFICATE.test(one))) {
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > LONGEST_CERTIFICATE_MS) await removePart(file);
  }
}

export const removePart = (file: string) => rm(file, { recursive: true, force: true });

/** @throws Error with the code ENOSPC, before anything is written, when the disk will not do */
export async function requireSpace(folder: string, estimatedBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = Math.ceil(estimatedBytes * 1.5) + MARGIN_BYTES;
  if (bavail * bsize < needed) {
    throw Object.assign(new Error(`${needed} bytes are needed in ${folder}, ${bavail * bsize} are free`), {
      code: "ENOSPC",
    });
  }
}

/** Bytes that the system only holds in memory are on the disk after this. A failure is never tried again: the pages may be gone. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
