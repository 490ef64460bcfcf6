import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { newLink } from "./new-link.server.ts";

/**
 * Delivers the approved package, or issues a new link in place of one that is lost, locked or over. The authority gets the link by
 * e-mail and, when it asks, a code by SMS.
 * @param input.portalOrigin the portal's configured origin
 * @throws DomainError `conflict`
 */
export async function deliverDisclosure(
  ctx: Ctx,
  input: Seen & { portalOrigin: string; again?: boolean },
): Promise<Disclosure> {
  const action = input.again ? "reissue_link" : "deliver";
  return refusalsRecorded(ctx, disclosureEvent(action, input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, action, input, { now, ...(input.again ? {} : { deliveredAt: now }) });
      const { linkId, expiresAt } = await newLink(staff, tx, row, input.portalOrigin);
      if (!input.again) await moveDisclosureCase(tx, row, { action: "deliver", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, {
        ...disclosureEvent(action, row.id),
        details: { linkId, expiresAt: expiresAt.toISOString(), packageSha512: row.packageSha512 },
      });
      return row;
    });
  });
}
