import { maintenanceChange } from "#db/schema/maintenance.ts";
import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { doneOnce, lockWindow, windowEvent, writeWindow } from "./change-window.server.ts";
import { requireFree, scopeOf } from "./free-hours.server.ts";
import { hoursFault } from "./hours-rules.ts";
import { openChange } from "./open-change.server.ts";
import { changeForm, type Seen } from "./window-schema.ts";
import { windowActions } from "./window-states.ts";

/** Instants as ISO strings; a skip has none. */
export type ProposeChangeInput = Seen & { kind: string; startsAt?: string; endsAt?: string; reason: string };

/**
 * Proposes to move, skip, shorten or lengthen a window that is to come. Nothing changes until another person approves it.
 * @throws DomainError `invalid` with the field, `conflict` when another change waits or the window was changed meanwhile
 */
export async function proposeChange(ctx: ServiceCtx, input: ProposeChangeInput): Promise<void> {
  await refusalsRecorded(ctx, windowEvent("change_proposed", input.id), async () => {
    const staff = requirePermission(ctx, windowActions.propose.permission);
    const form = parseInput(changeForm, input);
    const hours = form.kind === "skip" ? null : { startsAt: form.startsAt, endsAt: form.endsAt };
    const iso = hours && { startsAt: hours.startsAt.toISOString(), endsAt: hours.endsAt.toISOString() };
    const written = { what: "change_proposed", details: { kind: form.kind, ...iso, reason: form.reason } } as const;
    return doneOnce(staff, input, written, () =>
      staff.db.transaction(async (tx) => {
        const now = staff.clock.now();
        const window = await lockWindow(tx, "propose", input, now);
        if (await openChange(tx, window.id))
          throw new DomainError("conflict", "A change waits for its decision already. Decide on it first.");
        if (form.kind !== "skip") {
          const fault = hoursFault(form.kind, window, form, now);
          if (fault) throw new DomainError("invalid", fault.message, { field: fault.field });
          const components = await scopeOf(tx, window.id);
          await requireFree(tx, { ...form, id: window.id, kind: window.kind, components }, "startsAt");
        }
        await tx.insert(maintenanceChange).values({
          windowId: window.id,
          kind: form.kind,
          ...hours,
          reason: form.reason,
          proposedBy: staff.actor.id,
          proposedAt: now,
        });
        return writeWindow(staff, tx, window, {}, written);
      }),
    );
  });
}
