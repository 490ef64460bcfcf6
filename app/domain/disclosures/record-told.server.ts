import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";

/**
 * Records that the customer was told of the disclosure. We hold no customer's address: a person tells them.
 * @throws DomainError `conflict` where the decision forbids it, or not yet
 */
export async function recordTold(ctx: Ctx, input: Seen): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("record_told", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "record_told", input, { now, toldBy: staff.actor.id, toldAt: now });
      await recordEvent(staff, tx, disclosureEvent("record_told", row.id));
      return row;
    });
  });
}
