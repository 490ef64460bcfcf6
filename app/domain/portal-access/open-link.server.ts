import { eq } from "drizzle-orm";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import type { Door } from "./door.ts";
import { minutesAfter, portalFigures } from "./figures.ts";
import { noLinkId } from "./no-link-id.ts";
import { sealPresession } from "./presession.ts";

/**
 * Takes the token that the page read from the address's fragment and ties it to this browser. Sends nothing: link scanners
 * open links, people press the button that asks for a code. The answer is the same for a link that is unknown, over,
 * revoked or locked (ASVS 6.3.8).
 * @returns the value of the pre-session cookie
 * @throws DomainError `limit`
 */
export async function openLink(
  ctx: Ctx,
  input: { door: Door; token: string; clientIp: string; secret: string },
): Promise<{ presession: string; maxAgeSeconds: number }> {
  const address = await hit(
    ctx.db,
    `portal-open:${addressKey(input.clientIp)}`,
    portalFigures.opensPerAddressPerTenMinutes,
    600,
  );
  if (!address.allowed)
    throw new DomainError("limit", "Too many links were opened from this network. Wait ten minutes.");
  const { door } = input;
  const now = ctx.clock.now();
  const byToken = eq(door.link.tokenSha256, sha256Hex(input.token));
  const link = await door.findUsableLink(ctx.db, byToken, now);
  // Whether it may send a code is asked again there: here a link that is over gets the cookie that it always got.
  const [known] = await ctx.db.select({ id: door.link.id }).from(door.link).where(byToken);
  await recordEvent(ctx, ctx.db, {
    action: door.actions.openLink,
    target: link ? { kind: door.targets.subject, id: link.subjectId } : { kind: door.targets.link, id: "unknown" },
    outcome: link ? "done" : "refused",
    details: link ? { linkId: link.linkId } : {},
  });
  const expiresAt = minutesAfter(now, portalFigures.presessionMinutes);
  return {
    presession: sealPresession(input.secret, known?.id ?? noLinkId(input.secret, input.token), expiresAt),
    maxAgeSeconds: portalFigures.presessionMinutes * 60,
  };
}
