import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { disclosureCode, disclosureLink } from "#db/schema/disclosures.ts";
import { addressKey, hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { minutesAfter, portalFigures } from "../../exports/portal/figures.ts";
import { hashCode, newCode } from "../../exports/portal/one-time-code.server.ts";
import { openPresession } from "../../exports/portal/presession.ts";
import {
  tenADay,
  threeAnHour,
  tooMany,
  withinDeadLinkLimits,
  withinSmsBudget,
} from "../../exports/portal/sms-limits.server.ts";
import { sha256Hex } from "../../identity/tokens.server.ts";
import { queueMessage } from "../../messages/queue-message.server.ts";
import { codeSms } from "../message-texts.ts";
import { findUsableLink } from "./usable-link.server.ts";

/**
 * Sends a one-time code to the phone number of the request. An earlier code of the link dies.
 * @returns `sent` also for a link that is unknown, over, revoked or locked; `reopen` when the browser holds no open link
 * @throws DomainError `limit`, `unavailable`
 */
export async function sendDisclosureCode(
  ctx: Ctx,
  input: { presession: string | null; clientIp: string; secret: string; portalOrigin: string },
): Promise<"sent" | "reopen"> {
  const now = ctx.clock.now();
  const presession = openPresession(input.secret, input.presession, now);
  if (!presession) return "reopen";
  const key = `portal-code:${addressKey(input.clientIp)}`;
  if (!(await hit(ctx.db, key, portalFigures.codesPerAddressPerHour, 3600)).allowed)
    throw tooMany("Too many codes were asked for from this network. Wait an hour.");
  // Hashed before it is known whether the link is real: the slow part is the same for all.
  const code = newCode();
  const hashed = await hashCode(code);
  const link = await findUsableLink(ctx.db, eq(disclosureLink.id, presession.linkId), now);
  if (!link) {
    await withinDeadLinkLimits(ctx.db, presession.linkId);
    return "sent";
  }
  await withinLinkLimits(ctx.db, link.linkId, now);
  await withinSmsBudget(ctx.db, link.phone, input.secret);
  await ctx.db.transaction(async (tx) => {
    // One at a time per link, so that the counts below hold and one code is active.
    await tx
      .select({ id: disclosureLink.id })
      .from(disclosureLink)
      .where(eq(disclosureLink.id, link.linkId))
      .for("update");
    await withinLinkLimits(tx, link.linkId, now);
    await tx
      .update(disclosureCode)
      .set({ expiresAt: now })
      .where(
        and(eq(disclosureCode.linkId, link.linkId), isNull(disclosureCode.usedAt), gt(disclosureCode.expiresAt, now)),
      );
    const [made] = await tx
      .insert(disclosureCode)
      .values({
        linkId: link.linkId,
        browserSha256: sha256Hex(presession.browser),
        ...hashed,
        createdAt: now,
        expiresAt: minutesAfter(now, portalFigures.codeLifeMinutes),
      })
      .returning({ id: disclosureCode.id });
    await queueMessage(ctx, tx, {
      channel: "sms",
      recipient: link.phone,
      body: codeSms(link.language, { code, portalHost: new URL(input.portalOrigin).hostname }),
      purpose: "disclosure_code",
      subjectId: link.linkId,
    });
    await recordEvent(ctx, tx, {
      action: "disclosure_code.send",
      target: { kind: "disclosure", id: link.disclosureId },
      details: { linkId: link.linkId, codeId: made!.id },
    });
  });
  return "sent";
}

async function withinLinkLimits(tx: DbOrTx, linkId: string, now: Date) {
  const hourAgo = minutesAfter(now, -60).toISOString();
  const [sent] = await tx
    .select({
      hour: sql<number>`count(*) filter (where ${disclosureCode.createdAt} > ${hourAgo}::timestamptz)::int`,
      day: sql<number>`count(*)::int`,
    })
    .from(disclosureCode)
    .where(and(eq(disclosureCode.linkId, linkId), gt(disclosureCode.createdAt, minutesAfter(now, -24 * 60))));
  if (sent!.day >= portalFigures.codesPerDay) throw tenADay();
  if (sent!.hour >= portalFigures.codesPerHour) throw threeAnHour();
}
