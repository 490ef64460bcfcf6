import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { approveStep } from "#app/domain/runbooks/approve-step.server.ts";
import { endRun } from "#app/domain/runbooks/end-run.server.ts";
import { noteStep } from "#app/domain/runbooks/note-step.server.ts";
import { openAction } from "#app/domain/runbooks/open-action.server.ts";
import { refuseStep } from "#app/domain/runbooks/refuse-step.server.ts";
import { runCheck } from "#app/domain/runbooks/run-check.server.ts";
import { setParams } from "#app/domain/runbooks/set-params.server.ts";
import { tickStep } from "#app/domain/runbooks/tick-step.server.ts";
import { untickStep } from "#app/domain/runbooks/untick-step.server.ts";
import { paths } from "#app/paths.ts";
import { givenParams } from "./given-params.server.ts";

/**
 * Does what the pressed button of a run's page says.
 * @returns where to go on; null: the page looked by itself and stays as it is
 */
export async function actOnRun(ctx: ServiceCtx, runId: string, form: FormData): Promise<string | null> {
  const text = (name: string) => String(form.get(name) ?? "");
  const at = { runId, step: text("step") };
  const here = paths.runbookRun(runId);
  // The step that is next, whichever it is then.
  const next = `${here}#now`;
  const same = `${here}#step-${at.step}`;
  switch (text("intent")) {
    case "tick":
      await tickStep(ctx, { ...at, note: text("note") });
      return next;
    case "untick":
      await untickStep(ctx, at);
      return same;
    case "check": {
      const { outcome } = await runCheck(ctx, at);
      return outcome === "passed" ? next : same;
    }
    case "auto_check":
      await runCheck(ctx, { ...at, auto: true });
      return null;
    case "act":
      return (await openAction(ctx, { ...at, action: Number(text("action")) })).href;
    case "note":
      await noteStep(ctx, { ...at, note: text("note") });
      return same;
    case "set_params":
      await setParams(ctx, { runId, params: givenParams(form) });
      return same;
    case "approve":
      await approveStep(ctx, { ...at, formToken: text("formToken") });
      return next;
    case "refuse":
      await refuseStep(ctx, { ...at, formToken: text("formToken"), reason: text("reason") });
      return same;
    case "end":
      await endRun(ctx, { runId, outcome: text("outcome") === "finished" ? "finished" : "left", note: text("note") });
      return `${here}#end`;
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
}
