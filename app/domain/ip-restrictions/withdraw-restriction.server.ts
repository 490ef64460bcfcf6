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

/** Takes a proposal back: it is a draft again. @throws DomainError `conflict` when it was decided meanwhile */
export async function withdrawRestriction(ctx: Ctx, input: SeenRestriction): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("withdraw", input.id), async () => {
    const staff = requirePermission(ctx, ipActions.withdraw.permission);
    return staff.db.transaction(async (tx) => {
      const row = await lockRestriction(tx, "withdraw", input);
      // Who proposed it stays among those who wrote on it: another proposer does not make an approver of them.
      const writtenBy = [...new Set([...row.writtenBy, ...(row.proposedBy ? [row.proposedBy] : [])])];
      await writeRestriction(tx, "withdraw", row, { proposedBy: null, proposedAt: null, writtenBy });
      if (row.caseId)
        await moveCase(tx, { caseId: row.caseId, action: "return", actorId: staff.actor.id, at: staff.clock.now() });
      await recordEvent(staff, tx, restrictionEvent("withdraw", row.id));
      return { id: row.id };
    });
  });
}
