import { and, eq, isNull } from "drizzle-orm";
import { exportErasure } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";

/**
 * Takes the proposal to erase an archive back, as the one who made it or as the other who does not agree.
 * @throws DomainError `conflict` when nothing is proposed, it is approved already, or the request has moved on
 */
export async function withdrawErasure(ctx: Ctx, input: { id: string; version: number }): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("withdraw_erasure", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.withdraw_erasure.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "withdraw_erasure", { id: input.id, version: input.version });
      const [row] = await tx
        .update(exportErasure)
        .set({ withdrawnAt: staff.clock.now() })
        .where(
          and(
            eq(exportErasure.requestId, request.id),
            isNull(exportErasure.approvedBy),
            isNull(exportErasure.withdrawnAt),
          ),
        )
        .returning({ requestId: exportErasure.requestId });
      if (!row) throw new DomainError("conflict", "There is no proposal that could be taken back.");
      await recordEvent(staff, tx, requestEvent("withdraw_erasure", request.id));
      return request;
    });
  });
}
