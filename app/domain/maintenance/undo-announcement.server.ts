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
import { takeBackAnnouncement } from "./tell-customers.server.ts";
import type { Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/**
 * Takes an announcement back while its mails are held. The window is planned again; calendars that fetched it meanwhile are told
 * so, which is why it stays known as one that was public.
 * @throws DomainError `conflict` when the mails go out already
 */
export async function undoAnnouncement(ctx: ServiceCtx, input: Seen): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("announcement_undone", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.undo_announce.permission);
    return doneOnce(staff, input, { what: "announcement_undone" }, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const announced = await lockWindow(tx, "undo_announce", input, now);
        await takeBackAnnouncement(tx, announced.id);
        const window = await writeWindow(
          staff,
          tx,
          announced,
          {
            state: windowActions.undo_announce.to,
            announcedAt: null,
            announcedBy: null,
            undoableUntil: null,
            sequence: announced.sequence + 1,
            changedAt: now,
          },
          { what: "announcement_undone" },
        );
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
