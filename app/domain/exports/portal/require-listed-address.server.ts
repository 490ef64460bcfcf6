import { eq } from "drizzle-orm";
import { exportLink, exportRequest, exportRun } from "#db/schema/exports.ts";
import { hit } from "../../../platform/rate-limit.server.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { mayEnter } from "../../ip-restrictions/edge/may-enter.server.ts";

/** A browser that asks again and again is one refusal on record. */
const RECORDED_EVERY_SECONDS = 300;

/**
 * The portal obeys the customer's own IP list: from any other network a link, its code and its archive are refused, also in the
 * middle of a download. Asked of links that are over too, so that the answer does not tell them from those that work. The
 * address itself is not recorded.
 * @param input.address as our trusted proxies saw it
 * @throws DomainError `forbidden`
 */
export async function requireListedAddress(
  ctx: Ctx,
  { linkId, address }: { linkId: string; address: string },
): Promise<void> {
  const [link] = await ctx.db
    .select({ requestId: exportRequest.id, businessId: exportRequest.businessId })
    .from(exportLink)
    .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
    .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
    .where(eq(exportLink.id, linkId));
  if (!link) return;
  const entry = await mayEnter(ctx.db, { businessId: link.businessId, address, at: ctx.clock.now() });
  if (entry.allowed) return;
  if ((await hit(ctx.db, `portal-unlisted:${linkId}`, 1, RECORDED_EVERY_SECONDS)).allowed)
    await recordEvent(ctx, ctx.db, {
      action: "portal.refuse_address",
      target: { kind: "export_request", id: link.requestId },
      outcome: "refused",
      details: { linkId, restrictionId: entry.restrictionId },
    });
  throw new DomainError(
    "forbidden",
    "The company has limited its service to networks of its own, and this is none of them. Open the link from the company's network, or ask the company's administrator.",
  );
}
