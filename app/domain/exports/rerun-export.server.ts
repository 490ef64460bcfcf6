import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { helsinkiDay } from "./clock-rules.ts";
import { exportActions } from "./export-states.ts";
import { lawHasMovedOn } from "./law-has-moved-on.server.ts";
import { requireNoOpenRequest } from "./require-no-open-request.server.ts";
import { queueRun } from "./run/queue-run.server.ts";

/**
 * Starts a failed export again, under the approval it has. The failed run stays as history. The approval does not hold once
 * something in the scope may no longer be kept.
 * @throws DomainError `conflict` unless the request's state is failed; when the company has another one that is open; and when the
 * law's answer has changed since the approval
 */
export async function rerunExport(
  ctx: Ctx,
  input: { id: string; version: number },
): Promise<{ request: ExportRequest; runId: string }> {
  return refusalsRecorded(ctx, requestEvent("rerun", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.rerun.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "rerun", input);
      await requireNoOpenRequest(tx, request);
      const approvedOn = helsinkiDay(request.approvedAt!);
      if (await lawHasMovedOn(tx, request, approvedOn, helsinkiDay(staff.clock.now())))
        throw new DomainError(
          "conflict",
          "Something in the scope has expired since it was approved. Ask for the same scope again: the law of today then decides it, and another person approves it.",
        );
      const runId = await queueRun(staff, tx, request);
      await recordEvent(staff, tx, {
        ...requestEvent("rerun", request.id),
        details: { runId },
      });
      return { request, runId };
    });
  });
}
