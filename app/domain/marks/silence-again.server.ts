import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { grafanaMark } from "#db/schema/maintenance.ts";
import { enqueue } from "../../platform/queue.server.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { holdWindow, noteEvent, windowEvent } from "../maintenance/change-window.server.ts";
import { parseInput } from "../parse-input.ts";

const form = z.object({
  windowId: z.uuid("There is no such maintenance window."),
  component: z.string().min(1, "Say which component is silenced again.").max(63),
});

/**
 * Makes a silence again that somebody ended in Grafana while the window ran. By itself the console does not: whoever ended it
 * may have had a reason.
 * @throws DomainError `conflict` when nobody ended it, or the window is over
 */
export async function silenceAgain(ctx: Ctx, input: z.input<typeof form>): Promise<void> {
  return refusalsRecorded(ctx, windowEvent("silenced_again", input.windowId), async () => {
    const staff = requirePermission(ctx, "maintenance.manage");
    const { windowId, component } = parseInput(form, input);
    await staff.db.transaction(async (tx) => {
      const window = await holdWindow(tx, windowId);
      const runs = window.state === "in_progress" || window.state === "verifying" || window.state === "announced";
      if (!runs || window.endsAt <= staff.clock.now())
        throw new DomainError("conflict", "The window is over: nothing is silenced any more.");
      const [mark] = await tx
        .update(grafanaMark)
        .set({ state: "wanted", written: null })
        .where(
          and(
            eq(grafanaMark.ownerKind, "window"),
            eq(grafanaMark.ownerId, windowId),
            eq(grafanaMark.kind, "silence"),
            eq(grafanaMark.part, component),
            eq(grafanaMark.state, "ended_by_hand"),
          ),
        )
        .returning();
      if (!mark)
        throw new DomainError(
          "conflict",
          "This silence is not ended, or somebody has made it again. Look at it again.",
        );
      await noteEvent(staff, tx, window, { what: "silenced_again", details: { component } });
      await recordEvent(staff, tx, { ...windowEvent("silenced_again", windowId), details: { component } });
      await enqueue(tx, "reconcile-marks", { ownerKind: "window", ownerId: windowId });
    });
  });
}
