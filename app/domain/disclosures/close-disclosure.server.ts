import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { keepUntil } from "./helsinki-day-rules.ts";
import { revokeLinks } from "./new-link.server.ts";

/**
 * Ends a request whose package was received. Its link stops; what it held is erased two years later.
 * @throws DomainError `conflict`, also while the customer is still to be told
 */
export async function closeDisclosure(ctx: Ctx, input: Seen): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("close", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "close", input, {
        now,
        endedBy: staff.actor.id,
        endedAt: now,
        keepUntil: keepUntil(now),
      });
      await revokeLinks(staff, tx, row.id);
      await moveDisclosureCase(tx, row, { action: "close", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, { ...disclosureEvent("close", row.id), details: { keepUntil: row.keepUntil } });
      return row;
    });
  });
}
