import { eq, sql } from "drizzle-orm";
import type { StateSource } from "#db/schema/health.ts";
import { collector } from "#db/schema/latency.ts";
import type { DbOrTx } from "#db/client.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { problemFor } from "../measurements/problem-for.ts";
import type { ObservedState } from "./health-states.ts";
import type { ComponentHealth, Health, Source } from "./health-view.ts";
import { openIncidents } from "./incidents/open-incidents.server.ts";
import { isShown, OBSERVE_COLLECTOR } from "./interval-rules.ts";
import { loadCatalogue } from "./load-catalogue.server.ts";
import { loadWindows } from "./load-windows.server.ts";
import { probableCause } from "./root-cause-rules.ts";
import { healthSentence } from "./sentence-rules.ts";

/**
 * The health of the service now: each component with what said so, what people say about it, and the sentence over all.
 * Reads the database only: it answers as fast while Grafana is away.
 */
export async function readHealth(ctx: Ctx): Promise<Health> {
  const staff = requirePermission(ctx, "health.view");
  const { db, clock } = staff;
  const now = clock.now();
  const [components, presents, incidents, windows, source] = await Promise.all([
    loadCatalogue(db),
    loadPresents(db),
    openIncidents(db),
    loadWindows(db, now),
    loadSource(staff, now),
  ]);
  const names = new Map(components.map(({ key, name }) => [key, name.en]));
  const shown = new Map(components.map(({ id }) => [id, shownState(presents.get(id), now)]));
  const depending = new Map(
    components.map(({ id, key, dependsOn }) => [key, { key, dependsOn, state: shown.get(id)!.state }]),
  );
  const health = components.map((component): ComponentHealth => {
    const cause = probableCause(component.key, depending);
    return {
      key: component.key,
      name: component.name.en,
      kind: component.kind,
      customerFacing: component.customerFacing,
      ownerTeam: component.ownerTeam,
      ...shown.get(component.id)!,
      sources: presents.get(component.id)?.sources ?? [],
      cause: cause ? { key: cause, name: names.get(cause)! } : null,
      windows: windows.filter((window) => window.inProgress && window.components.includes(component.key)),
      incidents: incidents.flatMap(({ number, title, components: touched }) => {
        const impact = touched.find(({ key }) => key === component.key)?.impact;
        return impact ? [{ number, title, impact }] : [];
      }),
    };
  });
  return {
    now: now.toISOString(),
    sentence: healthSentence(health, now.toISOString()),
    components: health,
    incidents: incidents.map(({ number, title, state, startedAt, components: touched }) => ({
      number,
      title,
      state,
      startedAt: startedAt.toISOString(),
      components: touched.map(({ key, impact }) => ({ key, name: names.get(key) ?? key, impact })),
    })),
    windows,
    source,
  };
}

type Present = {
  state: ObservedState;
  startedAt: Date;
  observedAt: Date;
  sources: StateSource[];
  before: { state: ObservedState; until: Date } | null;
};

async function loadPresents(db: DbOrTx): Promise<Map<string, Present>> {
  const rows = await db.execute<{
    component_id: string;
    state: ObservedState;
    started_at: string;
    observed_at: string;
    sources: StateSource[];
    before_state: ObservedState | null;
    before_until: string | null;
  }>(sql`
    select p.component_id, p.state, p.started_at, p.observed_at, p.sources, b.state as before_state, b.observed_at as before_until
    from console.component_state p
    left join lateral (
      select state, observed_at from console.component_state
      where component_id = p.component_id and (started_at, id) < (p.started_at, p.id) and state <> p.state
      order by started_at desc, id desc limit 1
    ) b on true
    where p.ended_at is null`);
  return new Map(
    rows.map((row) => [
      row.component_id,
      {
        state: row.state,
        startedAt: new Date(row.started_at),
        observedAt: new Date(row.observed_at),
        sources: row.sources,
        before: row.before_state && { state: row.before_state, until: new Date(row.before_until!) },
      },
    ]),
  );
}

/** An observation that is not recent is what it was before; now, nobody knows. */
function shownState(
  present: Present | undefined,
  now: Date,
): Pick<ComponentHealth, "state" | "since" | "observedAt" | "before"> {
  if (!present) return { state: "unknown", since: null, observedAt: null, before: null };
  const observedAt = present.observedAt.toISOString();
  if (present.observedAt > now && !isShown(present.observedAt.getTime(), now.getTime()))
    return { state: "unknown", since: null, observedAt: null, before: null };
  if (!isShown(present.observedAt.getTime(), now.getTime()) && present.state !== "unknown")
    return { state: "unknown", since: observedAt, observedAt, before: { state: present.state, until: observedAt } };
  const before = present.before && { state: present.before.state, until: present.before.until.toISOString() };
  return { state: present.state, since: present.startedAt.toISOString(), observedAt, before };
}

async function loadSource(ctx: Ctx, now: Date): Promise<Source> {
  const [row] = await ctx.db.select().from(collector).where(eq(collector.name, OBSERVE_COLLECTOR));
  return {
    problem: problemFor(ctx, (row?.problem as GrafanaProblem | null | undefined) ?? null),
    lastObservedAt: row?.succeededAt?.toISOString() ?? null,
    silent: !row || !isShown(row.attemptedAt.getTime(), now.getTime()),
  };
}
