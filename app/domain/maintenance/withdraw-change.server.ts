import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { holdWindow, writeWindow } from "./change-window.server.ts";
import { changeTarget, endChange, requireChange } from "./open-change.server.ts";
import { windowActions } from "./window-states.ts";

/**
 * Takes one's own proposal back.
 * @throws DomainError `not_found`, `forbidden` for somebody else's, `conflict` when it waits no longer
 */
export async function withdrawChange(ctx: Ctx, input: { changeId: string }): Promise<void> {
  await refusalsRecorded(
    ctx,
    { action: "maintenance_change.withdraw", target: changeTarget(input.changeId) },
    async () => {
      const staff = requirePermission(ctx, windowActions.propose.permission);
      await staff.db.transaction(async (tx) => {
        const change = await requireChange(tx, input.changeId);
        if (change.proposedBy !== staff.actor.id)
          throw new DomainError("forbidden", "Somebody else proposed it: decide on it instead.");
        const window = await holdWindow(tx, change.windowId);
        const { id: decidedBy } = staff.actor;
        const decidedAt = staff.clock.now();
        await endChange(tx, change, { state: "withdrawn", decidedBy, decidedAt, decisionNote: null });
        await writeWindow(staff, tx, window, {}, { what: "change_withdrawn", details: { kind: change.kind } });
      });
    },
  );
}
