import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ComponentKind } from "#db/schema/component-kinds.ts";
import type { StateSource } from "#db/schema/health.ts";
import type { ObservedState } from "./health-states.ts";
import type { DayHistory, Uptime } from "./history-rules.ts";
import type { Impact, IncidentState } from "./incidents/incident-states.ts";

/** A component as it is now. Instants are ISO strings, UTC. */
export type ComponentHealth = {
  key: string;
  name: string;
  kind: ComponentKind;
  customerFacing: boolean;
  ownerTeam: string;
  /** What was observed, while that is recent; else unknown. */
  state: ObservedState;
  /** Since when it is so; null when it was never observed. */
  since: string | null;
  /** When it was last looked at with an answer. */
  observedAt: string | null;
  /** The state before this one, and when it was last seen. */
  before: { state: ObservedState; until: string } | null;
  sources: StateSource[];
  /** A component that it depends on and that is probably why. */
  cause: { key: string; name: string } | null;
  windows: ShownWindow[];
  incidents: { number: number; title: string; impact: Impact }[];
};

export type ShownIncident = {
  number: number;
  title: string;
  state: IncidentState;
  startedAt: string;
  components: { key: string; name: string; impact: Impact }[];
};

export type Health = {
  now: string;
  sentence: string;
  components: ComponentHealth[];
  incidents: ShownIncident[];
  /** In progress and next. */
  windows: ShownWindow[];
  source: Source;
};

/** How the looking itself goes. */
export type Source = {
  /** Why the last round had no whole answer. */
  problem: GrafanaProblem | null;
  lastObservedAt: string | null;
  /** Nobody has looked for too long: the worker is away. */
  silent: boolean;
};

export type ShownWindow = {
  id: string;
  title: string;
  kind: "planned" | "urgent";
  startsAt: string;
  endsAt: string;
  /** Customers were told: before it started, or only then or later; null: they were not. */
  announced: "before" | "late" | null;
  inProgress: boolean;
  /** It goes on past its end: what was announced is over, and its alerts ring again. */
  overrun: boolean;
  /** Keys of the components in its scope. */
  components: string[];
};

export type ComponentHistory = {
  days: DayHistory[];
  /** Of 90, 30 and 7 days. */
  uptime: Uptime[];
  /** What was observed begins here; null: nothing was yet. ISO, UTC. */
  since: string | null;
  /** Older measurements are still being read. */
  filling: boolean;
};

/** A state that held for a while, as the list of the last changes shows it. */
export type StateChange = {
  state: ObservedState;
  from: string;
  /** Null: it is the present one. */
  to: string | null;
  sources: StateSource[];
};
