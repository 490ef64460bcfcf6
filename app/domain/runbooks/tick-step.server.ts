import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { addTick, openRun, requireApprovedBefore, runEvent, stepOf } from "./open-run.server.ts";
import { optionalNote, stepInput } from "./run-schema.ts";
import { stepState } from "./run-state-rules.ts";

const tickForm = stepInput.extend({ note: optionalNote });

/**
 * Says by hand that a step is done. One that is ticked already stays as it is: two people who press at once tick once.
 * @param input.note needed where the step has checks that have not passed: why it counts as done all the same
 * @throws DomainError `invalid` without that note, `conflict` while an approval before it is missing or after the end
 */
export async function tickStep(ctx: Ctx, input: { runId: string; step: string; note?: string | null }): Promise<void> {
  return refusalsRecorded(ctx, runEvent("tick", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, step: id, note } = parseInput(tickForm, input);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      const step = stepOf(open, id);
      const { state } = stepState(step, open.ticks, open.run.fromStep);
      if (state === "done" || state === "waiting") return;
      requireApprovedBefore(open, step);
      if (step.checks.length > 0 && !note)
        throw new DomainError(
          "invalid",
          "Its check has not passed. Say why the step counts as done: what you looked at instead, and what you saw.",
          { field: "note" },
        );
      const byHand = step.checks.length > 0 ? { uncheckedByHand: true } : {};
      await addTick(tx, open, {
        step: id,
        what: "ticked",
        seen: { ...(note ? { note } : {}), ...byHand },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...runEvent("tick", runId), details: { step: id, ...byHand } });
    });
  });
}
