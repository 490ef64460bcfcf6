import { TIME_ZONE } from "../../i18n/formats.ts";
import { requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decide, lockSwap, swapEvent } from "./change-swap.server.ts";
import { isTurnOf } from "./rota-rules.ts";
import { loadRotas } from "./rota-store.server.ts";

/**
 * The person who was asked takes the time over.
 * @throws DomainError `forbidden` for anybody else, `conflict` when it has begun, was decided, or the rota has changed since
 */
export async function agreeSwap(ctx: Ctx, input: { id: string }): Promise<void> {
  return refusalsRecorded(ctx, swapEvent("agree", input.id), async () => {
    const staff = requirePermission(ctx, "on_call.swap");
    await staff.db.transaction(async (tx) => {
      const swap = await lockSwap(tx, input.id);
      if (swap.toStaff !== staff.actor.id)
        throw new DomainError("forbidden", "Only the person who was asked can agree to a swap.");
      await requirePermissionNow(tx, staff.actor.id, "on_call.swap");
      if (swap.startsAt <= staff.clock.now())
        throw new DomainError("conflict", "The time of this swap has begun. It can no longer be agreed.");
      if (!isTurnOf(swap.fromStaff, await loadRotas(tx), TIME_ZONE, swap))
        throw new DomainError(
          "conflict",
          "The rota has changed since this was asked: the time is another person's now.",
        );
      await decide(tx, swap.id, { from: "asked", to: "agreed", by: staff.actor.id, at: staff.clock.now() });
      await recordEvent(staff, tx, swapEvent("agree", swap.id));
    });
  });
}
