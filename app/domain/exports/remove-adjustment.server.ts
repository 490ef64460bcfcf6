import { eq } from "drizzle-orm";
import { exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { takenBack } from "./add-adjustment.server.ts";
import { readAdjustments } from "./adjustments.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";

/**
 * Takes an adjustment away again; a recorded scope is taken back with it.
 * @param input.index which of the request's adjustments, from 0, in the version that the person saw
 * @throws DomainError `not_found`, `conflict`
 */
export async function removeAdjustment(
  ctx: Ctx,
  input: { id: string; version: number; index: number },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("adjust", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.adjust.permission);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "adjust", input, takenBack);
      const before = readAdjustments(request.adjustments);
      const removed = before[input.index];
      if (!removed) throw new DomainError("not_found", "There is no such adjustment any more.");
      const [adjusted] = await tx
        .update(exportRequest)
        .set({ adjustments: before.filter((_, index) => index !== input.index) })
        .where(eq(exportRequest.id, request.id))
        .returning();
      const { reason: _reason, by: _by, at: _at, ...told } = removed;
      await recordEvent(staff, tx, { ...requestEvent("adjust", request.id), details: { removed: told } });
      return adjusted!;
    });
  });
}
