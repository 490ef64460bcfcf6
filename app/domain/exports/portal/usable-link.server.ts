import { and, eq, gt, isNull, lt, type SQL } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportLink, exportRequest, exportRun } from "#db/schema/exports.ts";
import { portalFigures } from "./figures.ts";

/** A link that may send and take codes: not over, not revoked, not locked. */
export function linkIsUsable(now: Date): SQL {
  return and(
    gt(exportLink.expiresAt, now),
    isNull(exportLink.revokedAt),
    isNull(exportLink.lockedAt),
    lt(exportLink.wrongTries, portalFigures.wrongTriesPerLink),
  )!;
}

export type UsableLink = {
  linkId: string;
  runId: string;
  requestId: string;
  phone: string;
  language: "fi" | "sv" | "en";
};

/** @param which the link, by id or by the hash of its token */
export async function findUsableLink(db: DbOrTx, which: SQL, now: Date): Promise<UsableLink | null> {
  const [row] = await db
    .select({
      linkId: exportLink.id,
      runId: exportRun.id,
      requestId: exportRequest.id,
      phone: exportRequest.recipientPhone,
      language: exportRequest.language,
    })
    .from(exportLink)
    .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
    .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
    .where(and(which, linkIsUsable(now), eq(exportRun.state, "ready")));
  return row ?? null;
}
