import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import {
  doneOnce,
  lockWindow,
  type MaintenanceWindow,
  ringMarks,
  windowEvent,
  writeWindow,
} from "./change-window.server.ts";
import { tellCustomers } from "./tell-customers.server.ts";
import type { Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/** Long enough to notice a mistake, and nobody was written to yet. */
export const UNDO_MS = 2 * 60_000;

/**
 * Announces a planned window: it is public at once, Grafana is told, and the mails go out when the time to undo is over.
 * Pressed twice it is announced once.
 * @throws DomainError `conflict` when it is not planned, was changed meanwhile, or is over
 */
export async function announceWindow(ctx: ServiceCtx, input: Seen): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("announced", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.announce.permission);
    return doneOnce(staff, input, { what: "announced" }, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const planned = await lockWindow(tx, "announce", input, now);
        const window = await writeWindow(
          staff,
          tx,
          planned,
          {
            state: windowActions.announce.to,
            announcedAt: now,
            announcedBy: staff.actor.id,
            undoableUntil: new Date(now.getTime() + UNDO_MS),
            sequence: planned.sequence + 1,
            changedAt: now,
            wasPublic: true,
          },
          { what: "announced" },
        );
        await tellCustomers(staff, tx, window, "announced");
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
