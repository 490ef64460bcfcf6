import { exportErasure } from "#db/schema/exports.ts";
import { isNotNull } from "drizzle-orm";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { exportActions } from "./export-states.ts";
import { lifeReason } from "./life-forms.ts";

/**
 * Proposes to erase an archive whose time for fetching is over. Nothing is erased until somebody else approves it.
 * @throws DomainError `invalid` without a reason; `conflict` when it is proposed already, or the request has moved on
 */
export async function proposeErasure(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("propose_erasure", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.propose_erasure.permission);
    const reason = parseInput(lifeReason, input.reason);
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "propose_erasure", { id: input.id, version: input.version });
      const row = { proposedBy: staff.actor.id, proposedAt: staff.clock.now(), reason, withdrawnAt: null };
      const [made] = await tx
        .insert(exportErasure)
        .values({ requestId: request.id, ...row })
        .onConflictDoUpdate({
          target: exportErasure.requestId,
          set: row,
          setWhere: isNotNull(exportErasure.withdrawnAt),
        })
        .returning({ requestId: exportErasure.requestId });
      if (!made) throw new DomainError("conflict", "The erasure has already been proposed.");
      await recordEvent(staff, tx, requestEvent("propose_erasure", request.id));
      return request;
    });
  });
}
