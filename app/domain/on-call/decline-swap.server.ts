import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decide, lockSwap, swapEvent } from "./change-swap.server.ts";

/** The person who was asked says no. @throws DomainError `forbidden` for anybody else, `conflict` when it was decided already */
export async function declineSwap(ctx: Ctx, input: { id: string }): Promise<void> {
  return refusalsRecorded(ctx, swapEvent("decline", input.id), async () => {
    const staff = requirePermission(ctx, "on_call.swap");
    await staff.db.transaction(async (tx) => {
      const swap = await lockSwap(tx, input.id);
      if (swap.toStaff !== staff.actor.id)
        throw new DomainError("forbidden", "Only the person who was asked can decline a swap.");
      await decide(tx, swap.id, { from: "asked", to: "declined", by: staff.actor.id, at: staff.clock.now() });
      await recordEvent(staff, tx, swapEvent("decline", swap.id));
    });
  });
}
