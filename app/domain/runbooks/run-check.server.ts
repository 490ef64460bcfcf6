import { eq } from "drizzle-orm";
import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type CheckSeen, outcomeOf } from "./check-seen.ts";
import { evaluateChecks } from "./evaluate-checks.server.ts";
import { missingOf } from "./fill-params.ts";
import { addTick, openRun, requireApprovedBefore, runbookOf, runEvent, stepOf } from "./open-run.server.ts";
import { stepInput } from "./run-schema.ts";
import type { Tick } from "./run-state-rules.ts";

/**
 * Looks at what the step's checks ask, and keeps the values seen with their queries; the step is ticked when all of them pass.
 * Grafana that is away, or no measurement, is "unknown": it is said and ticks nothing.
 * @param input.auto by the open page, not by a press: kept only when another outcome came than before
 * @throws DomainError `invalid` naming the value that the run lacks, `conflict`, `not_found`
 */
export async function runCheck(
  ctx: ServiceCtx,
  input: { runId: string; step: string; auto?: boolean },
  signal?: AbortSignal,
): Promise<{ outcome: CheckSeen["outcome"]; seen: CheckSeen[] }> {
  return refusalsRecorded(ctx, runEvent("check", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, step: id } = parseInput(stepInput, input);
    const [run] = await staff.db.select().from(runbookRun).where(eq(runbookRun.id, runId));
    if (!run) throw new DomainError("not_found", "There is no such run of a runbook.");
    const { checks } = stepOf({ run, steps: runbookOf(run).steps, ticks: [] }, id);
    if (checks.length === 0) throw new DomainError("invalid", "This step has no check. Tick it when it is done.");
    const [missing] = checks.flatMap(({ needs }) => missingOf(needs, run.params));
    if (missing)
      throw new DomainError("invalid", `This check needs the ${missing}. Give it first.`, { field: missing });
    // Grafana may take seconds: the run is locked only for writing down what was seen.
    const seen = await evaluateChecks(staff, checks, run.params, signal);
    const outcome = outcomeOf(seen);
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      const step = stepOf(open, id);
      if (outcome === "passed") requireApprovedBefore(open, step);
      if (input.auto && lastOutcome(open.ticks, id) === outcome) return;
      await addTick(tx, open, {
        step: id,
        what: outcome === "passed" ? "check_passed" : "check_failed",
        seen: { outcome, checks: seen, auto: input.auto === true },
        actorId: staff.actor.id,
        at: staff.clock.now(),
      });
      await recordEvent(staff, tx, { ...runEvent("check", runId), details: { step: id, outcome } });
    });
    return { outcome, seen };
  });
}

/** A tick that was taken back since makes the next look count anew. */
function lastOutcome(ticks: readonly Tick[], step: string): unknown {
  const last = ticks.findLast((tick) => tick.step === step && /^(check_|unticked)/.test(tick.what));
  return last?.what === "unticked" ? null : last?.seen.outcome;
}
