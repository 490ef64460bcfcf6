import { asc } from "drizzle-orm";
import { collector } from "#db/schema/latency.ts";
import type { Call, Grafana, GrafanaProblem, GrafanaResult } from "#app/platform/grafana/grafana.ts";
import { timedOut } from "#app/platform/grafana/problems.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";

/** The page answers within this, whatever Grafana does. */
const CHECK_MS = 6000;
/** Every collector tries at least once a minute or so: after this long the worker itself is in doubt. */
const SILENT_MS = 10 * 60_000;

export type CheckName =
  | "grafana"
  | "data_source"
  | "data_source_health"
  | "query"
  | "alerts"
  | "alert_rules"
  | "annotations"
  | "writer_silences"
  | "writer_annotations";
export type SourceCheck = {
  name: CheckName;
  /** What Grafana said of itself, where it says something: its version, the data source's name. */
  detail: string | null;
  problem: GrafanaProblem | null;
};
/** Instants are ISO strings, UTC. */
export type Source = {
  address: string | null;
  checks: SourceCheck[];
  breakers: {
    name: string;
    state: "closed" | "open" | "trying";
    openedAt: string | null;
    problem: GrafanaProblem | null;
  }[];
  collectors: {
    name: string;
    attemptedAt: string;
    succeededAt: string | null;
    problem: GrafanaProblem | null;
    /** Nobody has tried for so long that the worker may not run. */
    silent: boolean;
  }[];
};

type Check = {
  name: CheckName;
  ask: (call: Call) => Promise<GrafanaResult<string | null>>;
};

/**
 * Whether the console gets its measurements: Grafana and its data source, what each token may read, the circuit breakers
 * of this process, and how the worker's collectors fare. Nothing is written anywhere: whether the writer's token may write
 * cannot be seen without writing, only that Grafana takes it.
 * @param input.signal aborted when the person has gone away
 */
export async function readSource(ctx: ServiceCtx, input: { signal?: AbortSignal } = {}): Promise<Source> {
  const staff = requirePermission(ctx, "system.view");
  const { grafana } = staff;
  const [checks, collectors] = await Promise.all([
    // An installation without Grafana has one thing to be told, not nine.
    Promise.all(
      (grafana.baseUrl === null ? checksOf(staff).slice(0, 1) : checksOf(staff)).map((one) => run(one, input)),
    ),
    staff.db.select().from(collector).orderBy(asc(collector.name)),
  ]);
  const now = staff.clock.now().getTime();
  return {
    address: grafana.baseUrl,
    checks,
    breakers: grafana.breakers().map(({ name, state, openedAt, lastProblem }) => ({
      name,
      state,
      openedAt: openedAt?.toISOString() ?? null,
      problem: lastProblem,
    })),
    collectors: collectors.map(({ name, attemptedAt, succeededAt, problem }) => ({
      name,
      attemptedAt: attemptedAt.toISOString(),
      succeededAt: succeededAt?.toISOString() ?? null,
      problem: problem as GrafanaProblem | null,
      silent: now - attemptedAt.getTime() > SILENT_MS,
    })),
  };
}

async function run({ name, ask }: Check, input: { signal?: AbortSignal }): Promise<SourceCheck> {
  const late = AbortSignal.timeout(CHECK_MS);
  const result = await ask({ signal: input.signal ? AbortSignal.any([input.signal, late]) : late });
  if (result.ok) return { name, detail: result.value, problem: null };
  return { name, detail: null, problem: late.aborted ? timedOut(CHECK_MS) : result.problem };
}

function checksOf({ grafana, profile, clock }: ServiceCtx): Check[] {
  const now = clock.now();
  const hour = { from: new Date(now.getTime() - 3_600_000), to: now, tags: [], limit: 1 };
  return [
    { name: "grafana", ask: async (call) => told(await grafana.health(call), ({ version }) => version) },
    { name: "data_source", ask: async (call) => told(await grafana.dataSource(call), ({ name }) => name) },
    { name: "data_source_health", ask: async (call) => told(await grafana.dataSourceHealth(call)) },
    { name: "query", ask: (call) => tryQuery(grafana, fillQuery(profile, "release.running"), hour, call) },
    { name: "alerts", ask: async (call) => told(await grafana.firingAlerts(call)) },
    { name: "alert_rules", ask: async (call) => told(await grafana.alertRules(call)) },
    { name: "annotations", ask: async (call) => told(await grafana.annotations(hour, call)) },
    { name: "writer_silences", ask: async (call) => told(await grafana.silences({ ...call, as: "writer" })) },
    {
      name: "writer_annotations",
      ask: async (call) => told(await grafana.annotations(hour, { ...call, as: "writer" })),
    },
  ];
}

async function tryQuery(grafana: Grafana, expr: string, { from, to }: { from: Date; to: Date }, call: Call) {
  const results = await grafana.query({ from, to, queries: [{ refId: "A", expr, kind: "instant" }] }, call);
  const result = results.get("A");
  if (!result) throw new Error("the client gave no result for a query");
  return told(result);
}

const told = <T>(
  result: GrafanaResult<T>,
  detail: (value: T) => string | null = () => null,
): GrafanaResult<string | null> => (result.ok ? { ok: true, value: detail(result.value) } : result);
