import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import {
  changeDisclosure,
  type Disclosure,
  disclosureEvent,
  lockDisclosure,
  type Seen,
} from "./change-disclosure.server.ts";
import { moveDisclosureCase } from "./disclosure-case.server.ts";
import { hadAHandInIt, SAME_PERSON } from "./disclosure-states.ts";

/**
 * Approves the sealed package, as another person than whoever registered the request, wrote on its scope,
 * found its rows or told namesakes apart.
 * @param input.packageSha512 of the package that the person was shown: nothing else is approved
 * @param input.formToken the session-bound value of the approval form
 * @throws DomainError `fresh_sign_in_needed`, `same_person`, `conflict`, `forbidden` (wrong form token, or the role is gone)
 */
export async function approveDisclosure(
  ctx: Ctx,
  input: Seen & { packageSha512: string; formToken: string },
): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("approve", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.approve");
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, "disclosures.approve");
      const before = await lockDisclosure(tx, input);
      if (hadAHandInIt(before, staff.actor.id)) throw new DomainError("same_person", SAME_PERSON);
      const row = await changeDisclosure(tx, "approve", input, {
        now,
        approvedBy: staff.actor.id,
        approvedAt: now,
      });
      if (row.packageSha512 !== input.packageSha512)
        throw new DomainError("conflict", "The package is not the one you were shown. Look at it again, then decide.");
      await moveDisclosureCase(tx, row, { action: "approve", actorId: staff.actor.id, at: now });
      await recordEvent(staff, tx, {
        ...disclosureEvent("approve", row.id),
        details: {
          packageSha512: row.packageSha512,
          rows: row.rowsFound,
          registeredBy: row.registeredBy,
          executedBy: row.executedBy,
          chosenBy: row.chosenBy,
          correctedBy: row.correctedBy,
        },
      });
      return row;
    });
  });
}
