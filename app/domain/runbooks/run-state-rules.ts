/** What happened to a step, as it was written down; in the order of the ids. */
export type Tick = {
  id: number;
  step: string;
  what: "ticked" | "unticked" | "check_passed" | "check_failed" | "approved" | "refused" | "acted" | "noted";
  seen: Record<string, unknown>;
  actorId: string | null;
  at: Date;
};

export type StepState = {
  /** `waiting`: it is done and another person has to approve it. `refused`: that person did not. */
  state: "before_start" | "open" | "waiting" | "refused" | "done";
  /** By hand or by its checks. */
  ticked: { by: string | null; at: Date; how: "hand" | "checks"; note: string | null } | null;
  decision: { what: "approved" | "refused"; by: string | null; at: Date; reason: string | null } | null;
};

type Step = { id: string; number: number; approval: unknown };
const textIn = (seen: Record<string, unknown>, name: string) =>
  typeof seen[name] === "string" && seen[name] !== "" ? seen[name] : null;

/** The state of a step is what its rows come to: nothing else is kept of it. */
export function stepState(step: Step, rows: readonly Tick[], fromStep: number): StepState {
  if (step.number < fromStep) return { state: "before_start", ticked: null, decision: null };
  let ticked: StepState["ticked"] = null;
  let decision: StepState["decision"] = null;
  for (const row of rows) {
    if (row.step !== step.id) continue;
    const by = { by: row.actorId, at: row.at };
    switch (row.what) {
      case "ticked":
        ticked = { ...by, how: "hand", note: textIn(row.seen, "note") };
        decision = null;
        break;
      case "check_passed":
        if (ticked) break;
        ticked = { ...by, how: "checks", note: null };
        decision = null;
        break;
      case "check_failed":
        // What a check ticked it takes back when it fails; not knowing takes nothing back, nor what a person ticked.
        if (ticked?.how !== "checks" || row.seen.outcome === "unknown") break;
        ticked = null;
        decision = null;
        break;
      case "unticked":
        ticked = null;
        decision = null;
        break;
      case "approved":
      case "refused":
        decision = { ...by, what: row.what, reason: textIn(row.seen, "reason") };
    }
  }
  return { state: stateOf(step, ticked, decision), ticked, decision };
}

function stateOf(step: Step, ticked: StepState["ticked"], decision: StepState["decision"]): StepState["state"] {
  if (!ticked) return "open";
  if (!step.approval || decision?.what === "approved") return "done";
  return decision?.what === "refused" ? "refused" : "waiting";
}

/** An approval before this step that is still missing: nothing after it is done until then. */
export function missingApproval<S extends Step>(
  steps: readonly S[],
  number: number,
  rows: readonly Tick[],
  fromStep: number,
): S | null {
  return (
    steps.find(
      (step) =>
        step.approval !== null &&
        step.number >= fromStep &&
        step.number < number &&
        stepState(step, rows, fromStep).state !== "done",
    ) ?? null
  );
}

/** Why this person does not approve the step; null: they may. Who prepared something does not approve it. */
export function approverFault(
  step: Step,
  steps: readonly Step[],
  rows: readonly Tick[],
  run: { startedBy: string; fromStep: number },
  person: string,
): "not_done" | "same_person" | null {
  const { state, ticked } = stepState(step, rows, run.fromStep);
  if (state !== "waiting") return "not_done";
  const before = steps.find(({ number }) => number === step.number - 1);
  const prepared = before ? stepState(before, rows, run.fromStep).ticked?.by : null;
  return [run.startedBy, ticked?.by, prepared].includes(person) ? "same_person" : null;
}
