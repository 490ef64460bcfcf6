import { requireFormToken } from "../access/require-form-token.server.ts";
import { requireFreshSignIn, requirePermission } from "../access/require-permission.ts";
import { requirePermissionNow } from "../access/require-permission-now.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { addTick, openRun, runEvent, stepOf } from "./open-run.server.ts";
import { approverFault } from "./run-state-rules.ts";

export const SAME_PERSON_STEP =
  "Another person approves this: you started the run, or did this step or the one before it.";
export const NOTHING_TO_APPROVE =
  "There is nothing to approve now: the step is not done yet, or is decided. Reload the page.";

/**
 * Writes a second person's decision about a step: somebody who neither started the run nor did the step or the one before it,
 * who holds the permission at this moment and signed in within five minutes.
 * @throws DomainError `forbidden`, `fresh_sign_in_needed`, `same_person`, `conflict`, `not_found`
 */
export async function decideStep(
  ctx: Ctx,
  input: { runId: string; step: string; formToken: string },
  decision: { what: "approved" | "refused"; reason: string | null },
): Promise<void> {
  const verb = decision.what === "approved" ? "approve" : "refuse";
  await refusalsRecorded(ctx, runEvent(verb, input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    requireFormToken(staff, input.formToken);
    requireFreshSignIn(staff);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, input.runId);
      const step = stepOf(open, input.step);
      if (!step.approval) throw new DomainError("invalid", "This step needs no approval.");
      requirePermission(staff, step.approval.permission);
      await requirePermissionNow(tx, staff.actor.id, "runbooks.run");
      await requirePermissionNow(tx, staff.actor.id, step.approval.permission);
      const fault = approverFault(step, open.steps, open.ticks, open.run, staff.actor.id);
      if (fault === "not_done") throw new DomainError("conflict", NOTHING_TO_APPROVE);
      if (fault === "same_person") throw new DomainError("same_person", SAME_PERSON_STEP);
      await addTick(tx, open, {
        step: input.step,
        what: decision.what,
        seen: { permission: step.approval.permission, ...(decision.reason ? { reason: decision.reason } : {}) },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...runEvent(verb, input.runId), details: { step: input.step } });
    });
  });
}
