import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { disclosureCode, disclosureLink, disclosureSession } from "#db/schema/disclosures.ts";
import { addressKey, hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { CheckedCode } from "../../exports/portal/check-code.server.ts";
import { portalFigures } from "../../exports/portal/figures.ts";
import { codeMatches, hashCode } from "../../exports/portal/one-time-code.server.ts";
import { openPresession } from "../../exports/portal/presession.ts";
import { newToken, sha256Hex } from "../../identity/tokens.server.ts";
import { findUsableLink, linkIsUsable } from "./usable-link.server.ts";

/**
 * Checks a one-time code and opens the session of the link's one package. A try is counted before the code is looked at, on the
 * code and on the link, so that any number of guesses at once is still five and fifteen.
 * @throws DomainError `limit`
 */
export async function checkDisclosureCode(
  ctx: Ctx,
  input: { presession: string | null; code: string; clientIp: string; secret: string },
): Promise<CheckedCode> {
  const presession = openPresession(input.secret, input.presession, ctx.clock.now());
  if (!presession) return { ok: false, reason: "reopen" };
  const key = `portal-check:${addressKey(input.clientIp)}`;
  if (!(await hit(ctx.db, key, portalFigures.checksPerAddressPerHour, 3600)).allowed)
    throw new DomainError("limit", "Too many codes were tried from this network. Wait an hour.");
  const code = input.code.replace(/[\s-]/g, "");
  if (!/^\d{8}$/.test(code)) return { ok: false, reason: "wrong" };
  const { linkId } = presession;
  const charged = await chargeTry(ctx, linkId, sha256Hex(presession.browser));
  if (!charged) {
    // As slow as a code that exists.
    await hashCode(code);
    return { ok: false, reason: "wrong" };
  }
  if (!(await codeMatches(code, charged))) {
    await recordEvent(ctx, ctx.db, {
      action: "disclosure_code.check",
      target: { kind: "disclosure", id: charged.disclosureId },
      outcome: "refused",
      details: { linkId, codeId: charged.id, try: charged.tries, wrongInTotal: charged.wrongTries },
    });
    return { ok: false, reason: "wrong" };
  }
  return await openSession(ctx, { linkId, codeId: charged.id, disclosureId: charged.disclosureId });
}

/** @returns the browser's active code, with one more try on it and on the link; null when there is none left to try */
async function chargeTry(ctx: Ctx, linkId: string, browserSha256: string) {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // Same order of locks as where codes are made: the link, then its codes.
    await tx.select({ id: disclosureLink.id }).from(disclosureLink).where(eq(disclosureLink.id, linkId)).for("update");
    const link = await findUsableLink(tx, eq(disclosureLink.id, linkId), now);
    if (!link) return null;
    const [code] = await tx
      .update(disclosureCode)
      .set({ tries: sql`${disclosureCode.tries} + 1` })
      .where(
        and(
          eq(disclosureCode.linkId, linkId),
          eq(disclosureCode.browserSha256, browserSha256),
          isNull(disclosureCode.usedAt),
          gt(disclosureCode.expiresAt, now),
          lt(disclosureCode.tries, portalFigures.triesPerCode),
        ),
      )
      .returning();
    if (!code) return null;
    const [counted] = await tx
      .update(disclosureLink)
      .set({
        wrongTries: sql`${disclosureLink.wrongTries} + 1`,
        lockedAt: sql`case when ${disclosureLink.wrongTries} + 1 >= ${portalFigures.wrongTriesPerLink} then ${now.toISOString()}::timestamptz end`,
      })
      .where(and(eq(disclosureLink.id, linkId), linkIsUsable(now)))
      .returning({ wrongTries: disclosureLink.wrongTries });
    return { ...code, disclosureId: link.disclosureId, wrongTries: counted!.wrongTries };
  });
}

async function openSession(
  ctx: Ctx,
  { linkId, codeId, disclosureId }: { linkId: string; codeId: string; disclosureId: string },
): Promise<CheckedCode> {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // The try was no wrong one: it is taken back, with the lock that it may have brought.
    await tx
      .update(disclosureLink)
      .set({ wrongTries: sql`${disclosureLink.wrongTries} - 1`, lockedAt: null })
      .where(eq(disclosureLink.id, linkId));
    const [used] = await tx
      .update(disclosureCode)
      .set({ usedAt: now })
      .where(and(eq(disclosureCode.id, codeId), isNull(disclosureCode.usedAt)))
      .returning({ id: disclosureCode.id });
    if (!used) return { ok: false, reason: "wrong" };
    const sessionToken = newToken();
    const [session] = await tx
      .insert(disclosureSession)
      .values({ tokenSha256: sha256Hex(sessionToken), linkId, createdAt: now, lastSeenAt: now })
      .returning({ id: disclosureSession.id });
    await recordEvent(ctx, tx, {
      action: "disclosure_session.start",
      target: { kind: "disclosure", id: disclosureId },
      details: { linkId, codeId, sessionId: session!.id },
    });
    return { ok: true, sessionToken };
  });
}
