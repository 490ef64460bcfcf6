import { eq } from "drizzle-orm";
import { exportErasure } from "#db/schema/exports.ts";
import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions, payrollPermission, SAME_PERSON_ERASES } from "./export-states.ts";
import { erasureForm } from "./life-forms.ts";

/**
 * Approves the erasure that somebody else proposed. The worker then carries it out; it cannot be undone.
 * @param input.formToken the session-bound value of the form
 * @param input.confirmed the person has said that what is erased may go for good
 * @throws DomainError `invalid` without that, `fresh_sign_in_needed`, `same_person`, `conflict`, `forbidden` (wrong form token, or
 * the role is gone)
 */
export async function approveErasure(
  ctx: Ctx,
  input: { id: string; version: number; formToken: string; confirmed: boolean },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("approve_erasure", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.approve_erasure.permission);
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    parseInput(erasureForm, { confirmed: input.confirmed });
    return staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, exportActions.approve_erasure.permission);
      // The request's row, written first, keeps the proposal from being replaced meanwhile.
      const request = await changeStateAs(staff, tx, "approve_erasure", { id: input.id, version: input.version });
      if (request.part === "payroll")
        await requirePermissionNow(tx, staff.actor.id, payrollPermission("approve_erasure"));
      const [erasure] = await tx
        .select()
        .from(exportErasure)
        .where(eq(exportErasure.requestId, request.id))
        .for("update");
      if (!erasure || erasure.withdrawnAt)
        throw new DomainError("conflict", "Nobody has proposed to erase the archive. Propose it first.");
      if (erasure.approvedBy) throw new DomainError("conflict", "The erasure has been approved already.");
      if (erasure.proposedBy === staff.actor.id) throw new DomainError("same_person", SAME_PERSON_ERASES);
      await tx
        .update(exportErasure)
        .set({ approvedBy: staff.actor.id, approvedAt: staff.clock.now() })
        .where(eq(exportErasure.requestId, request.id));
      await recordEvent(staff, tx, {
        ...requestEvent("approve_erasure", request.id),
        details: { proposedBy: erasure.proposedBy },
      });
      return request;
    });
  });
}
