import { createHmac } from "node:crypto";

/** A key of its own for the identities' pseudonyms, so that it opens nothing else. @param secret the web processes' secret */
export function subjectKey(secret: string): string {
  return createHmac("sha256", secret).update("identity subjects").digest("base64url");
}
