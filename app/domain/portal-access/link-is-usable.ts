import { and, gt, isNull, lt, type SQL } from "drizzle-orm";
import type { LinkTable } from "#db/schema/portal-access.ts";
import { portalFigures } from "./figures.ts";

/** A link that may send and take codes: not over, not revoked, not locked. */
export function linkIsUsable(link: LinkTable, now: Date): SQL {
  return and(
    gt(link.expiresAt, now),
    isNull(link.revokedAt),
    isNull(link.lockedAt),
    lt(link.wrongTries, portalFigures.wrongTriesPerLink),
  )!;
}
