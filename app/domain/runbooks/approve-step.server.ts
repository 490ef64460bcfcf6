import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { decideStep } from "./decide-step.server.ts";
import { stepInput } from "./run-schema.ts";

/**
 * Approves a step that another person did.
 * @param input.formToken the session-bound value of the form
 * @throws DomainError `forbidden`, `fresh_sign_in_needed`, `same_person`, `conflict`, `not_found`
 */
export async function approveStep(ctx: Ctx, input: { runId: string; step: string; formToken: string }): Promise<void> {
  const { runId, step } = parseInput(stepInput, input);
  await decideStep(ctx, { runId, step, formToken: input.formToken }, { what: "approved", reason: null });
}
