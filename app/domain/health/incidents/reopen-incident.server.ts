import type { z } from "zod";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { changeIncident, type Incident, incidentEvent } from "./change-incident.server.ts";
import { reopenForm, type Seen } from "./incident-schema.ts";
import { incidentActions } from "./incident-states.ts";
import { writtenOnce } from "./sent-twice.server.ts";
import { impactDetails, writeUpdate } from "./write-update.server.ts";

/**
 * Takes up a resolved incident again because it was not over. The time between counts as resolved.
 * @param input.version the version that the person saw
 * @param input.reason becomes the update's text
 * @param input.impacts what it does to which component from now on
 * @throws DomainError `invalid`, `conflict` when it is not resolved or was so too long ago
 */
export async function reopenIncident(ctx: Ctx, input: Seen & z.input<typeof reopenForm>): Promise<Incident> {
  return refusalsRecorded(ctx, incidentEvent("reopen", input.number), async () => {
    const staff = requirePermission(ctx, incidentActions.reopen.permission);
    const { reason, impacts } = parseInput(reopenForm, input);
    const now = staff.clock.now();
    return writtenOnce(staff, { ...input, text: reason, state: "investigating" }, () =>
      staff.db.transaction(async (tx) => {
        const changed = await changeIncident(tx, "reopen", input, { state: "investigating", resolvedAt: null }, now);
        await writeUpdate(tx, changed, { at: now, holdsFrom: now, authorId: staff.actor.id, text: reason, impacts });
        await recordEvent(staff, tx, {
          ...incidentEvent("reopen", changed.number),
          details: { version: changed.version, impacts: impactDetails(impacts) },
        });
        return changed;
      }),
    );
  });
}
