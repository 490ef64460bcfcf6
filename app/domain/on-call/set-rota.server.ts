import { onCallRota } from "#db/schema/on-call.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { rotaForm } from "./on-call-form.ts";
import { loadPeople, loadRotas, lockOnCall } from "./rota-store.server.ts";

export type SetRotaInput = {
  /** Wall time of Europe/Helsinki, `2026-12-07T09:00`. */
  effectiveFrom: string;
  /** Staff ids in turn. */
  members: readonly string[];
  handoverWeekday: number | string;
  handoverTime: string;
  reason: string;
  /** The newest rota that the person saw when deciding, or null. */
  seen: string | null;
};

/**
 * Sets who is on call in turn from an instant on, until a rota that begins later. The first person has the time from the
 * beginning to the first hand-over. Earlier rotas stay as history; one that has not begun is corrected by another from the same
 * instant.
 * @throws DomainError `invalid` for a beginning in the past or a person who cannot be on call, `conflict` when somebody has set
 *   another rota meanwhile
 */
export async function setRota(ctx: Ctx, input: SetRotaInput): Promise<{ id: string }> {
  const target = { kind: "on_call", id: "rota" };
  return refusalsRecorded(ctx, { action: "on_call_rota.set", target }, async () => {
    const manager = requirePermission(ctx, "on_call.manage");
    const { reason, ...rota } = parseInput(rotaForm, input);
    // To the minute, as it is typed: "now" is still good while the form is being sent.
    if (rota.effectiveFrom.getTime() < manager.clock.now().getTime() - 60_000) {
      throw new DomainError("invalid", "The rota can begin now or later: what has been cannot be changed.", {
        field: "effectiveFrom",
      });
    }
    return manager.db.transaction(async (tx) => {
      await lockOnCall(tx);
      const newest = (await loadRotas(tx)).sort((a, b) => +a.createdAt - +b.createdAt).at(-1);
      if ((newest?.id ?? null) !== (input.seen || null)) {
        throw new DomainError("conflict", "Somebody has set another rota meanwhile. Look at it, then set yours again.");
      }
      const able = new Set((await loadPeople(tx, [])).filter((p) => p.mayBeOnCall).map((p) => p.id));
      if (!rota.members.every((id) => able.has(id))) {
        throw new DomainError("invalid", "Choose active people of the platform team only.", { field: "members" });
      }
      const [made] = await tx
        .insert(onCallRota)
        .values({ ...rota, reason, createdBy: manager.actor.id, createdAt: manager.clock.now() })
        .returning({ id: onCallRota.id });
      await recordEvent(manager, tx, { action: "on_call_rota.set", target, details: { rotaId: made!.id, ...rota } });
      return made!;
    });
  });
}
