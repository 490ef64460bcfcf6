import { eq } from "drizzle-orm";
import { disclosureLink } from "#db/schema/disclosures.ts";
import { addressKey, hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { minutesAfter, portalFigures } from "../../exports/portal/figures.ts";
import { noLinkId } from "../../exports/portal/no-link-id.ts";
import { sealPresession } from "../../exports/portal/presession.ts";
import { sha256Hex } from "../../identity/tokens.server.ts";
import { findUsableLink } from "./usable-link.server.ts";

/**
 * Takes the token of an authority's link and ties it to this browser, as `openLink` does for a customer's: it sends nothing, and
 * answers alike for a link that is unknown, over, revoked or locked (ASVS 6.3.8).
 * @returns the value of the pre-session cookie
 * @throws DomainError `limit`
 */
export async function openDisclosureLink(
  ctx: Ctx,
  input: { token: string; clientIp: string; secret: string },
): Promise<{ presession: string; maxAgeSeconds: number }> {
  const key = `portal-open:${addressKey(input.clientIp)}`;
  if (!(await hit(ctx.db, key, portalFigures.opensPerAddressPerTenMinutes, 600)).allowed)
    throw new DomainError("limit", "Too many links were opened from this network. Wait ten minutes.");
  const now = ctx.clock.now();
  const byToken = eq(disclosureLink.tokenSha256, sha256Hex(input.token));
  const link = await findUsableLink(ctx.db, byToken, now);
  const [known] = await ctx.db.select({ id: disclosureLink.id }).from(disclosureLink).where(byToken);
  await recordEvent(ctx, ctx.db, {
    action: "disclosure_link.open",
    target: link ? { kind: "disclosure", id: link.disclosureId } : { kind: "disclosure_link", id: "unknown" },
    outcome: link ? "done" : "refused",
    details: link ? { linkId: link.linkId } : {},
  });
  const expiresAt = minutesAfter(now, portalFigures.presessionMinutes);
  return {
    presession: sealPresession(input.secret, known?.id ?? noLinkId(input.secret, input.token), expiresAt),
    maxAgeSeconds: portalFigures.presessionMinutes * 60,
  };
}
