import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { changeState, type ExportRequest } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { reasonForm } from "./request-form.ts";

/**
 * Turns a request down before its approval, with the reason that is kept with it.
 * @param input.version the version of the request that the person saw
 * @throws DomainError `invalid` without a reason, `conflict` when the request has moved on
 */
export async function refuseExport(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ExportRequest> {
  const staff = requirePermission(ctx, exportActions.refuse.permission);
  const { reason: endReason } = parseInput(reasonForm, { reason: input.reason });
  return await staff.db.transaction(async (tx) => {
    const request = await changeState(tx, "refuse", input, {
      endedBy: staff.actor.id,
      endedAt: staff.clock.now(),
      endReason,
    });
    await recordEvent(staff, tx, {
      action: "export_request.refuse",
      target: { kind: "export_request", id: request.id },
    });
    return request;
  });
}
