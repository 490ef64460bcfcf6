import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { addTick, openRun, runEvent, stepOf } from "./open-run.server.ts";
import { needed, stepInput } from "./run-schema.ts";

const noteForm = stepInput.extend({ note: needed("Write what you saw or decided.") });
/** A run that needs more is a case or an incident. */
const MOST_NOTES = 200;

/** Writes down what was seen or decided at a step. @throws DomainError `invalid`, `limit`, `conflict`, `not_found` */
export async function noteStep(ctx: Ctx, input: { runId: string; step: string; note: string }): Promise<void> {
  return refusalsRecorded(ctx, runEvent("note", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, step: id, note } = parseInput(noteForm, input);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      stepOf(open, id);
      if (open.ticks.filter(({ what }) => what === "noted").length >= MOST_NOTES)
        throw new DomainError("limit", `A run has at most ${MOST_NOTES} notes. Write into the case or the incident.`);
      await addTick(tx, open, {
        step: id,
        what: "noted",
        seen: { note },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...runEvent("note", runId), details: { step: id } });
    });
  });
}
