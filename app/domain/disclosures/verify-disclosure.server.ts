import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { verificationForm } from "./disclosure-form.ts";

/**
 * Records that the request is the authority's own: somebody asked by another channel than the one by which it came.
 * @param input.how which channel, and with whom
 * @throws DomainError `invalid`, `conflict`
 */
export async function verifyDisclosure(ctx: Ctx, input: Seen & { how: string }): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("verify", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const { how } = parseInput(verificationForm, { how: input.how });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "verify", input, {
        now,
        verifiedBy: staff.actor.id,
        verifiedAt: now,
        verifiedHow: how,
      });
      await moveDisclosureCase(tx, row, { action: "verify", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, disclosureEvent("verify", row.id));
      return row;
    });
  });
}
