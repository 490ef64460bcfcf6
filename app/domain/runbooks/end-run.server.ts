import { eq } from "drizzle-orm";
import { z } from "zod";
import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { recordCaseEvent } from "../cases/record-case-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { addTick, openRun, runEvent } from "./open-run.server.ts";
import { optionalNote } from "./run-schema.ts";
import { stepState } from "./run-state-rules.ts";
import { WHOLE_RUN } from "./set-params.server.ts";

const endForm = z.object({ runId: z.uuid(), outcome: z.enum(["finished", "left"]), note: optionalNote });

/**
 * Ends a run: finished, when every step from its first is done; or left, with what came of it instead.
 * @throws DomainError `conflict` while steps are open or after the end, `invalid` when it is left without a word
 */
export async function endRun(
  ctx: Ctx,
  input: { runId: string; outcome: "finished" | "left"; note?: string | null },
): Promise<void> {
  return refusalsRecorded(ctx, runEvent("end", input.runId), async () => {
    const staff = requirePermission(ctx, "runbooks.run");
    const { runId, outcome, note } = parseInput(endForm, input);
    if (outcome === "left" && !note)
      throw new DomainError("invalid", "Say what came of it: why the run ends here, and who goes on.", {
        field: "note",
      });
    await staff.db.transaction(async (tx) => {
      const open = await openRun(tx, runId);
      const { run, steps, ticks } = open;
      const undone = steps.filter(
        (step) => !["done", "before_start"].includes(stepState(step, ticks, run.fromStep).state),
      );
      if (outcome === "finished" && undone.length > 0)
        throw new DomainError(
          "conflict",
          `${undone.length === 1 ? "Step" : "Steps"} ${undone.map(({ number }) => number).join(", ")} ${undone.length === 1 ? "is" : "are"} not done. Do them, or leave the run and say why.`,
        );
      const at = staff.clock.now();
      if (note)
        await addTick(tx, open, {
          step: WHOLE_RUN,
          what: "noted",
          seen: { note, end: true },
          actorId: staff.actor.id,
          at,
        });
      await tx
        .update(runbookRun)
        .set({ endedAt: at, endedBy: staff.actor.id, outcome })
        .where(eq(runbookRun.id, runId));
      if (run.caseId)
        await recordCaseEvent(tx, {
          caseId: run.caseId,
          what: "runbook_ended",
          details: { run: runId, runbook: run.runbook, outcome },
          actorId: staff.actor.id,
          at,
        });
      await recordEvent(staff, tx, { ...runEvent("end", runId), details: { outcome, undone: undone.length } });
    });
  });
}
