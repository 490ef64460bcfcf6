import { createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type VerifiedArchive, verifyArchive } from "../archive/verify.ts";
import { Refusal } from "./refusal.ts";
import { problemLines } from "./report-lines.ts";

/** Writes to a temporary file, checks it, and gives it its name when it is whole, durable and in the audit trail. */
export async function keep(
  folder: string,
  key: KeyObject,
  signal: AbortSignal,
  write: (temporary: string) => Promise<void>,
  audit: (archive: VerifiedArchive) => Promise<void>,
): Promise<{ file: string; archive: VerifiedArchive }> {
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomUUID()}.part`);
  try {
    await write(temporary);
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
    await audit(result.archive);
    await rename(temporary, file);
    await sync(folder, "r");
    return { file, archive: result.archive };
  } finally {
    await rm(temporary, { force: true });
  }
}

async function sync(file: string, flags: "r" | "r+") {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
