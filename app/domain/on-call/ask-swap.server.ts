import { onCallSwap } from "#db/schema/on-call.ts";
import { TIME_ZONE } from "../../i18n/formats.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { swapForm } from "./on-call-form.ts";
import { isTurnOf } from "./rota-rules.ts";
import { loadPeople, loadRotas, loadSwaps, lockOnCall } from "./rota-store.server.ts";

/** Times are wall times of Europe/Helsinki, `2026-12-07T09:00`. */
export type AskSwapInput = { startsAt: string; endsAt: string; toStaff: string; reason: string };

/**
 * Asks another person to take over a part of one's own turn, which begins later. Nothing changes until that person agrees.
 * @throws DomainError `invalid` for a time that is not one's own turn or not ahead, or for a person who cannot take it;
 *   `conflict` when another swap is asked or agreed in that time
 */
export async function askSwap(ctx: Ctx, input: AskSwapInput): Promise<{ id: string }> {
  const target = { kind: "on_call", id: "swap" };
  return refusalsRecorded(ctx, { action: "on_call_swap.ask", target }, async () => {
    const asker = requirePermission(ctx, "on_call.swap");
    const { reason, ...swap } = parseInput(swapForm, input);
    const now = asker.clock.now();
    if (swap.startsAt <= now)
      throw new DomainError("invalid", "Only time that lies ahead can be swapped.", { field: "startsAt" });
    if (swap.toStaff === asker.actor.id)
      throw new DomainError("invalid", "Choose another person than yourself.", { field: "toStaff" });
    return asker.db.transaction(async (tx) => {
      await lockOnCall(tx);
      if (!isTurnOf(asker.actor.id, await loadRotas(tx), TIME_ZONE, swap))
        throw new DomainError("invalid", "This time is not all within your own turn.", { field: "startsAt" });
      const other = (await loadPeople(tx, [])).find((person) => person.id === swap.toStaff);
      if (!other)
        throw new DomainError("invalid", "Choose an active person of the platform team.", { field: "toStaff" });
      const inTheWay = (await loadSwaps(tx, swap.startsAt)).some(
        (known) => known.state !== "withdrawn" && known.startsAt < swap.endsAt,
      );
      if (inTheWay)
        throw new DomainError(
          "conflict",
          "Another swap is asked or agreed in this time. Withdraw it first, or leave it out.",
        );
      const [made] = await tx
        .insert(onCallSwap)
        .values({ ...swap, reason, fromStaff: asker.actor.id, askedBy: asker.actor.id, askedAt: now })
        .returning({ id: onCallSwap.id });
      await recordEvent(asker, tx, { action: "on_call_swap.ask", target, details: { swapId: made!.id, ...swap } });
      return made!;
    });
  });
}
