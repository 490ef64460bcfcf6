import { createPublicKey, type KeyObject } from "node:crypto";
import type { DbOrTx } from "#db/client.ts";
import { archiveSigningKey } from "#db/schema/exports.ts";
import { keyFingerprint } from "#exporters/archive/key-fingerprint.ts";

/** Keeps the public half of a key before it signs anything: it stays on the public page when another one takes its place. */
export async function rememberArchiveKey(db: DbOrTx, key: KeyObject): Promise<void> {
  const publicKeyPem = String(createPublicKey(key).export({ type: "spki", format: "pem" }));
  await db
    .insert(archiveSigningKey)
    .values({ fingerprint: keyFingerprint(key), publicKeyPem })
    .onConflictDoNothing();
}
