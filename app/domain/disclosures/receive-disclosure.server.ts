import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { receiptForm } from "./disclosure-form.ts";

/** What proves that the authority has its package. */
export type Receipt =
  | { how: "download"; at: string; bytes: number; sha512: string; linkId: string; sessionId: string }
  | { how: "acknowledged"; at: string; by: string; note: string };

/**
 * Records that the authority itself confirmed that it has the package, where its download did not already.
 * @param input.how in words: a letter's number, an e-mail
 * @throws DomainError `invalid`, `conflict`
 */
export async function receiveDisclosure(ctx: Ctx, input: Seen & { how: string }): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("receive", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const { how: note } = parseInput(receiptForm, { how: input.how });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const receipt: Receipt = { how: "acknowledged", at: now.toISOString(), by: staff.actor.id, note };
      const row = await changeDisclosure(tx, "receive", input, { now, receivedAt: now, receipt });
      await moveDisclosureCase(tx, row, { action: "receive", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, { ...disclosureEvent("receive", row.id), details: { how: receipt.how } });
      return row;
    });
  });
}
