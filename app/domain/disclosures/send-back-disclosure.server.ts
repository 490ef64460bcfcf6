import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeDisclosure, type Disclosure, disclosureEvent, type Seen } from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";

/**
 * Sends a package back to be found anew, or its scope corrected. The package is forgotten; the worker removes its file.
 * @throws DomainError `conflict`
 */
export async function sendBackDisclosure(ctx: Ctx, input: Seen): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("send_back", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.approve");
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await changeDisclosure(tx, "send_back", input, {
        now,
        runState: null,
        matches: null,
        chosenBy: null,
        chosenAt: null,
        executedBy: null,
        executedAt: null,
        rowsFound: null,
        counts: null,
        packageKey: null,
        packageSha256: null,
        packageSha512: null,
        packageBytes: null,
      });
      await moveDisclosureCase(tx, row, { action: "return", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, disclosureEvent("send_back", row.id));
      return row;
    });
  });
}
