import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import {
  doneOnce,
  lockWindow,
  type MaintenanceWindow,
  ringMarks,
  windowEvent,
  writeWindow,
} from "./change-window.server.ts";
import type { Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/**
 * Completes a window that goes on. Before its end it is finished early: what is left of its silences ends now, and calendars
 * show it shorter. After its end it was an overrun, which stays on record.
 * @throws DomainError `conflict`
 */
export async function completeWindow(ctx: Ctx, input: Seen): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("completed", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.complete.permission);
    return doneOnce(staff, input, { what: "completed" }, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const running = await lockWindow(tx, "complete", input, now);
        const early = now < running.endsAt;
        const window = await writeWindow(
          staff,
          tx,
          running,
          {
            state: windowActions.complete.to,
            finishedAt: now,
            finishedBy: staff.actor.id,
            changedAt: now,
            ...(early ? { sequence: running.sequence + 1 } : {}),
          },
          { what: "completed" },
        );
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
