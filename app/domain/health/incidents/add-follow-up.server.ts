import { eq } from "drizzle-orm";
import type { z } from "zod";
import { incidentFollowUp } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { incidentEvent, requireIncident } from "./change-incident.server.ts";
import { followUpForm } from "./incident-schema.ts";
import { incidentActions } from "./incident-states.ts";

/** More than these belong in the team's own work list, not here. */
const MOST_FOLLOW_UPS = 50;

/**
 * Adds something to be done after an incident, with the one who does it.
 * @param input.dueOn a calendar day, YYYY-MM-DD, or empty
 * @throws DomainError `not_found`, `invalid`, `limit`
 */
export async function addFollowUp(
  ctx: Ctx,
  input: { number: number } & z.input<typeof followUpForm>,
): Promise<{ id: string }> {
  return refusalsRecorded(ctx, incidentEvent("add_follow_up", input.number), async () => {
    const staff = requirePermission(ctx, incidentActions.follow_up.permission);
    const form = parseInput(followUpForm, input);
    const { id: incidentId } = await requireIncident(staff.db, input.number);
    return staff.db.transaction(async (tx) => {
      const count = await tx.$count(incidentFollowUp, eq(incidentFollowUp.incidentId, incidentId));
      if (count >= MOST_FOLLOW_UPS)
        throw new DomainError(
          "limit",
          `An incident has at most ${MOST_FOLLOW_UPS} follow-ups. Put the rest in one of them.`,
        );
      const [made] = await tx
        .insert(incidentFollowUp)
        .values({ incidentId, ...form, createdBy: staff.actor.id, createdAt: staff.clock.now() })
        .returning({ id: incidentFollowUp.id });
      await recordEvent(staff, tx, {
        ...incidentEvent("add_follow_up", input.number),
        details: { followUp: made!.id, dueOn: form.dueOn },
      });
      return made!;
    });
  });
}
