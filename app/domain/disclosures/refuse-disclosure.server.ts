import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { refusalForm } from "./disclosure-form.ts";
import { keepUntil } from "./helsinki-day-rules.ts";

/**
 * Refuses a request that is not genuine or has no basis. A package that was made is forgotten; the worker removes its file.
 * @throws DomainError `invalid` without a reason, `conflict`
 */
export async function refuseDisclosure(ctx: Ctx, input: Seen & { reason: string }): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("refuse", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const { reason } = parseInput(refusalForm, { reason: input.reason });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "refuse", input, {
        now,
        endedBy: staff.actor.id,
        endedAt: now,
        refusalReason: reason,
        keepUntil: keepUntil(now),
        runState: null,
        packageKey: null,
      });
      await moveDisclosureCase(tx, row, { action: "refuse", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, { ...disclosureEvent("refuse", row.id), details: { keepUntil: row.keepUntil } });
      return row;
    });
  });
}
