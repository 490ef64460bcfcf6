import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decide, lockSwap, swapEvent } from "./change-swap.server.ts";

/**
 * Takes a swap back: the one who asked, while it waits for an answer; whoever manages the rota, one that was agreed and has not
 * begun. The turn is then the first person's again.
 * @param input.state what the person saw it to be
 * @throws DomainError `forbidden` for others, `conflict` when it has begun or was decided otherwise meanwhile
 */
export async function withdrawSwap(ctx: Ctx, input: { id: string; state: string }): Promise<void> {
  return refusalsRecorded(ctx, swapEvent("withdraw", input.id), async () => {
    const staff = requirePermission(ctx, input.state === "agreed" ? "on_call.manage" : "on_call.swap");
    await staff.db.transaction(async (tx) => {
      const swap = await lockSwap(tx, input.id);
      const from = input.state === "agreed" ? "agreed" : "asked";
      if (from === "asked" && swap.fromStaff !== staff.actor.id)
        throw new DomainError("forbidden", "Only the person who asked for a swap can withdraw it.");
      if (from === "agreed" && swap.startsAt <= staff.clock.now())
        throw new DomainError("conflict", "The time of this swap has begun. It can no longer be taken back.");
      await decide(tx, swap.id, { from, to: "withdrawn", by: staff.actor.id, at: staff.clock.now() });
      await recordEvent(staff, tx, swapEvent("withdraw", swap.id));
    });
  });
}
