import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { addTick, openRun, runEvent, stepOf } from "./open-run.server.ts";
import { stepInput } from "./run-schema.ts";
import { stepState } from "./run-state-rules.ts";

/**
 * Takes a tick back; an approval of the step falls with it. What happened stays on record. A step that is open stays as it is.
 * @throws DomainError `not_found`, `conflict` after the end
 */
export async function untickStep(ctx: Ctx, input: { runId: string; step: string }): Promise<void> {
  return refusalsRecorded(ctx, runEvent("untick", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, step: id } = parseInput(stepInput, input);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      const step = stepOf(open, id);
      if (!stepState(step, open.ticks, open.run.fromStep).ticked) return;
      await addTick(tx, open, { step: id, what: "unticked", actorId: staff.actor.id, at: staff.clock.now() });
      await recordEvent(staff, tx, { ...runEvent("untick", runId), details: { step: id } });
    });
  });
}
