import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { doneOnce, lockWindow, type MaintenanceWindow, windowEvent, writeWindow } from "./change-window.server.ts";
import type { Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/** Says that the work is done and is being looked at. @throws DomainError `conflict` */
export async function verifyWindow(ctx: Ctx, input: Seen): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("verifying", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.verify.permission);
    return doneOnce(staff, input, { what: "verifying" }, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const running = await lockWindow(tx, "verify", input, now);
        const set = { state: windowActions.verify.to, verifyingAt: now, changedAt: now };
        return writeWindow(staff, tx, running, set, { what: "verifying" });
      }),
    );
  });
}
