import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { runbookAction } from "./action-labels.ts";
import { actionHref } from "./action-href.ts";
import { caseOfRun } from "./case-of-run.server.ts";
import { addTick, openRun, requireApprovedBefore, runEvent, stepOf } from "./open-run.server.ts";
import { stepInput } from "./run-schema.ts";

/**
 * Notes that somebody went to do what a step says. The deed itself is done on its own page, which asks for its permission anew.
 * @param input.action its place among the step's actions, from 0
 * @returns where to go
 * @throws DomainError `forbidden` without the deed's permission, `conflict`, `not_found`
 */
export async function openAction(
  ctx: Ctx,
  input: { runId: string; step: string; action: number },
): Promise<{ href: string }> {
  return refusalsRecorded(ctx, runEvent("open_action", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, step: id } = parseInput(stepInput, input);
    return staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      const step = stepOf(open, id);
      const action = step.actions[input.action];
      if (!action) throw new DomainError("not_found", "This step has no such action. Reload the page.");
      requirePermission(staff, runbookAction(action.do).permission);
      requireApprovedBefore(open, step);
      await addTick(tx, open, {
        step: id,
        what: "acted",
        seen: { action: action.do },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...runEvent("open_action", runId), details: { step: id, action: action.do } });
      const caseNumber = await caseOfRun(tx, open.run, staff.actor.permissions);
      return { href: actionHref(action, open.run.params, caseNumber) };
    });
  });
}
