import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { grafanaHandlers } from "#app/demo/grafana/handlers.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { counters, gauges, tinyModel } from "#tests/demo/promql/tiny-model.ts";

const BASE = "http://127.0.0.1:3999/monitoring";
const NOON = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;
const tokens = { reader: "reads", writer: "writes" };
let now = NOON;

const release = { version: "2026.47.0", kind: "weekly", at: NOON - 72 * HOUR, until: NOON + 96 * HOUR, slowPage: null };
const event = (kind: string, from: number, to: number, title: string) => ({
  kind,
  from,
  to,
  title,
  touches: [],
  effects: [],
});
const all = [
  event("window", NOON + 30 * HOUR, NOON + 38 * HOUR, "all of it"),
  event("window", NOON + 31 * HOUR, NOON + 34 * HOUR, "a half"),
  event("urgent-maintenance", NOON - 20 * HOUR, NOON - 19 * HOUR, "Urgent maintenance: a disk"),
  event("deviation", NOON - 2 * HOUR, NOON, "nobody writes this down"),
  event("window", NOON + 900 * HOUR, NOON + 908 * HOUR, "not announced yet"),
];
// The banks are down since 11:51; the load balancer since a minute, which may pass.
const model = tinyModel(
  {
    requests: counters([{ page: "/a", client: "api" }, 2], [{ page: "/b" }, 0]),
    component_up: gauges(
      [{ component: "load-balancer", node: "lb-1" }, (t) => (t * 1000 >= NOON - 60_000 ? 0 : 1)],
      [{ component: "app-servers", node: "app-1" }, () => 1],
    ),
    dependency_up: gauges(
      [{ dependency: "banks" }, (t) => (t * 1000 >= NOON - 9 * 60_000 ? 0 : 1)],
      [{ dependency: "siem" }, () => 1],
    ),
    dependency_seconds_total: counters([{ dependency: "banks" }, 0]),
    dependency_errors_total: counters([{ dependency: "banks" }, 0]),
    dependency_requests_total: counters([{ dependency: "banks" }, 0]),
  },
  { releases: [release], all },
);
const handlers = () =>
  grafanaHandlers({ model, profile: loadProfile(), baseUrl: BASE, clock: { now: () => new Date(now) }, tokens });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
beforeEach(() => {
  now = NOON;
  server.resetHandlers(...handlers());
});
afterAll(() => server.close());

async function ask(method: string, path: string, { token = "reads", body }: { token?: string; body?: unknown } = {}) {
  const response = await fetch(`${BASE}${path}`, {
    method,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const write = (method: string, path: string, body?: unknown) => ask(method, path, { token: "writes", body });

describe("who may ask", () => {
  test.each([
    ["", 401, { message: "Unauthorized" }],
    ["stolen", 401, { message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401 }],
  ])("token %j gets %i", async (token, status, body) => {
    expect(await ask("GET", "/api/search", { token })).toMatchObject({ status, body });
  });

  test.each([
    ["POST", "/api/annotations", "annotations:create"],
    ["PATCH", "/api/annotations/1", "annotations:write"],
    ["DELETE", "/api/annotations/1", "annotations:delete"],
    ["POST", "/api/alertmanager/grafana/api/v2/silences", "alert.instances:create"],
    ["DELETE", "/api/alertmanager/grafana/api/v2/silence/x", "alert.instances:write"],
  ])("the reader may not %s %s", async (method, path, right) => {
    const { status, body } = await ask(method, path, { body: method === "DELETE" ? undefined : {} });
    expect(status).toBe(403);
    expect(body).toMatchObject({ title: "Access denied", accessErrorId: expect.stringMatching(/^ACE\d+$/) });
    expect(body.message).toContain(`Permissions needed: ${right}`);
  });

  test("health needs no token; what does not exist is not found", async () => {
    expect(await ask("GET", "/api/health", { token: "" })).toMatchObject({ status: 200, body: { database: "ok" } });
    expect(await ask("GET", "/api/teams")).toMatchObject({ status: 404 });
    expect((await ask("GET", "/api/datasources/uid/prometheus")).body).toMatchObject({
      uid: "prometheus",
      type: "prometheus",
    });
    expect((await ask("GET", "/api/datasources/uid/prometheus/health")).body).toMatchObject({ status: "OK" });
    expect(await ask("GET", "/api/datasources/uid/loki")).toMatchObject({
      status: 404,
      body: { message: "Data source not found" },
    });
  });
});

describe("queries", () => {
  const prometheus = { uid: "prometheus", type: "prometheus" };
  const query = (queries: object[], times: object = { from: String(NOON - 120_000), to: String(NOON) }) =>
    ask("POST", "/api/ds/query", { body: { ...times, queries } });

  test("a range is a frame for each series, and NaN is null with its place told", async () => {
    const expr = "sum by (page) (rate(requests[1m])) / sum by (page) (rate(requests[1m]))";
    const range = { refId: "A", datasource: prometheus, expr, range: true, interval: "60s", maxDataPoints: 11_000 };
    const { status, body } = await query([range]);
    expect(status).toBe(200);
    const times = [NOON - 120_000, NOON - 60_000, NOON];
    expect(body.results.A.frames).toMatchObject([
      {
        schema: {
          refId: "A",
          meta: { type: "timeseries-multi", executedQueryString: `Expr: ${expr}\nStep: 60s` },
          fields: [
            { name: "Time", type: "time" },
            { name: "Value", type: "number", labels: { page: "/a" }, config: { displayNameFromDS: '{page="/a"}' } },
          ],
        },
        data: { values: [times, [1, 1, 1]] },
      },
      {
        schema: { fields: [{}, { labels: { page: "/b" } }] },
        data: { values: [times, [null, null, null]], entities: [null, { NaN: [0, 1, 2] }] },
      },
    ]);
  });

  test("an instant asked as a table has the labels as columns", async () => {
    const instant = { refId: "B", datasource: prometheus, expr: "rate(requests[1m])", instant: true, format: "table" };
    const { body } = await query([instant], { from: "now-5m", to: "now" });
    expect(body.results.B.frames).toHaveLength(1);
    expect(
      body.results.B.frames[0].schema.fields.map(({ name, type }: { name: string; type: string }) => [name, type]),
    ).toEqual([
      ["Time", "time"],
      ["client", "string"],
      ["page", "string"],
      ["Value", "number"],
    ]);
    expect(body.results.B.frames[0].data.values).toEqual([
      [NOON, NOON],
      ["api", ""],
      ["/a", "/b"],
      [2, 0],
    ]);
    const series = await query([{ ...instant, format: "time_series" }]);
    expect(series.body.results.B.frames).toMatchObject([
      { schema: { fields: [{}, { labels: { page: "/a", client: "api" } }] }, data: { values: [[NOON], [2]] } },
      { schema: { fields: [{}, { labels: { page: "/b" } }] }, data: { values: [[NOON], [0]] } },
    ]);
  });

  test("what finds nothing is a frame without fields", async () => {
    const { body } = await query([{ refId: "A", datasource: prometheus, expr: "no_such_metric", instant: true }]);
    expect(body.results.A.frames).toMatchObject([{ schema: { fields: [] }, data: { values: [] } }]);
  });

  test("a client that names no number of points gets Grafana's hundred", async () => {
    const range = { refId: "A", datasource: prometheus, expr: "rate(requests[1m])", range: true, intervalMs: 1000 };
    const { body } = await query([range], { from: String(NOON - 500_000), to: String(NOON) });
    expect(body.results.A.frames[0].data.values[0].slice(0, 2)).toEqual([NOON - 500_000, NOON - 495_000]);
  });

  test("one bad query makes a 400, with the answer of the others", async () => {
    const { status, body } = await query([
      { refId: "A", datasource: prometheus, expr: "rate(requests[1m]", instant: true },
      { refId: "B", datasource: prometheus, expr: "stddev(requests)", instant: true },
      { refId: "C", datasource: prometheus, expr: "1 + 1", instant: true },
    ]);
    expect(status).toBe(400);
    expect(body.results.A).toMatchObject({ status: 400, errorSource: "downstream", frames: [] });
    expect(body.results.A.error).toMatch(/^bad_data: .*parse error/);
    expect(body.results.B.error).toContain("the aggregation stddev is not supported");
    expect(body.results.C).toMatchObject({ status: 200, frames: [{ data: { values: [[NOON], [2]] } }] });
  });

  test.each([
    [{ queries: [] }, 400, "query.noQueries"],
    [{ queries: [{ refId: "A", expr: "1" }] }, 400, "query.missingDataSourceInfo"],
    [{ queries: [{ refId: "A", expr: "1", datasource: { uid: "loki" } }] }, 404, "datasource.notFound"],
    [
      { queries: [{ refId: "A", expr: "1", datasource: prometheus }], from: "yesterday" },
      400,
      "query.invalidTimeRange",
    ],
    ["nothing", 400, "query.badRequest"],
  ])("%j is refused as a whole", async (body, status, messageId) => {
    const whole = typeof body === "string" ? body : { from: "now-1h", to: "now", ...body };
    expect(await ask("POST", "/api/ds/query", { body: whole })).toMatchObject({ status, body: { messageId } });
  });
});

describe("alerts", () => {
  const alert = async (component: string, name: RegExp) => {
    const { body } = await ask("GET", "/api/prometheus/grafana/api/v1/alerts");
    return body.data.alerts.find(
      ({ labels }: { labels: Record<string, string> }) =>
        labels.component === component && name.test(labels.alertname!),
    );
  };

  test("say what is down and since when, what may pass, what is quiet, and what nobody measures", async () => {
    expect(await alert("banks", /down$/)).toMatchObject({
      state: "Alerting",
      activeAt: "2026-11-20T11:51:00.000Z",
      labels: { alertname: "Bank connections: down", grafana_folder: "Service", impact: "down", severity: "critical" },
    });
    expect(await alert("load-balancer", /: down$/)).toMatchObject({
      state: "Pending",
      activeAt: "2026-11-20T11:59:00.000Z",
    });
    expect(await alert("siem", /down$/)).toMatchObject({ state: "Normal" });
    expect(await alert("data-centre", /: down$/)).toMatchObject({ state: "NoData" });
    // Nobody asks the banks anything: a quiet night is no fault of the rule.
    expect(await alert("banks", /errors$/)).toMatchObject({ state: "Normal (NoData)" });
    now += 60_000;
    expect(await alert("load-balancer", /: down$/)).toMatchObject({
      state: "Alerting",
      activeAt: "2026-11-20T11:59:00.000Z",
    });
  });

  test("rules come in pages of groups, with their health", async () => {
    const first = (await ask("GET", "/api/prometheus/grafana/api/v1/rules?group_limit=5")).body.data;
    expect(first.groups.map(({ name }: { name: string }) => name)).toEqual([
      "load-balancer",
      "app-servers",
      "databases",
      "data-centre",
      "banks",
    ]);
    expect(first.groups[4].rules[0]).toMatchObject({ state: "firing", health: "ok", labels: { component: "banks" } });
    expect(first.groups[3].rules[0]).toMatchObject({ state: "inactive", health: "nodata" });
    const rest = (await ask("GET", `/api/prometheus/grafana/api/v1/rules?group_next_token=${first.groupNextToken}`))
      .body.data;
    expect(rest.groups.at(-1)).toMatchObject({ name: "latency", file: "Service" });
    expect(rest.groups.at(-1).rules).toHaveLength(4);
    expect(rest.groupNextToken).toBeUndefined();
  });
});

describe("silences", () => {
  const alerts = "/api/alertmanager/grafana/api/v2/alerts";
  const silences = "/api/alertmanager/grafana/api/v2/silences";
  const silence = (change: object = {}) => ({
    matchers: [{ name: "component", value: "ban.*", isRegex: true, isEqual: true }],
    startsAt: "2026-11-20T12:00:00.000Z",
    endsAt: "2026-11-20T14:00:00.000Z",
    createdBy: "Erja",
    comment: "The bank told us",
    ...change,
  });

  test("keep an alert quiet while they last", async () => {
    expect((await ask("GET", alerts)).body).toMatchObject([
      {
        status: { state: "active", silencedBy: [] },
        labels: { component: "banks" },
        startsAt: "2026-11-20T11:53:00.000Z",
      },
    ]);
    const made = await write("POST", silences, silence());
    expect(made.status).toBe(202);
    expect((await ask("GET", alerts)).body).toMatchObject([
      { status: { state: "suppressed", silencedBy: [made.body.silenceID] } },
    ]);
    expect((await ask("GET", `${alerts}?silenced=false`)).body).toEqual([]);
    now += 2 * HOUR;
    expect((await ask("GET", silences)).body).toMatchObject([{ status: { state: "expired" } }]);
    expect((await ask("GET", alerts)).body[0].status.state).toBe("active");
  });

  test("changed, are expired and made anew under another id", async () => {
    const first = (await write("POST", silences, silence())).body.silenceID;
    const changed = await write("POST", silences, silence({ id: first, endsAt: "2026-11-20T18:00:00.000Z" }));
    expect(changed.status).toBe(202);
    expect(changed.body.silenceID).not.toBe(first);
    expect((await ask("GET", silences)).body).toMatchObject([
      { id: changed.body.silenceID, status: { state: "active" }, endsAt: "2026-11-20T18:00:00.000Z" },
      { id: first, status: { state: "expired" } },
    ]);
    const gone = await write("DELETE", `/api/alertmanager/grafana/api/v2/silence/${changed.body.silenceID}`);
    expect(gone).toEqual({ status: 200, body: { message: "silence deleted" } });
    expect((await ask("GET", alerts)).body[0].status.state).toBe("active");
  });

  test("one that is planned does nothing yet", async () => {
    await write("POST", silences, silence({ startsAt: "2026-11-20T13:00:00.000Z" }));
    expect((await ask("GET", silences)).body[0].status.state).toBe("pending");
    expect((await ask("GET", alerts)).body[0].status.state).toBe("active");
  });

  test.each([
    [silence({ matchers: [] }), 400],
    [silence({ comment: "" }), 400],
    [silence({ endsAt: "2026-11-20T11:00:00.000Z" }), 400],
    [silence({ matchers: [{ name: "a", value: "(", isRegex: true, isEqual: true }] }), 400],
    [silence({ id: "unknown" }), 404],
  ])("%j is refused", async (body, status) => {
    expect((await write("POST", silences, body)).status).toBe(status);
    expect((await ask("GET", silences)).body).toEqual([]);
  });

  test("an unknown one cannot be ended", async () => {
    expect(await write("DELETE", "/api/alertmanager/grafana/api/v2/silence/unknown")).toMatchObject({ status: 404 });
  });
});

describe("annotations", () => {
  const list = async (query = "") =>
    (await ask("GET", `/api/annotations?from=${NOON - 100 * HOUR}&to=${NOON + 1000 * HOUR}${query}`)).body;

  test("tell the model's releases, urgent maintenance, and the windows announced by now", async () => {
    expect((await list()).map(({ text, tags }: { text: string; tags: string[] }) => [text, ...tags])).toEqual([
      ["Maintenance window", "maintenance", "window"],
      ["Urgent maintenance: a disk", "maintenance", "urgent"],
      ["Release 2026.47.0", "release", "weekly", "version:2026.47.0"],
    ]);
    expect(await list("&tags=maintenance&tags=window")).toMatchObject([
      { time: NOON + 30 * HOUR, timeEnd: NOON + 38 * HOUR },
    ]);
    expect(await list("&limit=1")).toHaveLength(1);
    expect((await ask("GET", `/api/annotations?from=${NOON - 20 * HOUR}&to=${NOON}`)).body).toHaveLength(1);
  });

  test("are made, changed, counted and removed", async () => {
    const made = await write("POST", "/api/annotations", {
      text: "A disk",
      tags: ["ours"],
      time: NOON,
      timeEnd: NOON + HOUR,
    });
    expect(made).toMatchObject({ status: 200, body: { message: "Annotation added" } });
    const { id } = made.body;
    expect(await list("&tags=ours")).toMatchObject([{ id, text: "A disk", time: NOON, timeEnd: NOON + HOUR }]);
    expect((await write("PATCH", `/api/annotations/${id}`, { text: "Two disks" })).body.message).toBe(
      "Annotation patched",
    );
    expect(await list("&tags=ours")).toMatchObject([{ id, text: "Two disks", tags: ["ours"], timeEnd: NOON + HOUR }]);
    expect((await ask("GET", "/api/annotations/tags?tag=our")).body.result.tags).toEqual([{ tag: "ours", count: 1 }]);
    expect((await write("DELETE", `/api/annotations/${id}`)).body.message).toBe("Annotation deleted");
    expect(await list("&tags=ours")).toEqual([]);
    expect((await write("DELETE", `/api/annotations/${id}`)).status).toBe(404);
    expect((await write("PATCH", `/api/annotations/${id}`, { text: "x" })).status).toBe(404);
    expect((await write("POST", "/api/annotations", { tags: [] })).status).toBe(400);
  });
});

test("dashboards are found by words and tag, under the address's path", async () => {
  const found = (await ask("GET", "/api/search?type=dash-db&query=bank")).body;
  expect(found).toMatchObject([{ uid: "banks", title: "Bank connections", url: "/monitoring/d/banks/banks" }]);
  expect((await ask("GET", "/api/search?tag=latency")).body).toHaveLength(1);
  expect((await ask("GET", "/api/search?limit=3&page=4")).body).toHaveLength(3);
  expect((await ask("GET", "/api/v1/provisioning/mute-timings")).body).toMatchObject([
    { name: "Maintenance window", time_intervals: [{ weekdays: ["saturday"] }, { weekdays: ["sunday"] }] },
  ]);
});
