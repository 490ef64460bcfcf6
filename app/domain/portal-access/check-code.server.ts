import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newToken, sha256Hex } from "../identity/tokens.server.ts";
import type { Door } from "./door.ts";
import { portalFigures } from "./figures.ts";
import { linkIsUsable } from "./link-is-usable.ts";
import { codeMatches, hashCode } from "./one-time-code.server.ts";
import { openPresession } from "./presession.ts";

export type CheckedCode = { ok: true; sessionToken: string } | { ok: false; reason: "wrong" | "reopen" };

/**
 * Checks a one-time code and opens the session for what its link leads to. A try is counted before the code is looked
 * at, on the code and on the link, so that any number of guesses at once is still five and fifteen.
 * @throws DomainError `limit`, or `forbidden` from a network that the door refuses
 */
export async function checkCode(
  ctx: Ctx,
  input: { door: Door; presession: string | null; code: string; clientIp: string; secret: string },
): Promise<CheckedCode> {
  const { door } = input;
  const presession = openPresession(input.secret, input.presession, ctx.clock.now());
  if (!presession) return { ok: false, reason: "reopen" };
  const address = await hit(
    ctx.db,
    `portal-check:${addressKey(input.clientIp)}`,
    portalFigures.checksPerAddressPerHour,
    3600,
  );
  if (!address.allowed) throw new DomainError("limit", "Too many codes were tried from this network. Wait an hour.");
  await door.requireAddress?.(ctx, { linkId: presession.linkId, address: input.clientIp });
  const code = input.code.replace(/[\s-]/g, "");
  if (!/^\d{8}$/.test(code)) return { ok: false, reason: "wrong" };

  const { linkId } = presession;
  const charged = await chargeTry(ctx, door, linkId, sha256Hex(presession.browser));
  if (!charged) {
    // As slow as a code that exists.
    await hashCode(code);
    return { ok: false, reason: "wrong" };
  }
  if (!(await codeMatches(code, charged))) {
    await recordEvent(ctx, ctx.db, {
      action: door.actions.checkCode,
      target: { kind: door.targets.subject, id: charged.subjectId },
      outcome: "refused",
      details: { linkId, codeId: charged.id, try: charged.tries, wrongInTotal: charged.wrongTries },
    });
    return { ok: false, reason: "wrong" };
  }
  return await openSession(ctx, door, { linkId, codeId: charged.id, subjectId: charged.subjectId });
}

/** @returns the browser's active code, with one more try on it and on the link; null when there is none left to try */
async function chargeTry(ctx: Ctx, door: Door, linkId: string, browserSha256: string) {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // Same order of locks as where codes are made: the link, then its codes.
    await tx.select({ id: door.link.id }).from(door.link).where(eq(door.link.id, linkId)).for("update");
    const link = await door.findUsableLink(tx, eq(door.link.id, linkId), now);
    if (!link) return null;
    const [code] = await tx
      .update(door.code)
      .set({ tries: sql`${door.code.tries} + 1` })
      .where(
        and(
          eq(door.code.linkId, linkId),
          eq(door.code.browserSha256, browserSha256),
          isNull(door.code.usedAt),
          gt(door.code.expiresAt, now),
          lt(door.code.tries, portalFigures.triesPerCode),
        ),
      )
      .returning();
    if (!code) return null;
    const [counted] = await tx
      .update(door.link)
      .set({
        wrongTries: sql`${door.link.wrongTries} + 1`,
        lockedAt: sql`case when ${door.link.wrongTries} + 1 >= ${portalFigures.wrongTriesPerLink} then ${now.toISOString()}::timestamptz end`,
      })
      .where(and(eq(door.link.id, linkId), linkIsUsable(door.link, now)))
      .returning({ wrongTries: door.link.wrongTries });
    return { ...code, subjectId: link.subjectId, wrongTries: counted!.wrongTries };
  });
}

async function openSession(
  ctx: Ctx,
  door: Door,
  { linkId, codeId, subjectId }: { linkId: string; codeId: string; subjectId: string },
): Promise<CheckedCode> {
  const now = ctx.clock.now();
  return await ctx.db.transaction(async (tx) => {
    // The try was no wrong one: it is taken back, with the lock that it may have brought.
    await tx
      .update(door.link)
      .set({ wrongTries: sql`${door.link.wrongTries} - 1`, lockedAt: null })
      .where(eq(door.link.id, linkId));
    const [used] = await tx
      .update(door.code)
      .set({ usedAt: now })
      .where(and(eq(door.code.id, codeId), isNull(door.code.usedAt)))
      .returning({ id: door.code.id });
    if (!used) return { ok: false, reason: "wrong" };
    const sessionToken = newToken();
    const [session] = await tx
      .insert(door.session)
      .values({ tokenSha256: sha256Hex(sessionToken), linkId, createdAt: now, lastSeenAt: now })
      .returning({ id: door.session.id });
    await recordEvent(ctx, tx, {
      action: door.actions.startSession,
      target: { kind: door.targets.subject, id: subjectId },
      details: { linkId, codeId, sessionId: session!.id },
    });
    return { ok: true, sessionToken };
  });
}
