import { createHash, randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Storage } from "./storage.ts";

/**
 * Keeps a document under the SHA-256 of its bytes. Storing the same bytes again changes nothing.
 * @throws StorageError
 */
export async function storeDocument(storage: Storage, bytes: Uint8Array): Promise<{ sha256: string; bytes: number }> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if ((await storage.stat(sha256))?.bytes !== bytes.length) {
    const file = path.join(tmpdir(), `huolto-${randomUUID()}`);
    try {
      await writeFile(file, bytes, { mode: 0o600, flag: "wx" });
      await storage.publish(file, sha256);
    } finally {
      await rm(file, { force: true });
    }
  }
  return { sha256, bytes: bytes.length };
}
