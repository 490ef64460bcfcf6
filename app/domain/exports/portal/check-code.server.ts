import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { exportCode, exportLink, portalSession } from "#db/schema/exports.ts";
import { addressKey, hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { newToken, sha256Hex } from "../../identity/tokens.server.ts";
import { portalFigures } from "./figures.ts";
import { codeMatches, hashCode } from "./one-time-code.server.ts";
import { openPresession } from "./presession.ts";
import { requireListedAddress } from "./require-listed-address.server.ts";
import { findUsableLink, linkIsUsable } from "./usable-link.server.ts";

export type CheckedCode = { ok: true; sessionToken: string } | { ok: false; reason: "wrong" | "reopen" };

/**
 * Checks a one-time code and opens the portal session of the link's one archive. A try is counted before the code is looked
 * at, on the code and on the link, so that any number of guesses at once is still five and fifteen.
 * @throws DomainError `limit`, or `forbidden` from a network that the customer has not listed
 */
export async function checkCode(
  ctx: Ctx,
  input: { presession: string | null; code: string; clientIp: string; secret: string },
): Promise<CheckedCode> {
  const now = ctx.clock.now();
  const presession = openPresession(input.secret, input.presession, now);
  if (!presession) return { ok: false, reason: "reopen" };
  const address = await hit(
    ctx.db,
    `portal-check:${addressKey(input.clientIp)}`,
    portalFigures.checksPerAddressPerHour,
    3600,
  );
  if (!address.allowed) throw new DomainError("limit", "Too many codes were tried from this network. Wait an hour.");
  await requireListedAddress(ctx, { linkId: presession.linkId, address: input.clientIp });
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
      action: "export_code.check",
      target: { kind: "export_request", id: charged.requestId },
      outcome: "refused",
      details: { linkId, codeId: charged.id, try: charged.tries, wrongInTotal: charged.wrongTries },
    });
    return { ok: false, reason: "wrong" };
  }
  return await openSession(ctx, { linkId, codeId: charged.id, requestId: charged.requestId });
}

/** @returns the browser's active code, with one more try on it and on the link; null when there is none left to try */
async function chargeTry(ctx: Ctx, linkId: string, browserSha256: string) {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // Same order of locks as where codes are made: the link, then its codes.
    await tx.select({ id: exportLink.id }).from(exportLink).where(eq(exportLink.id, linkId)).for("update");
    const link = await findUsableLink(tx, eq(exportLink.id, linkId), now);
    if (!link) return null;
    const [code] = await tx
      .update(exportCode)
      .set({ tries: sql`${exportCode.tries} + 1` })
      .where(
        and(
          eq(exportCode.linkId, linkId),
          eq(exportCode.browserSha256, browserSha256),
          isNull(exportCode.usedAt),
          gt(exportCode.expiresAt, now),
          lt(exportCode.tries, portalFigures.triesPerCode),
        ),
      )
      .returning();
    if (!code) return null;
    const [counted] = await tx
      .update(exportLink)
      .set({
        wrongTries: sql`${exportLink.wrongTries} + 1`,
        lockedAt: sql`case when ${exportLink.wrongTries} + 1 >= ${portalFigures.wrongTriesPerLink} then ${now.toISOString()}::timestamptz end`,
      })
      .where(and(eq(exportLink.id, linkId), linkIsUsable(now)))
      .returning({ wrongTries: exportLink.wrongTries });
    return { ...code, requestId: link.requestId, wrongTries: counted!.wrongTries };
  });
}

async function openSession(
  ctx: Ctx,
  { linkId, codeId, requestId }: { linkId: string; codeId: string; requestId: string },
): Promise<CheckedCode> {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // The try was no wrong one: it is taken back, with the lock that it may have brought.
    await tx
      .update(exportLink)
      .set({ wrongTries: sql`${exportLink.wrongTries} - 1`, lockedAt: null })
      .where(eq(exportLink.id, linkId));
    const [used] = await tx
      .update(exportCode)
      .set({ usedAt: now })
      .where(and(eq(exportCode.id, codeId), isNull(exportCode.usedAt)))
      .returning({ id: exportCode.id });
    if (!used) return { ok: false, reason: "wrong" };
    const sessionToken = newToken();
    const [session] = await tx
      .insert(portalSession)
      .values({ tokenSha256: sha256Hex(sessionToken), linkId, createdAt: now, lastSeenAt: now })
      .returning({ id: portalSession.id });
    await recordEvent(ctx, tx, {
      action: "portal_session.start",
      target: { kind: "export_request", id: requestId },
      details: { linkId, codeId, sessionId: session!.id },
    });
    return { ok: true, sessionToken };
  });
}
