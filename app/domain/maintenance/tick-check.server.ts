import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { maintenanceCheck } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { holdWindow, noteEvent, requireWindow, windowEvent } from "./change-window.server.ts";
import { checkForm } from "./window-schema.ts";
import { type WindowState, windowActions } from "./window-states.ts";

/**
 * Ticks a row of a window's list, or takes the tick away. Of two people at once the first one's name stays, and neither is told
 * of a conflict: what both wanted is so. The window's version stays too, since several people tick while others work on it.
 * @throws DomainError `not_found`, `conflict` once the window is over
 */
export async function tickCheck(ctx: Ctx, input: { id: string } & z.input<typeof checkForm>): Promise<void> {
  await refusalsRecorded(ctx, windowEvent("checked", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.check.permission);
    const { position, done } = parseInput(checkForm, input);
    await requireWindow(staff.db, input.id);
    await staff.db.transaction(async (tx) => {
      const window = await holdWindow(tx, input.id);
      const from: readonly WindowState[] = windowActions.check.from;
      if (!from.includes(window.state)) throw new DomainError("conflict", windowActions.check.disabled);
      const here = and(eq(maintenanceCheck.windowId, window.id), eq(maintenanceCheck.position, position));
      const [row] = await tx.select().from(maintenanceCheck).where(here);
      if (!row) throw new DomainError("not_found", "There is no such row in the window's list.");
      if ((row.doneAt !== null) === done) return;
      await tx
        .update(maintenanceCheck)
        .set(done ? { doneBy: staff.actor.id, doneAt: staff.clock.now() } : { doneBy: null, doneAt: null })
        .where(here);
      const what = done ? "checked" : "unchecked";
      await noteEvent(staff, tx, window, { what, details: { position, text: row.text } });
      await recordEvent(staff, tx, { ...windowEvent(what, window.id), details: { position } });
    });
  });
}
