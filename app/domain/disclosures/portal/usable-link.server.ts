import { and, eq, gt, inArray, isNull, lt, type SQL } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { disclosure, disclosureLink } from "#db/schema/disclosures.ts";
import { portalFigures } from "../../exports/portal/figures.ts";

/** While the package may be fetched. */
export const packageIsOut = (): SQL => inArray(disclosure.state, ["delivered", "received"]);

/** A link that may send and take codes: not over, not revoked, not locked. */
export function linkIsUsable(now: Date): SQL {
  return and(
    gt(disclosureLink.expiresAt, now),
    isNull(disclosureLink.revokedAt),
    isNull(disclosureLink.lockedAt),
    lt(disclosureLink.wrongTries, portalFigures.wrongTriesPerLink),
  )!;
}

export type UsableLink = { linkId: string; disclosureId: string; phone: string; language: "fi" | "sv" | "en" };

/** @param which the link, by id or by the hash of its token */
export async function findUsableLink(db: DbOrTx, which: SQL, now: Date): Promise<UsableLink | null> {
  const [row] = await db
    .select({
      linkId: disclosureLink.id,
      disclosureId: disclosure.id,
      phone: disclosure.recipientPhone,
      language: disclosure.language,
    })
    .from(disclosureLink)
    .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
    .where(and(which, linkIsUsable(now), packageIsOut()));
  return row ?? null;
}
