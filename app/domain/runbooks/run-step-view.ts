import { hasFreshSignIn } from "../access/require-permission.ts";
import type { Ctx, StaffActor } from "../context.ts";
import type { CheckSeen } from "./check-seen.ts";
import { runbookActions } from "./action-labels.ts";
import type { OpenRun } from "./open-run.server.ts";
import { approverFault, missingApproval, stepState, type Tick } from "./run-state-rules.ts";
import type { RunEvent, RunStepView } from "./run-view.ts";
import type { RunbookStep } from "./runbook-types.ts";
import { stepView } from "./step-view.ts";

/** A step of a run, with what happened at it. @param nameOf the name of a member of staff */
export function runStepView(
  ctx: Ctx<StaffActor>,
  open: OpenRun,
  step: RunbookStep,
  titles: ReadonlyMap<string, string>,
  caseNumber: number | null,
  nameOf: (id: string | null) => string,
): RunStepView {
  const { run, steps, ticks } = open;
  const own = ticks.filter((tick) => tick.step === step.id);
  const { state, ticked, decision } = stepState(step, own, run.fromStep);
  const look = own.findLast(({ what }) => what === "check_passed" || what === "check_failed");
  const gate = missingApproval(steps, step.number, ticks, run.fromStep);
  return {
    ...stepView(step, run.params, ctx.actor.permissions, titles, caseNumber),
    state,
    ticked: ticked && { by: nameOf(ticked.by), at: ticked.at.toISOString(), how: ticked.how, note: ticked.note },
    decision: decision && { ...decision, by: nameOf(decision.by), at: decision.at.toISOString() },
    seen: look
      ? { at: look.at.toISOString(), ...(look.seen as { outcome: CheckSeen["outcome"]; checks: CheckSeen[] }) }
      : null,
    tickDisabled: gate && `Step ${gate.number} is not approved yet.`,
    approveDisabled: step.approval && approveDisabled(ctx, open, step),
    events: own.map((tick) => eventOf(tick, nameOf)),
  };
}

function approveDisabled(ctx: Ctx<StaffActor>, { run, steps, ticks }: OpenRun, step: RunbookStep): string | null {
  const { permission } = step.approval!;
  if (!ctx.actor.permissions.has(permission)) return `Approving needs the permission "${permission}".`;
  const fault = approverFault(step, steps, ticks, run, ctx.actor.id);
  if (fault === "not_done") return "It can be approved once the step is done.";
  if (fault === "same_person")
    return "Another person approves: you started the run, or did this step or the one before.";
  return hasFreshSignIn(ctx) ? null : "fresh_sign_in_needed";
}

function eventOf(tick: Tick, nameOf: (id: string | null) => string): RunEvent {
  const { id, at, seen } = tick;
  const what = tick.what === "check_failed" && seen.outcome === "unknown" ? "unknown" : tick.what;
  return { id, at: at.toISOString(), by: nameOf(tick.actorId), what, text: textOf(tick) };
}

function textOf({ what, seen }: Tick): string | null {
  if (what === "acted") return runbookActions[seen.action as keyof typeof runbookActions]?.label ?? String(seen.action);
  if (what === "check_passed" || what === "check_failed")
    return (seen.checks as CheckSeen[])
      .map((check) => `${check.what}: ${check.problem ?? `${check.value} ${check.unit}`.trim()}`)
      .join("; ");
  const text = seen.note ?? seen.reason;
  return typeof text === "string" ? text : null;
}
