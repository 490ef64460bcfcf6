import { expect, test } from "vitest";
import * as fixtures from "./fixtures.ts";
import { answers, BASE, client, grafanaServer, minutesAgo, READER, at, WRITER } from "./support.ts";

const server = grafanaServer();
const bearer = (token: string) => `Bearer ${token}`;
const silences = "/api/alertmanager/grafana/api/v2/silences";
const newSilence = {
  startsAt: "2026-12-26T20:00:00Z",
  endsAt: "2026-12-27T04:00:00Z",
  createdBy: "huolto",
  comment: "Window of December",
  matchers: [{ name: "component", value: "bank", isRegex: false, isEqual: true }],
};

test.each([
  ["12", fixtures.health12, "12.2.1"],
  ["13", fixtures.health13, "13.0.1"],
])("health of Grafana %s", async (_major, body, version) => {
  answers(server, "/api/health", [{ body }]);
  expect(await client().grafana.health()).toMatchObject({ ok: true, value: { version, database: "ok" } });
});

test("the data source, with what this version adds left out", async () => {
  const body = {
    id: 1,
    uid: "prometheus",
    orgId: 1,
    name: "Prometheus",
    type: "prometheus",
    url: "http://p:9090",
    jsonData: {},
  };
  answers(server, "/api/datasources/uid/prometheus", [{ body }]);
  expect(await client().grafana.dataSource()).toEqual({
    ok: true,
    value: { uid: "prometheus", name: "Prometheus", type: "prometheus" },
  });
});

test("alert rules are read page by page to the last", async () => {
  const seen = answers(server, "/api/prometheus/grafana/api/v1/rules", [
    { body: fixtures.rulesPage1 },
    { body: fixtures.rulesPage2 },
  ]);
  const rule = {
    folder: "Service",
    health: "ok",
    labels: { component: "bank" },
    annotations: { summary: "Banks do not answer" },
  };
  expect(await client().grafana.alertRules()).toEqual({
    ok: true,
    value: [
      { ...rule, name: "BankDown", group: "banks", state: "firing" },
      {
        ...rule,
        name: "BankSlow",
        group: "banks",
        state: "inactive",
        labels: {},
        health: "error",
        lastError: "no data",
      },
      { ...rule, name: "NodeDown", group: "nodes", state: "pending" },
    ],
  });
  expect(seen.map(({ url }) => url.searchParams.get("group_next_token"))).toEqual([null, "dG9rZW4="]);
});

test("pages of rules that do not end are not read for ever, and what was read is not shown as all", async () => {
  const seen = answers(server, "/api/prometheus/grafana/api/v1/rules", [{ body: fixtures.rulesPage1 }]);
  expect(await client().grafana.alertRules()).toMatchObject({ ok: false, problem: { kind: "not_grafana" } });
  expect(seen).toHaveLength(50);
});

test("an alert's state and its reason; a state that is not known is an error, never normal", async () => {
  answers(server, "/api/prometheus/grafana/api/v1/alerts", [{ body: fixtures.alerts }]);
  const found = await client().grafana.alerts();
  if (!found.ok) throw new Error(found.problem.message);
  expect(found.value.map(({ state, reason }) => [state, reason])).toEqual([
    ["normal", undefined],
    ["normal", "MissingSeries"],
    ["pending", undefined],
    ["firing", undefined],
    ["firing", "NoData"],
    ["no_data", undefined],
    ["error", undefined],
    ["firing", undefined],
    ["error", "Dreaming"],
    ["normal", undefined],
  ]);
  expect(found.value[3]).toMatchObject({ labels: { alertname: "BankDown" }, activeAt: "2026-11-23T07:40:00Z" });
  expect(found.value.at(-1)).toMatchObject({ annotations: {}, activeAt: null });
});

test("firing alerts, the silenced and inhibited among them", async () => {
  const seen = answers(server, "/api/alertmanager/grafana/api/v2/alerts", [{ body: fixtures.firing }]);
  expect(await client().grafana.firingAlerts()).toEqual({
    ok: true,
    value: [
      {
        fingerprint: "2d1e5d7a1c2b3f40",
        startsAt: "2026-11-23T07:40:00.000Z",
        endsAt: "2026-11-23T08:04:00.000Z",
        state: "suppressed",
        silencedBy: ["s-1"],
        inhibitedBy: [],
        labels: { alertname: "BankDown", grafana_folder: "Service" },
        annotations: { summary: "x" },
      },
    ],
  });
  expect(seen[0]!.url.search).toBe("?active=true&silenced=true&inhibited=true");
});

test("an alert whose beginning is no time is no answer of Grafana", async () => {
  const [given] = fixtures.firing;
  answers(server, "/api/alertmanager/grafana/api/v2/alerts", [{ body: [{ ...given, startsAt: "soon" }] }]);
  expect(await client().grafana.firingAlerts()).toMatchObject({ ok: false, problem: { kind: "not_grafana" } });
});

test.each([
  ["12", fixtures.silences12],
  ["13", fixtures.silences13],
])("silences of Grafana %s", async (_major, body) => {
  answers(server, silences, [{ body }]);
  expect(await client().grafana.silences()).toEqual({ ok: true, value: [fixtures.silenceAsRead] });
});

test("a silence is made with the writer's token; its id comes with 202", async () => {
  const seen = answers(server, silences, [{ status: 202, body: { silenceID: "s-2" } }]);
  expect(await client().grafana.putSilence(newSilence)).toEqual({ ok: true, value: { id: "s-2" } });
  expect(seen[0]).toMatchObject({ method: "POST", body: newSilence });
  expect(seen[0]!.headers.get("authorization")).toBe(bearer(WRITER));
});

test("changing a silence may give it another id, which is the one to keep", async () => {
  const seen = answers(server, silences, [{ status: 202, body: { silenceID: "s-3" } }]);
  expect(await client().grafana.putSilence({ id: "s-2", ...newSilence })).toEqual({ ok: true, value: { id: "s-3" } });
  expect(seen[0]!.body).toMatchObject({ id: "s-2" });
});

test("a silence is expired; one that is not there is not found, and one that an earlier try expired is done", async () => {
  const path = "/api/alertmanager/grafana/api/v2/silence/s-2";
  const seen = answers(server, path, [{ body: { message: "silence deleted" } }]);
  expect(await client().grafana.expireSilence("s-2")).toEqual({ ok: true, value: null });
  expect(seen[0]!.method).toBe("DELETE");
  answers(server, path, [{ status: 404, body: { message: "silence not found" } }]);
  expect(await client().grafana.expireSilence("s-2")).toMatchObject({
    ok: false,
    problem: { kind: "not_found", message: expect.stringContaining("does not know this silence") },
  });
  answers(server, path, ["network error", { status: 404, body: { message: "silence not found" } }]);
  expect(await client().grafana.expireSilence("s-2")).toEqual({ ok: true, value: null });
});

test("annotations by their tags, all of them; a moment ends when it begins", async () => {
  const seen = answers(server, "/api/annotations", [{ body: fixtures.annotations }]);
  const search = { from: minutesAgo(60), to: at, tags: ["huolto", "window & more"] };
  expect(await client().grafana.annotations(search)).toEqual({
    ok: true,
    value: [
      { id: 7, time: 1_795_420_800_000, timeEnd: 1_795_424_400_000, text: "Maintenance", tags: ["huolto", "window"] },
      { id: 8, time: 1_795_420_900_000, timeEnd: 1_795_420_900_000, text: "Release 1.2", tags: [] },
    ],
  });
  expect(seen[0]!.url.searchParams.getAll("tags")).toEqual(["huolto", "window & more"]);
  expect(seen[0]!.url.searchParams.get("from")).toBe("1795417200000");
  expect(seen[0]!.headers.get("authorization")).toBe(bearer(READER));
});

test("an annotation is made, changed and removed", async () => {
  const made = answers(server, "/api/annotations", [{ body: { message: "Annotation added", id: 9 } }]);
  const one = answers(server, "/api/annotations/9", [
    { body: { message: "Annotation patched" } },
    { body: { message: "Annotation deleted" } },
  ]);
  const { grafana } = client();
  const annotation = { time: 1, timeEnd: 2, tags: ["huolto"], text: "Window" };
  expect(await grafana.createAnnotation(annotation)).toEqual({ ok: true, value: { id: 9 } });
  expect(await grafana.changeAnnotation(9, { timeEnd: 3 })).toEqual({ ok: true, value: null });
  expect(await grafana.deleteAnnotation(9)).toEqual({ ok: true, value: null });
  expect(made[0]).toMatchObject({ method: "POST", body: annotation });
  expect(one.map(({ method, body }) => [method, body])).toEqual([
    ["PATCH", { timeEnd: 3 }],
    ["DELETE", undefined],
  ]);
  for (const { headers } of [...made, ...one]) expect(headers.get("authorization")).toBe(bearer(WRITER));
});

test("dashboards with links that stay on Grafana's host", async () => {
  const seen = answers(server, "/api/search", [{ body: fixtures.dashboards }]);
  expect(await client().grafana.dashboards({ tag: "huolto" })).toEqual({
    ok: true,
    value: [
      {
        uid: "svc-1",
        title: "Service",
        url: "https://grafana.example/metrics/d/svc-1/service",
        tags: ["huolto"],
        folderUid: "folder-1",
      },
    ],
  });
  expect(seen[0]!.url.search).toBe("?type=dash-db&limit=1000&tag=huolto");
});

test("a dashboard with an address that is none is left out", async () => {
  const [given] = fixtures.dashboards;
  answers(server, "/api/search", [
    { body: [{ ...given, url: "http://[" }, { ...given, url: "javascript:alert(1)" }, given] },
  ]);
  const found = await client().grafana.dashboards({});
  expect(found.ok && found.value.map(({ url }) => url)).toEqual(["https://grafana.example/metrics/d/svc-1/service"]);
});

test("the address keeps its sub-path, with or without a slash at its end", async () => {
  const seen = answers(server, "/api/health", [{ body: fixtures.health12 }]);
  for (const baseUrl of [BASE, `${BASE}/`]) {
    const { grafana } = client({ baseUrl });
    expect(grafana.baseUrl).toBe(BASE);
    await grafana.health();
  }
  expect(seen.map(({ url }) => url.pathname)).toEqual(["/metrics/api/health", "/metrics/api/health"]);
});

test("without the writer's token nothing is sent in the open, and the setting is named", async () => {
  const { grafana } = client({ writerToken: "" });
  expect(await grafana.putSilence(newSilence)).toMatchObject({
    ok: false,
    problem: { kind: "not_configured", message: expect.stringContaining("GRAFANA_WRITER_TOKEN is not set") },
  });
});

test("a read may go with the writer's token, to see whether Grafana takes it", async () => {
  const seen = answers(server, silences, [{ status: 401, body: { message: "Unauthorized" } }]);
  const found = await client().grafana.silences({ as: "writer" });
  expect(seen[0]!.headers.get("authorization")).toBe(bearer(WRITER));
  expect(found).toMatchObject({ ok: false, problem: { message: expect.stringContaining("set GRAFANA_WRITER_TOKEN") } });
});
