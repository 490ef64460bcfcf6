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
 * Starts an announced window whose time has come, where the clock has not done so already.
 * @throws DomainError `conflict` before its time: customers were told when it starts
 */
export async function startWindow(ctx: Ctx, input: Seen): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("started", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.start.permission);
    return doneOnce(staff, input, { what: "started" }, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const announced = await lockWindow(tx, "start", input, now);
        const set = { state: windowActions.start.to, startedAt: now, startedBy: staff.actor.id, changedAt: now };
        const window = await writeWindow(staff, tx, announced, set, { what: "started" });
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
