import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { exportCode, exportLink } from "#db/schema/exports.ts";
import { addressKey, hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { sha256Hex } from "../../identity/tokens.server.ts";
import { queueMessage } from "../../messages/queue-message.server.ts";
import { codeMessage } from "../../messages/texts.ts";
import { minutesAfter, portalFigures } from "./figures.ts";
import { hashCode, newCode } from "./one-time-code.server.ts";
import { openPresession } from "./presession.ts";
import { requireListedAddress } from "./require-listed-address.server.ts";
import { tenADay, threeAnHour, tooMany, withinDeadLinkLimits, withinSmsBudget } from "./sms-limits.server.ts";
import { findUsableLink } from "./usable-link.server.ts";

export type SendCodeInput = { presession: string | null; clientIp: string; secret: string; portalOrigin: string };

/**
 * Sends a one-time code to the phone number that two people of staff have seen. An earlier code of the link dies.
 * @returns `sent` also for a link that is unknown, over, revoked or locked; `reopen` when the browser holds no open link
 * @throws DomainError `limit`, or `forbidden` from a network that the customer has not listed
 */
export async function sendCode(ctx: Ctx, input: SendCodeInput): Promise<"sent" | "reopen"> {
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
  await requireListedAddress(ctx, { linkId: presession.linkId, address: input.clientIp });
  // Hashed before it is known whether the link is real: the slow part is the same for all.
  const code = newCode();
  const hashed = await hashCode(code);
  const link = await findUsableLink(ctx.db, eq(exportLink.id, presession.linkId), now);
  if (!link) {
    await withinDeadLinkLimits(ctx.db, presession.linkId);
    return "sent";
  }
  // Asked before the budget, too: what is refused here must not use up the messages of everybody else.
  await withinLinkLimits(ctx.db, link.linkId, now);
  await withinSmsBudget(ctx.db, link.phone, input.secret);

  await ctx.db.transaction(async (tx) => {
    // One at a time per link, so that the counts below hold and one code is active.
    await tx.select({ id: exportLink.id }).from(exportLink).where(eq(exportLink.id, link.linkId)).for("update");
    await withinLinkLimits(tx, link.linkId, now);
    await tx
      .update(exportCode)
      .set({ expiresAt: now })
      .where(and(eq(exportCode.linkId, link.linkId), isNull(exportCode.usedAt), gt(exportCode.expiresAt, now)));
    const [made] = await tx
      .insert(exportCode)
      .values({
        linkId: link.linkId,
        browserSha256: sha256Hex(presession.browser),
        ...hashed,
        createdAt: now,
        expiresAt: minutesAfter(now, portalFigures.codeLifeMinutes),
      })
      .returning({ id: exportCode.id });
    await queueMessage(ctx, tx, {
      channel: "sms",
      recipient: link.phone,
      body: codeMessage(link.language, { code, portalHost: new URL(input.portalOrigin).hostname }),
      purpose: "export_code",
      subjectId: link.linkId,
    });
    await recordEvent(ctx, tx, {
      action: "export_code.send",
      target: { kind: "export_request", id: link.requestId },
      details: { linkId: link.linkId, codeId: made!.id },
    });
  });
  return "sent";
}

async function withinLinkLimits(tx: DbOrTx, linkId: string, now: Date) {
  const hourAgo = minutesAfter(now, -60).toISOString();
  const [sent] = await tx
    .select({
      hour: sql<number>`count(*) filter (where ${exportCode.createdAt} > ${hourAgo}::timestamptz)::int`,
      day: sql<number>`count(*)::int`,
    })
    .from(exportCode)
    .where(and(eq(exportCode.linkId, linkId), gt(exportCode.createdAt, minutesAfter(now, -24 * 60))));
  if (sent!.day >= portalFigures.codesPerDay) throw tenADay();
  if (sent!.hour >= portalFigures.codesPerHour) throw threeAnHour();
}
