import type { Root } from "hast";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import type { CheckSeen } from "./check-seen.ts";
import { evaluateChecks } from "./evaluate-checks.server.ts";
import { fillTree } from "./fill-params.ts";
import { findRunbook, loadRunbooks } from "./load-runbooks.server.ts";
import { isStale } from "./review-rules.ts";
import { paramsSchema } from "./run-schema.ts";
import { problemLine, type RunbookMeta, type RunParams, type SectionName } from "./runbook-types.ts";
import { type RunFor, startContext } from "./start-context.server.ts";
import type { StepView } from "./run-view.ts";
import { linked, stepView } from "./step-view.ts";

export type RunbookView = {
  now: string;
  meta: RunbookMeta;
  stale: boolean;
  problems: string[];
  sections: {
    name: SectionName;
    text: Root;
    links: { id: string; title: string }[];
    steps: (StepView & { seen: CheckSeen[] | null })[];
  }[];
  steps: number;
  /** Known from what it is opened for, and what was given. */
  params: RunParams;
  /** Why no run can be started by this person now; null: it can. */
  startDisabled: string | null;
};

/**
 * A runbook to read, filled with what the case, window or incident says for which it was opened.
 * @param input.live look at every check now
 * @throws DomainError `not_found`, `forbidden`, `invalid`
 */
export async function readRunbook(
  ctx: ServiceCtx,
  input: { id: string; about?: RunFor; params?: RunParams; live?: boolean },
  signal?: AbortSignal,
): Promise<RunbookView> {
  const staff = requirePermission(ctx, "runbooks.view");
  const file = findRunbook(input.id);
  if (!file) throw new DomainError("not_found", "There is no such runbook.");
  const about = input.about ?? { caseNumber: null, windowId: null, incidentNumber: null };
  const context = await startContext(staff, staff.db, about);
  const params: RunParams = { ...context.params, ...parseInput(paramsSchema, input.params ?? {}) };
  const titles = new Map(loadRunbooks().files.map(({ meta }) => [meta.id, meta.title.en]));
  const all = input.live
    ? await evaluateChecks(
        staff,
        file.steps.flatMap(({ checks }) => checks),
        params,
        signal,
      )
    : null;
  let next = 0;
  const now = staff.clock.now();
  return {
    now: now.toISOString(),
    meta: file.meta,
    stale: isStale(file.meta.reviewed, now),
    problems: file.problems.map(problemLine),
    sections: file.sections.map(({ name, text, links, steps }) => ({
      name,
      text: fillTree(text, params),
      links: linked(links, titles),
      steps: steps.map((step) => {
        const from = next;
        next += step.checks.length;
        return {
          ...stepView(step, params, staff.actor.permissions, titles, context.caseId === null ? null : about.caseNumber),
          seen: all && step.checks.length > 0 ? all.slice(from, next) : null,
        };
      }),
    })),
    steps: file.steps.length,
    params,
    startDisabled:
      file.problems.length > 0
        ? "This runbook's file has faults: it can be read, not followed."
        : staff.actor.permissions.has("runbooks.run")
          ? null
          : 'Following a runbook needs the permission "runbooks.run".',
  };
}
