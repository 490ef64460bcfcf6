import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { markClaim } from "#db/schema/maintenance.ts";
import type { OwnerRef } from "./marker-rules.ts";

/** Longer than a round may take (ROUND_MS), so that nobody who still works is overtaken; a dead worker delays by no more. */
const CLAIM_SECONDS = 60;

export type Claim = OwnerRef & { token: string };

const of = ({ ownerKind, ownerId }: OwnerRef) =>
  and(eq(markClaim.ownerKind, ownerKind), eq(markClaim.ownerId, ownerId));

/**
 * Claims an owner's marks. A row and no lock: none may be held while Grafana is waited for.
 * @returns null when somebody else works on them. That one then looks once more when done, so that no change is missed.
 */
export async function claimOwner(db: Db, { ownerKind, ownerId }: OwnerRef): Promise<Claim | null> {
  const claim = { ownerKind, ownerId, token: randomUUID() };
  for (;;) {
    const [mine] = await db
      .insert(markClaim)
      .values({ ...claim, claimedUntil: sql`now() + make_interval(secs => ${CLAIM_SECONDS})` })
      .onConflictDoUpdate({
        target: [markClaim.ownerKind, markClaim.ownerId],
        set: { token: claim.token, claimedUntil: sql`excluded.claimed_until`, rung: false },
        setWhere: sql`${markClaim.claimedUntil} is null or ${markClaim.claimedUntil} <= now()`,
      })
      .returning();
    if (mine) return claim;
    const [rung] = await db
      .update(markClaim)
      .set({ rung: true })
      .where(and(of(claim), sql`${markClaim.claimedUntil} > now()`))
      .returning();
    // Else it was given back between the two statements.
    if (rung) return null;
  }
}

/**
 * Gives a claim back, unless somebody came meanwhile.
 * @returns whether somebody did: the claim still holds, and its holder looks again
 */
export async function giveBack(db: Db, claim: Claim): Promise<boolean> {
  const mine = and(of(claim), eq(markClaim.token, claim.token));
  const [given] = await db
    .update(markClaim)
    .set({ token: null, claimedUntil: null })
    .where(and(mine, eq(markClaim.rung, false)))
    .returning();
  if (given) return false;
  const [again] = await db
    .update(markClaim)
    .set({ rung: false, claimedUntil: sql`now() + make_interval(secs => ${CLAIM_SECONDS})` })
    .where(mine)
    .returning();
  return again !== undefined;
}

/** Gives a claim back whoever came: what is left to do is found by the next round. */
export async function letGo(db: Db, claim: Claim): Promise<void> {
  await db
    .update(markClaim)
    .set({ token: null, claimedUntil: null, rung: false })
    .where(and(of(claim), eq(markClaim.token, claim.token)));
}
