import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { recordCaseEvent } from "../cases/record-case-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { findRunbook } from "./load-runbooks.server.ts";
import { runEvent } from "./open-run.server.ts";
import { startForm } from "./run-schema.ts";
import type { RunParams } from "./runbook-types.ts";
import { startContext } from "./start-context.server.ts";

export type StartRunInput = {
  runbook: string;
  caseNumber?: number | null;
  windowId?: string | null;
  incidentNumber?: number | null;
  /** From 1. An approval before it cannot be passed over. */
  fromStep?: number;
  /** What is given here goes before what the case, window or incident says. */
  params?: RunParams;
};

/**
 * Begins to follow a runbook; the run keeps the file's text as it is now. A case's time line says so.
 * @throws DomainError `not_found`, `invalid` for a step that is not there, after an approval, or of a file with faults
 */
export async function startRun(ctx: Ctx, input: StartRunInput): Promise<{ id: string }> {
  return refusalsRecorded(
    ctx,
    { action: "runbook_run.start", target: { kind: "runbook", id: input.runbook } },
    async () => {
      const staff = requirePermission(ctx, "runbooks.run");
      const { runbook: id, fromStep, params, ...about } = parseInput(startForm, input);
      const file = findRunbook(id);
      if (!file) throw new DomainError("not_found", "There is no such runbook.");
      if (file.problems.length > 0)
        throw new DomainError(
          "invalid",
          "This runbook's file has faults: its page names them. It can be read, not followed.",
        );
      if (fromStep > file.steps.length)
        throw new DomainError("invalid", `It has ${file.steps.length} steps: start from one of them.`, {
          field: "fromStep",
        });
      const passedOver = file.steps.find((step) => step.approval && step.number < fromStep);
      if (passedOver)
        throw new DomainError("invalid", `Step ${passedOver.number} needs an approval: start at it or before it.`, {
          field: "fromStep",
        });
      return staff.db.transaction(async (tx) => {
        const { params: known, ...links } = await startContext(staff, tx, about);
        const at = staff.clock.now();
        const [run] = await tx
          .insert(runbookRun)
          .values({
            runbook: id,
            fileSha256: file.sha256,
            source: file.source,
            title: file.meta.title.en,
            ...links,
            params: { ...known, ...params },
            startedBy: staff.actor.id,
            startedAt: at,
            fromStep,
          })
          .returning({ id: runbookRun.id });
        if (links.caseId)
          await recordCaseEvent(tx, {
            caseId: links.caseId,
            what: "runbook_started",
            details: { run: run!.id, runbook: id, fromStep },
            actorId: staff.actor.id,
            at,
          });
        await recordEvent(staff, tx, {
          ...runEvent("start", run!.id),
          details: { runbook: id, fileSha256: file.sha256, fromStep, ...links },
        });
        return run!;
      });
    },
  );
}
