import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { observeHealth } from "#app/domain/health/observe-health.server.ts";
import { readHealth } from "#app/domain/health/read-health.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { Series } from "#app/platform/grafana/grafana.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { component, componentState } from "#db/schema/health.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { grafanaWithAlerts, unreachable } from "#tests/support/grafana.ts";
import type { Answer } from "#tests/support/service.ts";

const database = await testDatabase();
const { db } = database;
const job = { kind: "job", id: "collect-observe-health" } as const;
const start = new Date("2026-11-23T05:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

await ensureCatalogue(db, loadProfile());
beforeEach(async () => {
  // As the owner: no role of the application removes history.
  const { default: postgres } = await import("postgres");
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`truncate console.component_state`;
  await owner.end();
});

/** All is well: every series that a question groups by has a value that passes no limit. */
const well =
  (changes: Record<string, number | null | "gone"> = {}): Answer =>
  (ask: Ask): Series[] => {
    const { filters = {}, by = [] } = ask.params ?? {};
    const label = by[0];
    const values = label ? [filters[label]!].flat() : [""];
    return values.flatMap((name): Series[] => {
      const change = changes[`${ask.purpose} ${name}`.trim()];
      if (change === "gone") return [];
      const good =
        ask.purpose === "backup.instances" ? 3 : /error/.test(ask.purpose) ? 0.01 : /\.up$/.test(ask.purpose) ? 1 : 0.2;
      const value = change === undefined ? good : change;
      return [{ labels: label ? { [label]: name } : {}, points: [[start.getTime(), value]] }];
    });
  };

async function stateOf(key: string) {
  return db
    .select({
      state: componentState.state,
      startedAt: componentState.startedAt,
      observedAt: componentState.observedAt,
      endedAt: componentState.endedAt,
    })
    .from(componentState)
    .innerJoin(component, eq(component.id, componentState.componentId))
    .where(eq(component.key, key))
    .orderBy(asc(componentState.startedAt), asc(componentState.id));
}

test("all components are asked about in eight questions of one batch, and an unbroken state is one interval", async () => {
  const clock = testClock(start);
  const asked: Ask[][] = [];
  const ctx = serviceCtxOf(db, job, { clock, answer: well(), grafana: grafanaWithAlerts([]) });
  const counting = {
    ...ctx,
    measurements: {
      read: (asks: readonly Ask[]) => {
        asked.push([...asks]);
        return ctx.measurements.read(asks);
      },
    },
  };
  expect(await observeHealth(counting)).toBeNull();
  clock.advance(30);
  await observeHealth(counting);
  expect(asked.map((asks) => asks.length)).toEqual([8, 8]);
  expect(asked[0]!.find(({ purpose }) => purpose === "dependency.average")?.params).toEqual({
    window: "5m",
    by: ["dependency"],
    filters: { dependency: ["banks", "e-invoicing", "income-register", "print-and-scan"] },
  });
  const states = await db.select().from(componentState);
  expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 11 }, () => "operational"));
  expect(states[0]).toMatchObject({ startedAt: at(0), observedAt: at(30), endedAt: null });
});

test("a change closes the interval and opens the next one at the same instant, with what said so", async () => {
  const clock = testClock(start);
  await observeHealth(serviceCtxOf(db, job, { clock, answer: well(), grafana: grafanaWithAlerts([]) }));
  clock.advance(30);
  const slow = well({ "dependency.average print-and-scan": 4.53 });
  await observeHealth(serviceCtxOf(db, job, { clock, answer: slow, grafana: grafanaWithAlerts([]) }));
  expect(await stateOf("print-and-scan")).toEqual([
    { state: "operational", startedAt: at(0), observedAt: at(30), endedAt: at(30) },
    { state: "slow", startedAt: at(30), observedAt: at(30), endedAt: null },
  ]);
  expect(await stateOf("banks")).toHaveLength(1);
  const [present] = await db.select().from(componentState).where(eq(componentState.state, "slow"));
  expect(present!.sources).toEqual([
    {
      kind: "query",
      name: "Whether a dependency answers (dependency print-and-scan)",
      state: "operational",
      detail: "Answers",
      limit: "down when it does not answer",
    },
    {
      kind: "query",
      name: "Average time of a dependency's answers (dependency print-and-scan)",
      state: "slow",
      detail: "4.53 s",
      limit: "slow above 4.00 s",
    },
  ]);
});

test("an alert of Grafana makes its component bad, although a silence keeps it quiet", async () => {
  const labels = { alertname: "SiemStopped", component: "siem", impact: "down" };
  const silenced = {
    fingerprint: "f",
    startsAt: "",
    endsAt: "",
    state: "suppressed",
    silencedBy: ["s"],
    inhibitedBy: [],
    labels: { ...labels, grafana_folder: "Service" },
    annotations: {},
  };
  const grafana = grafanaWithAlerts([{ labels }], [silenced]);
  await observeHealth(serviceCtxOf(db, job, { clock: testClock(start), answer: well(), grafana }));
  expect(await stateOf("siem")).toMatchObject([{ state: "down" }]);
  const [down] = await db.select().from(componentState).where(eq(componentState.state, "down"));
  expect(down!.sources[0]!.detail).toContain("silenced in Grafana");
});

test("Grafana answers nothing from the start: nothing is green, and its problem is told", async () => {
  const ctx = serviceCtxOf(db, job, {
    clock: testClock(start),
    answer: () => unreachable,
    grafana: grafanaWithAlerts(unreachable),
  });
  expect(await observeHealth(ctx)).toEqual(unreachable);
  const states = await db.select().from(componentState);
  expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 11 }, () => "unknown"));
});

test("Grafana falls silent: one round is no news, after that nothing is known since it was last seen", async () => {
  const clock = testClock(start);
  const round = (answer: Answer, grafana = grafanaWithAlerts([])) =>
    observeHealth(serviceCtxOf(db, job, { clock, answer, grafana }));
  await round(well());
  const silent = () => round(() => unreachable, grafanaWithAlerts(unreachable));
  clock.advance(30);
  await silent();
  expect(await stateOf("banks")).toEqual([
    { state: "operational", startedAt: at(0), observedAt: at(0), endedAt: null },
  ]);
  clock.advance(30);
  await silent();
  clock.advance(30);
  await silent();
  expect(await stateOf("banks")).toEqual([
    { state: "operational", startedAt: at(0), observedAt: at(0), endedAt: at(0) },
    { state: "unknown", startedAt: at(0), observedAt: at(90), endedAt: null },
  ]);
  clock.advance(30);
  await round(well());
  expect((await stateOf("banks")).at(-1)).toEqual({
    state: "operational",
    startedAt: at(120),
    observedAt: at(120),
    endedAt: null,
  });
});

test("a worker that was away leaves a hole, not a state", async () => {
  const clock = testClock(start);
  const round = () => observeHealth(serviceCtxOf(db, job, { clock, answer: well(), grafana: grafanaWithAlerts([]) }));
  await round();
  clock.advance(3600);
  await round();
  expect(await stateOf("backups")).toEqual([
    { state: "operational", startedAt: at(0), observedAt: at(0), endedAt: at(0) },
    { state: "operational", startedAt: at(3600), observedAt: at(3600), endedAt: null },
  ]);
});

test("a measurement that is gone is unknown; one without traffic at night is not", async () => {
  const answer = well({ "dependency.up banks": "gone", "dependency.average income-register": null });
  await observeHealth(serviceCtxOf(db, job, { clock: testClock(start), answer, grafana: grafanaWithAlerts([]) }));
  expect(await stateOf("banks")).toMatchObject([{ state: "unknown" }]);
  expect(await stateOf("income-register")).toMatchObject([{ state: "operational" }]);
});

test("workers that look at the same moment make one present state of each component", async () => {
  const clock = testClock(start);
  const round = (answer: Answer) =>
    observeHealth(serviceCtxOf(db, job, { clock, answer, grafana: grafanaWithAlerts([]) }));
  await Promise.all([round(well()), round(well()), round(well({ "dependency.up banks": 0 }))]);
  clock.advance(30);
  await Promise.all([round(well({ "dependency.up banks": 0 })), round(well())]);
  const [row] = await db.execute<{ n: number; components: number }>(sql`
    select count(*)::int as n, count(distinct component_id)::int as components
    from console.component_state where ended_at is null`);
  expect(row).toEqual({ n: 11, components: 11 });
});

test("a clock that was a day ahead does not keep a component green, nor out of sight, once it is right again", async () => {
  const ahead = testClock(at(86_400));
  const grafana = grafanaWithAlerts([]);
  await observeHealth(serviceCtxOf(db, job, { clock: ahead, answer: well(), grafana }));
  const clock = testClock(start);
  const reader = staffActor("00000000-0000-4000-8000-000000000001", ["customer_service"]);
  const siem = async () => (await readHealth(ctxOf(db, reader, clock))).components.find(({ key }) => key === "siem");
  expect(await siem()).toMatchObject({ state: "unknown", since: null });
  await observeHealth(serviceCtxOf(db, job, { clock, answer: well({ "dependency.up siem": 0 }), grafana }));
  expect(await siem()).toMatchObject({ state: "down", since: start.toISOString() });
  expect(await stateOf("siem")).toEqual([
    { state: "operational", startedAt: at(0), observedAt: at(0), endedAt: at(0) },
    { state: "down", startedAt: at(0), observedAt: at(0), endedAt: null },
  ]);
});
