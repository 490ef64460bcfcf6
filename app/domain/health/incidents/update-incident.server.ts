import type { z } from "zod";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { changeIncident, type Incident, incidentEvent } from "./change-incident.server.ts";
import { type Seen, updateForm } from "./incident-schema.ts";
import { incidentActions } from "./incident-states.ts";
import { writtenOnce } from "./sent-twice.server.ts";
import { impactDetails, presentImpacts, writeUpdate } from "./write-update.server.ts";

/**
 * Adds an update to an open incident: what is new, the state, and what it does to which component from now on.
 * @param input.version the version that the person saw
 * @param input.impacts components that are named are set, new ones added; the others stay as they are
 * @throws DomainError `invalid`, `conflict` when somebody wrote meanwhile or the incident is resolved
 */
export async function updateIncident(ctx: Ctx, input: Seen & z.input<typeof updateForm>): Promise<Incident> {
  return refusalsRecorded(ctx, incidentEvent("update", input.number), async () => {
    const staff = requirePermission(ctx, incidentActions.update.permission);
    const { text, state, impacts } = parseInput(updateForm, input);
    const now = staff.clock.now();
    return writtenOnce(staff, { ...input, text, state }, () =>
      staff.db.transaction(async (tx) => {
        const changed = await changeIncident(tx, "update", input, { state }, now);
        const present = await presentImpacts(tx, changed.id);
        // A form sends every component it shows; history tells what became different.
        const different = impacts.filter(
          ({ component, impact }) => present.find((row) => row.component === component)?.impact !== impact,
        );
        await writeUpdate(tx, changed, { at: now, holdsFrom: now, authorId: staff.actor.id, text, impacts: different });
        await recordEvent(staff, tx, {
          ...incidentEvent("update", changed.number),
          details: { version: changed.version, state, impacts: impactDetails(different) },
        });
        return changed;
      }),
    );
  });
}
