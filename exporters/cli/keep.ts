import { createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { partsManifest, signPartsManifest } from "../archive/parts-manifest.ts";
import { type VerifiedArchive, verifyArchive } from "../archive/verify.ts";
import { Refusal } from "./refusal.ts";
import { problemLines } from "./report-lines.ts";

export type Kept = { file: string; archive: VerifiedArchive };

/**
 * Writes to temporary files, checks them, and gives them their names when all are whole, durable and in the audit trail. Beside
 * several parts it leaves a manifest that `sha512sum -c` reads, and its signature.
 */
export async function keep(
  folder: string,
  key: KeyObject,
  signal: AbortSignal,
  write: (openPart: (part: number) => Writable) => Promise<void>,
  audit: (parts: readonly VerifiedArchive[]) => Promise<void>,
): Promise<Kept[]> {
  await mkdir(folder, { recursive: true });
  const name = randomUUID();
  const temporaries = new Map<number, string>();
  try {
    await write((part) => {
      const temporary = path.join(folder, `.${name}.${part}.part`);
      temporaries.set(part, temporary);
      return createWriteStream(temporary, { flags: "wx", mode: 0o600 });
    });
    const kept: (Kept & { temporary: string })[] = [];
    for (const [, temporary] of [...temporaries].sort(([a], [b]) => a - b)) {
      await sync(temporary, "r+");
      const result = await verifyArchive(temporary, { publicKey: createPublicKey(key), signal });
      if (!result.ok)
        throw new Refusal(
          "not_verified",
          "The archive that was written does not pass its own check and was removed.",
          problemLines(result.problems),
        );
      const file = path.join(folder, `${result.archive.root}.zip`);
      if (existsSync(file))
        throw new Refusal("already_there", `${file} is there already. Move it away, or give another folder.`);
      kept.push({ file, archive: result.archive, temporary });
    }
    await audit(kept.map(({ archive }) => archive));
    for (const { temporary, file } of kept) await rename(temporary, file);
    if (kept.length > 1) await writePartsManifest(folder, key, kept);
    await sync(folder, "r");
    return kept;
  } finally {
    for (const temporary of temporaries.values()) await rm(temporary, { force: true });
  }
}

async function writePartsManifest(folder: string, key: KeyObject, kept: readonly Kept[]) {
  const parts = kept.map(({ file, archive }) => ({ fileName: path.basename(file), sha512: archive.sha512 }));
  const manifest = partsManifest(parts);
  const file = path.join(folder, `${kept[0]!.archive.root}.sha512`);
  await writeFile(file, manifest);
  await writeFile(`${file}.sig`, signPartsManifest(manifest, key));
}

async function sync(file: string, flags: "r" | "r+") {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
