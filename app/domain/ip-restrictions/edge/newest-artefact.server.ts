import { desc } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { edgeArtefact } from "#db/schema/ip-restrictions.ts";
import type { ArtefactContent } from "./artefact-rules.ts";

export type Artefact = { version: number; sha256: string; content: ArtefactContent; publishedAt: Date };

/** What is in force, or null where nothing was ever published. */
export async function newestArtefact(db: DbOrTx): Promise<Artefact | null> {
  const [row] = await db.select().from(edgeArtefact).orderBy(desc(edgeArtefact.version)).limit(1);
  return row ?? null;
}
