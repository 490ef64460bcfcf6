import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import {
  doneOnce,
  lockWindow,
  type MaintenanceWindow,
  ringMarks,
  windowEvent,
  writeWindow,
} from "./change-window.server.ts";
import { tellCustomers } from "./tell-customers.server.ts";
import { cancelForm, type Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/**
 * Cancels an urgent window, or gives up a planned one that goes on: calendars show it as cancelled, its silences end, and whoever
 * was told of it is told. A planned window that has not started is skipped by two people: `proposeChange`, `decideChange`.
 * @throws DomainError `invalid` without a reason, `conflict`
 */
export async function cancelWindow(ctx: ServiceCtx, input: Seen & { reason: string }): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("cancelled", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.cancel.permission);
    const { reason } = parseInput(cancelForm, input);
    const written = { what: "cancelled", details: { reason } } as const;
    return doneOnce(staff, input, written, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const before = await lockWindow(tx, "cancel", input, now);
        const window = await writeWindow(
          staff,
          tx,
          before,
          {
            state: windowActions.cancel.to,
            cancelledAt: now,
            cancelledBy: staff.actor.id,
            sequence: before.sequence + 1,
            changedAt: now,
          },
          written,
        );
        await tellCustomers(staff, tx, window, "cancelled");
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
