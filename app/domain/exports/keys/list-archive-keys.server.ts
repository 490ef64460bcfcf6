import { desc } from "drizzle-orm";
import { archiveSigningKey } from "#db/schema/exports.ts";
import type { Ctx } from "../../context.ts";

export type ArchiveKey = {
  /** SHA-256 of the public key (DER, SPKI), in lower-case hex. */
  fingerprint: string;
  pem: string;
  firstUsedAt: Date;
};

/** Every key that archives were ever signed with, the newest first. For everybody: a public key is no secret. */
export async function listArchiveKeys({ db }: Pick<Ctx, "db">): Promise<ArchiveKey[]> {
  return await db
    .select({
      fingerprint: archiveSigningKey.fingerprint,
      pem: archiveSigningKey.publicKeyPem,
      firstUsedAt: archiveSigningKey.firstUsedAt,
    })
    .from(archiveSigningKey)
    .orderBy(desc(archiveSigningKey.firstUsedAt), archiveSigningKey.fingerprint);
}
