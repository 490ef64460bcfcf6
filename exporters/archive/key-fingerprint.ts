import { createHash, createPublicKey, type KeyObject } from "node:crypto";

/** What both sides can read aloud to each other: SHA-256 of the public key (DER, SPKI) in lower-case hex. */
export function keyFingerprint(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}
