import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Door } from "./door.ts";
import { minutesAfter, portalFigures } from "./figures.ts";
import { hashCode, newCode } from "./one-time-code.server.ts";
import { openPresession } from "./presession.ts";
import { tenADay, threeAnHour, tooMany, withinDeadLinkLimits, withinSmsBudget } from "./sms-limits.server.ts";

/**
 * Sends a one-time code to the phone number of the request behind the link. An earlier code of the link dies.
 * @returns `sent` also for a link that is unknown, over, revoked or locked; `reopen` when the browser holds no open link
 * @throws DomainError `limit`, `unavailable`, or `forbidden` from a network that the door refuses
 */
export async function sendCode(
  ctx: Ctx,
  input: { door: Door; presession: string | null; clientIp: string; secret: string; portalOrigin: string },
): Promise<"sent" | "reopen"> {
  const { door } = input;
  const now = ctx.clock.now();
  const presession = openPresession(input.secret, input.presession, now);
  if (!presession) return "reopen";
  const address = await hit(
    ctx.db,
    `portal-code:${addressKey(input.clientIp)}`,
    portalFigures.codesPerAddressPerHour,
    3600,
  );
  if (!address.allowed) throw tooMany("Too many codes were asked for from this network. Wait an hour.");
  await door.requireAddress?.(ctx, { linkId: presession.linkId, address: input.clientIp });
  // Hashed before it is known whether the link is real: the slow part is the same for all.
  const code = newCode();
  const hashed = await hashCode(code);
  const link = await door.findUsableLink(ctx.db, eq(door.link.id, presession.linkId), now);
  if (!link) {
    await withinDeadLinkLimits(ctx.db, presession.linkId);
    return "sent";
  }
  // Asked before the budget, too: what is refused here must not use up the messages of everybody else.
  await withinLinkLimits(ctx.db, door, link.linkId, now);
  await withinSmsBudget(ctx.db, link.phone, input.secret);

  await ctx.db.transaction(async (tx) => {
    // One at a time per link, so that the counts below hold and one code is active.
    await tx.select({ id: door.link.id }).from(door.link).where(eq(door.link.id, link.linkId)).for("update");
    await withinLinkLimits(tx, door, link.linkId, now);
    await tx
      .update(door.code)
      .set({ expiresAt: now })
      .where(and(eq(door.code.linkId, link.linkId), isNull(door.code.usedAt), gt(door.code.expiresAt, now)));
    const [made] = await tx
      .insert(door.code)
      .values({
        linkId: link.linkId,
        browserSha256: sha256Hex(presession.browser),
        ...hashed,
        createdAt: now,
        expiresAt: minutesAfter(now, portalFigures.codeLifeMinutes),
      })
      .returning({ id: door.code.id });
    await queueMessage(ctx, tx, {
      channel: "sms",
      recipient: link.phone,
      body: door.smsText(link.language, { code, portalHost: new URL(input.portalOrigin).hostname }),
      purpose: door.smsPurpose,
      subjectId: link.linkId,
    });
    await recordEvent(ctx, tx, {
      action: door.actions.sendCode,
      target: { kind: door.targets.subject, id: link.subjectId },
      details: { linkId: link.linkId, codeId: made!.id },
    });
  });
  return "sent";
}

async function withinLinkLimits(tx: DbOrTx, { code }: Door, linkId: string, now: Date) {
  const hourAgo = minutesAfter(now, -60).toISOString();
  const [sent] = await tx
    .select({
      hour: sql<number>`count(*) filter (where ${code.createdAt} > ${hourAgo}::timestamptz)::int`,
      day: sql<number>`count(*)::int`,
    })
    .from(code)
    .where(and(eq(code.linkId, linkId), gt(code.createdAt, minutesAfter(now, -24 * 60))));
  if (sent!.day >= portalFigures.codesPerDay) throw tenADay();
  if (sent!.hour >= portalFigures.codesPerHour) throw threeAnHour();
}
