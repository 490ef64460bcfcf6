import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import {
  lockRestriction,
  restrictionEvent,
  type SeenRestriction,
  writeRestriction,
} from "./change-restriction.server.ts";
import { ipActions } from "./ip-states.ts";

/** Ends a draft that is not wanted; what is in force stays. @throws DomainError `conflict` when it is no draft any more */
export async function cancelDraft(ctx: Ctx, input: SeenRestriction): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("cancel", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.cancel.permission);
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "cancel", input);
      await writeRestriction(tx, "cancel", row, { endedBy: staff.actor.id, endedAt: staff.clock.now() });
      await recordEvent(staff, tx, restrictionEvent("cancel", row.id));
      return { id: row.id };
    });
  });
}
