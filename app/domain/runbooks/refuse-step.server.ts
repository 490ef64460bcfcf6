import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { decideStep } from "./decide-step.server.ts";
import { needed, stepInput } from "./run-schema.ts";

const refuseForm = stepInput.extend({ reason: needed("Say why: whoever did the step reads it.") });

/**
 * Refuses a step that another person did: it is done anew, or the run is left.
 * @throws DomainError `invalid` without a reason, else as `approveStep`
 */
export async function refuseStep(
  ctx: Ctx,
  input: { runId: string; step: string; formToken: string; reason: string },
): Promise<void> {
  const { runId, step, reason } = parseInput(refuseForm, input);
  await decideStep(ctx, { runId, step, formToken: input.formToken }, { what: "refused", reason });
}
