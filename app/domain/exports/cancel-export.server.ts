import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { reasonForm } from "./request-form.ts";

/**
 * Ends a request that is no longer wanted. An archive that was made is never handed over: the worker removes its files within
 * minutes (`unsentFiles`). The books are still in the service, and the same scope can be asked for again.
 * @param input.version the version of the request that the person saw
 * @throws DomainError `invalid` without a reason, `conflict` when the request has moved on
 */
export async function cancelExport(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("cancel", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.cancel.permission);
    const { reason: endReason } = parseInput(reasonForm, { reason: input.reason });
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "cancel", input, {
        endedBy: staff.actor.id,
        endedAt: staff.clock.now(),
        endReason,
      });
      await recordEvent(staff, tx, requestEvent("cancel", request.id));
      return request;
    });
  });
}
