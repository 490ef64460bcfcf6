import { expect, test } from "vitest";
import { readSource } from "#app/domain/measurements/read-source.server.ts";
import type { Grafana, GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { collector } from "#db/schema/latency.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db } = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const platform = staffActor("00000000-0000-4000-8000-000000000001", ["platform"]);
const refused: GrafanaProblem = { kind: "token_refused", message: "Set GRAFANA_WRITER_TOKEN.", status: 401 };

const fine = <T>(value: T) => Promise.resolve({ ok: true as const, value });
const working: Grafana = {
  ...unconfiguredGrafana,
  baseUrl: "https://grafana.example",
  health: () => fine({ version: "12.2.1", database: "ok" }),
  dataSource: () => fine({ uid: "prometheus", name: "Prometheus", type: "prometheus" }),
  dataSourceHealth: () => fine({ message: "fine" }),
  query: async ({ queries }) => new Map(queries.map(({ refId }) => [refId, { ok: true as const, value: [] }])),
  firingAlerts: () => fine([]),
  alertRules: () => fine([]),
  annotations: () => fine([]),
  silences: () => fine([]),
  breakers: () => [
    { name: "Grafana", state: "closed", openedAt: null, lastProblem: null },
    { name: "Data source prometheus", state: "open", openedAt: clock.now(), lastProblem: refused },
  ],
};
const read = (grafana: Grafana, roles: Parameters<typeof staffActor>[1] = ["platform"]) =>
  readSource(serviceCtxOf(db, { ...platform, ...staffActor(platform.id, roles) }, { clock, grafana }));

test("everything that works says so, with what it is", async () => {
  const source = await read(working);
  expect(source.address).toBe("https://grafana.example");
  expect(source.checks.map(({ name, detail, problem }) => [name, detail, problem])).toEqual([
    ["grafana", "12.2.1", null],
    ["data_source", "Prometheus", null],
    ["data_source_health", null, null],
    ["query", null, null],
    ["alerts", null, null],
    ["alert_rules", null, null],
    ["annotations", null, null],
    ["writer_silences", null, null],
    ["writer_annotations", null, null],
  ]);
  expect(source.breakers[1]).toEqual({
    name: "Data source prometheus",
    state: "open",
    openedAt: "2026-11-23T08:00:00.000Z",
    problem: refused,
  });
});

test("the tokens are told apart: the writer's fails and the reader's does not", async () => {
  const source = await read({
    ...working,
    silences: async (call) => (call?.as === "writer" ? { ok: false, problem: refused } : fine([])),
    annotations: async (_search, call) => (call?.as === "writer" ? { ok: false, problem: refused } : fine([])),
  });
  expect(source.checks.flatMap(({ name, problem }) => (problem ? [[name, problem.message]] : []))).toEqual([
    ["writer_silences", "Set GRAFANA_WRITER_TOKEN."],
    ["writer_annotations", "Set GRAFANA_WRITER_TOKEN."],
  ]);
});

test("nothing is ever written to see what a token may do", async () => {
  const writes: string[] = [];
  const watched = new Proxy(working, {
    get(target, name: keyof Grafana) {
      if (/^(put|expire|create|change|delete)/.test(name)) writes.push(name);
      return target[name];
    },
  });
  await read(watched);
  expect(writes).toEqual([]);
});

test("without Grafana: one check, with what to set", async () => {
  const source = await read(unconfiguredGrafana);
  expect(source).toMatchObject({
    address: null,
    checks: [{ name: "grafana", problem: { kind: "not_configured" } }],
    breakers: [],
  });
  expect(source.checks[0]!.problem!.message).toContain("Set GRAFANA_URL");
});

test("collectors with their last success, their problem, and whether anybody tries at all", async () => {
  const row = (name: string, attempted: string, succeeded: string | null, problem: GrafanaProblem | null) => ({
    name,
    attemptedAt: new Date(`2026-11-23T${attempted}Z`),
    succeededAt: succeeded === null ? null : new Date(`2026-11-23T${succeeded}Z`),
    problem,
  });
  await db
    .insert(collector)
    .values([
      row("hours", "07:59:30", "07:59:31", null),
      row("states", "07:59:40", "07:41:00", refused),
      row("windows", "07:49:59", null, null),
    ]);
  expect((await read(working)).collectors).toEqual([
    {
      name: "hours",
      attemptedAt: "2026-11-23T07:59:30.000Z",
      succeededAt: "2026-11-23T07:59:31.000Z",
      problem: null,
      silent: false,
    },
    {
      name: "states",
      attemptedAt: "2026-11-23T07:59:40.000Z",
      succeededAt: "2026-11-23T07:41:00.000Z",
      problem: refused,
      silent: false,
    },
    { name: "windows", attemptedAt: "2026-11-23T07:49:59.000Z", succeededAt: null, problem: null, silent: true },
  ]);
});

test.each(["customer_service", "release_manager", "export_officer", "administrator", "auditor"] as const)(
  "%s may not see it",
  async (role) => {
    await expect(read(working, [role])).rejects.toMatchObject({ code: "forbidden" });
  },
);
