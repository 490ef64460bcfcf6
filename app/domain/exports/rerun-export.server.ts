import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { queueRun } from "./run/queue-run.server.ts";

/**
 * Starts a failed export again, under the approval it has. The failed run stays as history.
 * @throws DomainError `conflict` unless the request's state is failed
 */
export async function rerunExport(
  ctx: Ctx,
  input: { id: string; version: number },
): Promise<{ request: ExportRequest; runId: string }> {
  return refusalsRecorded(ctx, requestEvent("rerun", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.rerun.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "rerun", input);
      const runId = await queueRun(staff, tx, request);
      await recordEvent(staff, tx, {
        ...requestEvent("rerun", request.id),
        details: { runId },
      });
      return { request, runId };
    });
  });
}
