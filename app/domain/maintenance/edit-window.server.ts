import { createHash } from "node:crypto";
import type { z } from "zod";
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
import { lockHours, requireFree, setScope } from "./free-hours.server.ts";
import { retellHeld } from "./tell-customers.server.ts";
import { titleColumns } from "./title-rules.ts";
import { editForm, type Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

export type EditWindowInput = Seen & z.input<typeof editForm>;

/**
 * Sets what a window is called, what customers read about it, and the components that it takes down. Calendars are
 * told, and of an announced one Grafana; nobody is written to again, but mails that are still held go out with the new words.
 * @throws DomainError `invalid` with the field, `conflict` once it goes on
 */
export async function editWindow(ctx: ServiceCtx, input: EditWindowInput): Promise<MaintenanceWindow> {
  return refusalsRecorded(ctx, windowEvent("edited", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.edit.permission);
    const form = parseInput(editForm, input);
    const sha256 = createHash("sha256").update(JSON.stringify(form)).digest("hex");
    const written = { what: "edited", details: { sha256, components: form.components } } as const;
    return doneOnce(staff, input, written, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        await lockHours(tx);
        const before = await lockWindow(tx, "edit", input, now);
        await setScope(tx, before.id, form.components);
        await requireFree(tx, { ...before, components: form.components }, "components");
        const window = await writeWindow(
          staff,
          tx,
          before,
          {
            ...titleColumns(form.titles),
            messageFi: form.messages.fi,
            messageSv: form.messages.sv,
            messageEn: form.messages.en,
            // Calendars show a plan, too.
            sequence: before.sequence + 1,
            changedAt: now,
          },
          written,
        );
        await retellHeld(staff, tx, window);
        if (window.state === "announced") await ringMarks(tx, window);
        return window;
      }),
    );
  });
}
