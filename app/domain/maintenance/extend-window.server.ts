import type { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import {
  doneOnce,
  lockWindow,
  type MaintenanceWindow,
  ringMarks,
  windowEvent,
  writeWindow,
} from "./change-window.server.ts";
import { lockHours, requireFree, scopeOf } from "./free-hours.server.ts";
import { LONGEST_HOURS, tooLong } from "./hours-rules.ts";
import { tellCustomers } from "./tell-customers.server.ts";
import { extendForm, type Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/**
 * Gives a window that goes on a later end: its silences last longer, and everybody is told.
 * @param input.endsAt an ISO instant
 * @throws DomainError `invalid` with the field, `conflict`
 */
export async function extendWindow(
  ctx: ServiceCtx,
  input: Seen & z.input<typeof extendForm>,
): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("extended", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.extend.permission);
    const { endsAt, reason } = parseInput(extendForm, input);
    const written = { what: "extended", details: { endsAt: endsAt.toISOString(), reason } } as const;
    return doneOnce(staff, input, written, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        await lockHours(tx);
        const running = await lockWindow(tx, "extend", input, now);
        requireLater(running, endsAt, now);
        const components = await scopeOf(tx, running.id);
        await requireFree(tx, { ...running, endsAt, components }, "endsAt");
        const set = { endsAt, sequence: running.sequence + 1, changedAt: now };
        const window = await writeWindow(staff, tx, running, set, {
          what: "extended",
          details: { ...written.details, endedBefore: running.endsAt.toISOString() },
        });
        await tellCustomers(staff, tx, window, "extended");
        await ringMarks(tx, window);
        return window;
      }),
    );
  });
}

function requireLater(running: MaintenanceWindow, endsAt: Date, now: Date): void {
  const invalid = (message: string) => new DomainError("invalid", message, { field: "endsAt" });
  if (endsAt <= running.endsAt)
    throw invalid("This is not later than the end that it has. To end it sooner, complete it.");
  if (endsAt <= now) throw invalid("This time has passed. Give one that is still to come.");
  if (tooLong({ startsAt: running.startsAt, endsAt }))
    throw invalid(
      `A window lasts ${LONGEST_HOURS} hours at most. Complete this one, and announce urgent maintenance for the rest.`,
    );
}
