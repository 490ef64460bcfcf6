import { setupServer } from "msw/node";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grafanaHandlers } from "#app/demo/grafana/handlers.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import type { GrafanaResult } from "#app/platform/grafana/grafana.ts";
import { openGrafana } from "#app/platform/grafana/open-grafana.server.ts";
import { fillQuery, type QueryParams } from "#app/profile/fill-query.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { type PurposeName, purposeNames, purposes } from "#app/profile/purposes.ts";

/** The console's own client against the demo's Grafana: the two were written apart, from Grafana's documentation. */
const BASE = "http://127.0.0.1:3998";
const HOUR = 3_600_000;
// Two application servers are down since 09:40, and the income register has been slow for long.
const now = new Date("2026-11-19T10:30:00Z");
const clock = { now: () => now };
const profile = loadProfile();
const model = createServiceModel({ pages: 4, customers: 5, from: new Date("2026-10-01T00:00:00Z") });
const server = setupServer(
  ...grafanaHandlers({ model, profile, baseUrl: BASE, clock, tokens: { reader: "reads", writer: "writes" } }),
);
beforeAll(() => {
  server.listen({ onUnhandledFrame: "error" });
  // The client keeps the fetch that it finds.
  grafana = open();
});
afterAll(() => server.close());

const open = (readerToken = "reads", writerToken = "writes") =>
  openGrafana({
    baseUrl: BASE,
    readerToken,
    writerToken,
    dataSourceUid: "prometheus",
    log: pino({ enabled: false }),
    clock,
  });
let grafana: ReturnType<typeof open>;
const value = async <T>(result: Promise<GrafanaResult<T>>): Promise<T> => {
  const found = await result;
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
};
const times = { from: new Date(now.getTime() - 2 * HOUR), to: now };

test("the source is there and well", async () => {
  expect(await value(grafana.health())).toMatchObject({ database: "ok" });
  expect(await value(grafana.dataSource())).toMatchObject({ uid: "prometheus", type: "prometheus" });
  expect(await value(grafana.dataSourceHealth())).toMatchObject({ message: expect.stringContaining("Success") });
  expect(await value(grafana.dashboards({ tag: "latency" }))).toMatchObject([{ url: `${BASE}/d/latency/latency` }]);
});

describe("queries", () => {
  const sample = (purpose: PurposeName): QueryParams => {
    const takes: readonly string[] = purposes[purpose].placeholders;
    return {
      ...(takes.includes("window") ? { window: purpose.includes("hour") ? "1h" : "2d" } : {}),
      ...(takes.includes("by") ? { by: purposes[purpose].labels } : {}),
      ...(takes.includes("quantile") ? { quantile: 0.95 } : {}),
      ...(takes.includes("limit") ? { limit: 5 } : {}),
    };
  };

  test("every purpose of the profile is answered, in one request", async () => {
    const queries = purposeNames.map((purpose) => ({
      refId: purpose.replaceAll(".", "_"),
      expr: fillQuery(profile, purpose, sample(purpose)),
      kind: "instant" as const,
    }));
    const answers = await grafana.query({ ...times, queries });
    expect(answers.size).toBe(purposeNames.length);
    const empty = [...answers].filter(([, answer]) => !answer.ok || answer.value.length === 0);
    expect(empty.map(([refId]) => refId)).toEqual([]);
  });

  test("a range has a point at each step, and the model's own figure there", async () => {
    const expr = fillQuery(profile, "latency.average", { window: "5m", by: [], filters: { client: "browser" } });
    const answers = await grafana.query({ ...times, queries: [{ refId: "A", expr, kind: "range", stepSeconds: 60 }] });
    const [series, ...others] = await value(Promise.resolve(answers.get("A")!));
    expect(others).toEqual([]);
    expect(series!.points).toHaveLength(121);
    expect(series!.points[0]![0]).toBe(times.from.getTime());
    const [at, average] = series!.points.at(-1)!;
    expect(at).toBe(now.getTime());
    expect(average).toBeCloseTo(model.truth.average({ client: "browser" }, at - 300_000, at)!, 9);
  });

  test("no data is null, what nobody measures is no series, and a bad query spoils no other", async () => {
    const ask = (refId: string, expr: string) => ({ refId, expr, kind: "instant" as const });
    const answers = await grafana.query({
      ...times,
      queries: [ask("A", "sum(up) / 0"), ask("B", "vector(0) / 0"), ask("C", "1 / 0 * 0"), ask("D", "1 + 1")],
    });
    expect(answers.get("A")).toEqual({ ok: true, value: [] });
    expect(answers.get("B")).toMatchObject({ ok: false, problem: { kind: "bad_query", status: 400 } });
    expect(answers.get("C")).toEqual({ ok: true, value: [{ labels: {}, points: [[now.getTime(), null]] }] });
    expect(answers.get("D")).toEqual({ ok: true, value: [{ labels: {}, points: [[now.getTime(), 2]] }] });
  });
});

test("alerts and rules say what the model's incident is", async () => {
  const alerts = await value(grafana.alerts());
  const firing = alerts.filter(({ state }) => state === "firing");
  expect(firing.map(({ labels }) => labels.alertname)).toEqual([
    "Application servers: partly down",
    "Income register: average time of a dependency's answers above 3 s",
  ]);
  const [servers, register] = firing.map(({ activeAt }) => Date.parse(activeAt!));
  const week = model.events.between(now.getTime() - 7 * 24 * HOUR, now.getTime());
  const begun = (touched: string) => week.find(({ touches }) => touches.includes(touched))!.from;
  expect(servers).toBe(begun("app-servers"));
  // Days ago, and still to the minute: an average over five minutes passes its limit within five.
  expect(register! - begun("income-register")).toBeGreaterThanOrEqual(0);
  expect(register! - begun("income-register")).toBeLessThanOrEqual(HOUR / 12);
  expect(alerts.some(({ state }) => state === "error")).toBe(false);
  const rules = await value(grafana.alertRules());
  expect(rules).toHaveLength(alerts.length);
  expect(rules.find(({ name }) => name === "Application servers: partly down")).toMatchObject({
    group: "app-servers",
    folder: "Service",
    state: "firing",
    health: "ok",
    labels: { component: "app-servers", impact: "partial" },
  });
});

test("a silence is made, changed under a new id, seen on the alert, and ended", async () => {
  const silence = {
    matchers: [{ name: "component", value: "app-servers", isRegex: false, isEqual: true }],
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + HOUR).toISOString(),
    createdBy: "Erja",
    comment: "Being repaired",
  };
  const first = await value(grafana.putSilence(silence));
  const second = await value(grafana.putSilence({ ...silence, id: first.id, comment: "Nearly repaired" }));
  expect(second.id).not.toBe(first.id);
  const states = (await value(grafana.silences())).map(({ id, state, comment }) => [id, state, comment]);
  expect(states).toEqual([
    [second.id, "active", "Nearly repaired"],
    [first.id, "expired", "Being repaired"],
  ]);
  const alert = async () =>
    (await value(grafana.firingAlerts())).find(({ labels }) => labels.component === "app-servers");
  expect(await alert()).toMatchObject({ state: "suppressed", silencedBy: [second.id] });
  await value(grafana.expireSilence(second.id));
  expect(await alert()).toMatchObject({ state: "active", silencedBy: [] });
  expect(await grafana.expireSilence("unknown")).toMatchObject({ ok: false, problem: { kind: "not_found" } });
});

test("annotations: the model's own are read; ours are written, changed and removed", async () => {
  const month = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-12-01T00:00:00Z") };
  const windows = await value(grafana.annotations({ ...month, tags: ["maintenance", "window"] }));
  // The third full week of November 2026 ends with the weekend of the 21st.
  expect(windows.map(({ time, timeEnd }) => [new Date(time).toISOString(), new Date(timeEnd).toISOString()])).toEqual([
    ["2026-11-21T20:00:00.000Z", "2026-11-22T04:00:00.000Z"],
  ]);
  const ours = { ...month, tags: ["huolto"] };
  const annotation = { time: now.getTime(), timeEnd: now.getTime() + HOUR, tags: ["huolto"], text: "A disk" };
  const { id } = await value(grafana.createAnnotation(annotation));
  await value(grafana.changeAnnotation(id, { text: "Two disks" }));
  expect(await value(grafana.annotations(ours))).toMatchObject([{ ...annotation, id, text: "Two disks" }]);
  await value(grafana.deleteAnnotation(id));
  expect(await value(grafana.annotations(ours))).toEqual([]);
  expect(await grafana.deleteAnnotation(id)).toMatchObject({ ok: false, problem: { kind: "not_found" } });
});

test("wrong tokens are told apart from missing rights", async () => {
  const strange = open("stolen", "stolen");
  expect(await strange.alerts()).toMatchObject({
    ok: false,
    problem: { kind: "token_refused", status: 401, code: "api-key.invalid" },
  });
  const readOnly = open("reads", "reads");
  const refused = await readOnly.createAnnotation({ time: 0, timeEnd: 0, tags: [], text: "x" });
  expect(refused).toMatchObject({ ok: false, problem: { kind: "forbidden", status: 403 } });
  expect((refused as { problem: { message: string } }).problem.message).toContain("annotations:create");
});
