import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { Ctx } from "../context.ts";
import {
  lockRestriction,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import { ipActions } from "./ip-states.ts";

/** Ends a draft that is not wanted; what is in force stays, and the draft's case waits for a list again. @throws DomainError `conflict` when it is no draft any more */
export async function cancelDraft(ctx: Ctx, input: SeenRestriction): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("cancel", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.cancel.permission);
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "cancel", input);
      const at = staff.clock.now();
      await writeRestriction(tx, "cancel", row, { endedBy: staff.actor.id, endedAt: at });
      if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "stop_work", actorId: staff.actor.id, at });
      await recordEvent(staff, tx, restrictionEvent("cancel", row.id));
      return { id: row.id };
    });
  });
}
