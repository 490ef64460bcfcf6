import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { revokeLinks } from "./new-link.server.ts";

/**
 * Stops the authority's link at once: it opens nothing, and a download that is going on gets no further range.
 * @throws DomainError `conflict`, also when there is none that works
 */
export async function revokeDisclosureLink(ctx: Ctx, input: Seen): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("revoke_link", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "revoke_link", input, { now: staff.clock.now() });
      if ((await revokeLinks(staff, tx, row.id)) === 0)
        throw new DomainError("conflict", "There is no link that works: nothing was revoked.");
      await recordEvent(staff, tx, disclosureEvent("revoke_link", row.id));
      return row;
    });
  });
}
