import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import { incidentFollowUp } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { incidentEvent, requireIncident } from "./change-incident.server.ts";
import { incidentActions } from "./incident-states.ts";

/**
 * Ticks a follow-up off, or takes the tick back.
 * @throws DomainError `not_found`, `conflict` when somebody did so already
 */
export async function setFollowUpDone(ctx: Ctx, input: { number: number; id: string; done: boolean }): Promise<void> {
  const what = input.done ? "complete_follow_up" : "undo_follow_up";
  return refusalsRecorded(ctx, incidentEvent(what, input.number), async () => {
    const staff = requirePermission(ctx, incidentActions.follow_up.permission);
    const { id: incidentId } = await requireIncident(staff.db, input.number);
    const id = z.uuid().safeParse(input.id).data;
    const itself = id && and(eq(incidentFollowUp.id, id), eq(incidentFollowUp.incidentId, incidentId));
    if (!itself) throw new DomainError("not_found", "There is no such follow-up.");
    await staff.db.transaction(async (tx) => {
      const [changed] = await tx
        .update(incidentFollowUp)
        .set(input.done ? { doneBy: staff.actor.id, doneAt: staff.clock.now() } : { doneBy: null, doneAt: null })
        .where(and(itself, input.done ? isNull(incidentFollowUp.doneAt) : isNotNull(incidentFollowUp.doneAt)))
        .returning({ id: incidentFollowUp.id });
      if (!changed) {
        if ((await tx.$count(incidentFollowUp, itself)) === 0)
          throw new DomainError("not_found", "There is no such follow-up.");
        throw new DomainError(
          "conflict",
          input.done ? "Somebody has marked it as done already." : "It is not marked as done any more.",
        );
      }
      await recordEvent(staff, tx, { ...incidentEvent(what, input.number), details: { followUp: id } });
    });
  });
}
