import { eq } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { type Scope, scopeSha256 } from "#exporters/law/scope.ts";
import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeStateAs, type ExportRequest, requestEvent, requireSeen } from "./change-state.server.ts";
import { exportActions, hadAHandInIt, payrollPermission, SAME_PERSON } from "./export-states.ts";
import { requirePart } from "./payroll-part.ts";
import { queueRun } from "./run/queue-run.server.ts";

export type ApproveExportInput = {
  id: string;
  version: number;
  /** The hash of the scope that the person was shown: nothing else is approved. */
  scopeSha256: string;
  /** The session-bound value of the approval form. */
  formToken: string;
};

/**
 * Approves the recorded scope, as another person than those who asked, adjusted it and recorded it, and starts the run:
 * the run's row and its job are written with the approval or not at all.
 * @returns the request and the id of its run
 * @throws DomainError `fresh_sign_in_needed`, `same_person`, `conflict`, `forbidden` (wrong form token, or the role is gone)
 */
export async function approveExport(
  ctx: Ctx,
  input: ApproveExportInput,
): Promise<{ request: ExportRequest; runId: string }> {
  return refusalsRecorded(ctx, requestEvent("approve", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.approve.permission);
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    requireSeen(input);
    return staff.db.transaction(async (tx) => {
      await requirePermissionNow(tx, staff.actor.id, exportActions.approve.permission);
      // The row stays locked until the end, so that who asked and who recorded the scope cannot change after the check.
      const [seen] = await tx.select().from(exportRequest).where(eq(exportRequest.id, input.id)).for("update");
      if (!seen) throw new DomainError("not_found", "There is no such export request.");
      if (hadAHandInIt(seen, staff.actor.id)) throw new DomainError("same_person", SAME_PERSON);
      requirePart(staff, seen, "approve");
      if (seen.part === "payroll") await requirePermissionNow(tx, staff.actor.id, payrollPermission("approve"));
      const request = await changeStateAs(staff, tx, "approve", input, {
        approvedBy: staff.actor.id,
        approvedAt: staff.clock.now(),
      });
      // Hashed anew from what is stored: what the run will read is what was on the screen.
      if (request.scopeSha256 !== input.scopeSha256 || scopeSha256(request.scope as Scope) !== input.scopeSha256) {
        throw new DomainError("conflict", "The scope is not the one you were shown. Look at it again, then decide.");
      }
      const runId = await queueRun(staff, tx, request);
      await recordEvent(staff, tx, {
        ...requestEvent("approve", request.id),
        details: {
          scopeSha256: input.scopeSha256,
          runId,
          requestedBy: request.requestedBy,
          scopedBy: request.scopedBy,
        },
      });
      return { request, runId };
    });
  });
}
