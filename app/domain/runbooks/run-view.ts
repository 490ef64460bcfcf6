import type { Root } from "hast";
import type { CheckSeen } from "./check-seen.ts";
import type { Placeholder, RunParams, SectionName } from "./runbook-types.ts";
import type { StepState } from "./run-state-rules.ts";

/** What the pages about runbooks show. Instants are ISO strings, UTC. */

export type ActionView = {
  label: string;
  href: string;
  /** Null: this person may. */
  disabled: string | null;
};

/** What a step says and asks, filled with what is known. */
export type StepView = {
  id: string;
  number: number;
  section: SectionName;
  title: string;
  text: Root;
  checks: { what: string; normal: string; query: string }[];
  /** Values that its checks and charts ask for and nobody has given. */
  missing: Placeholder[];
  hasCharts: boolean;
  actions: ActionView[];
  approval: { permission: string; label: string } | null;
  links: { id: string; title: string }[];
};

export type RunEvent = {
  id: number;
  at: string;
  by: string;
  what:
    | "ticked"
    | "unticked"
    | "check_passed"
    | "check_failed"
    | "unknown"
    | "approved"
    | "refused"
    | "acted"
    | "noted";
  text: string | null;
};

export type RunStepView = StepView & {
  state: StepState["state"];
  ticked: { by: string; at: string; how: "hand" | "checks"; note: string | null } | null;
  decision: { what: "approved" | "refused"; by: string; at: string; reason: string | null } | null;
  /** Of the last look at its checks. */
  seen: { at: string; outcome: CheckSeen["outcome"]; checks: CheckSeen[] } | null;
  /** Why it cannot be ticked or approved now by this person; null: it can. */
  tickDisabled: string | null;
  approveDisabled: string | null;
  /** Everything that happened at it, the oldest first. */
  events: RunEvent[];
};

export type RunView = {
  now: string;
  id: string;
  runbook: string;
  title: string;
  symptom: string;
  sentence: string;
  startedBy: string;
  startedAt: string;
  fromStep: number;
  ended: { at: string; by: string; outcome: "finished" | "left"; note: string | null } | null;
  params: RunParams;
  about: { label: string; href: string }[];
  /** The file is another one now, or gone. */
  changed: "no" | "changed" | "gone";
  steps: RunStepView[];
  done: number;
  of: number;
  /** The first step that is not done; null: all are. */
  current: string | null;
  /** Why nothing can be done here by this person; null: it can. */
  disabled: string | null;
};

export type RunRowView = {
  id: string;
  runbook: string;
  title: string;
  startedBy: string;
  startedAt: string;
  ended: { at: string; outcome: "finished" | "left" } | null;
  done: number;
  of: number;
  caseNumber: number | null;
};
