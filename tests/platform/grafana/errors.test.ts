import { expect, test } from "vitest";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import { loginPage } from "./fixtures.ts";
import { answers, at, client, grafanaServer, minutesAgo, READER, type Reply, WRITER } from "./support.ts";

const server = grafanaServer();

/** Each row of Grafana's errors, by a call that can meet it: the kind, how often it is asked, what the sentence must say. */
type Row = [what: string, path: string, reply: Reply, kind: GrafanaProblem["kind"], requests: number, says: RegExp];
const query = "/api/ds/query";
const health = "/api/health";
const silences = "/api/alertmanager/grafana/api/v2/silences";
const rows: Row[] = [
  [
    "400 without results",
    query,
    { status: 400, body: { message: "bad request data", messageId: "query.noQueries", statusCode: 400, traceID: "" } },
    "bad_request",
    1,
    /defect of the console/,
  ],
  [
    "401 invalid",
    health,
    { status: 401, body: { message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401, traceID: "" } },
    "token_refused",
    1,
    /\(api-key\.invalid\).*set GRAFANA_TOKEN/,
  ],
  [
    "401 expired, as 13 writes it",
    health,
    { status: 401, body: { message: "Expired API key", messageId: "api-key.expired", statusCode: 401 } },
    "token_refused",
    1,
    /api-key\.expired/,
  ],
  [
    "401 bare",
    health,
    { status: 401, body: { message: "Unauthorized" } },
    "token_refused",
    1,
    /token of GRAFANA_TOKEN\. Make/,
  ],
  [
    "403",
    query,
    {
      status: 403,
      body: {
        accessErrorId: "ACE0123456789",
        message: "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
        title: "Access denied",
      },
    },
    "forbidden",
    1,
    /GRAFANA_TOKEN lacks the right datasources:query/,
  ],
  ["404", query, { status: 404, body: { message: "Data source not found" } }, "not_found", 1, /GRAFANA_DATASOURCE_UID/],
  ["404 on the alertmanager", silences, { status: 404, body: { message: "x" } }, "not_ready", 3, /not ready/],
  ["409 on the alertmanager", silences, { status: 409, body: { message: "x" } }, "not_ready", 3, /not ready/],
  [
    "422",
    query,
    { status: 422, body: { status: "error", errorType: "execution", error: "x" } },
    "bad_query",
    1,
    /profile/,
  ],
  ["429", query, { status: 429, text: "slow down" }, "throttled", 3, /too many requests/],
  ["500 with the words", query, { status: 500, body: { message: "Too Many Requests" } }, "throttled", 3, /too many/],
  [
    "500",
    query,
    { status: 500, body: { message: "Query data error", traceID: "4bf92f3577b34da6a3ce929d0e0e4736" } },
    "server_failed",
    3,
    /failed \(500\).*trace id/,
  ],
  ["502 in HTML", query, { status: 502, text: "<html>Bad Gateway</html>" }, "server_failed", 3, /failed \(502\)/],
  ["503 of its database", health, { status: 503, body: { database: "failing" } }, "server_failed", 3, /failed \(503\)/],
  ["504", query, { status: 504, text: "" }, "server_failed", 3, /failed \(504\)/],
  [
    "a sign-in page",
    health,
    { text: loginPage, headers: { "content-type": "text/html" } },
    "not_grafana",
    1,
    /a web page/,
  ],
  ["another service's JSON", health, { body: { hello: "world" } }, "not_grafana", 1, /another form/],
  ["no JSON", health, { text: "pong" }, "not_grafana", 1, /no JSON/],
  ["nothing", health, { text: "" }, "not_grafana", 1, /no JSON/],
  [
    "a redirect",
    health,
    { status: 302, text: "", headers: { location: "https://evil.example/collect" } },
    "not_grafana",
    1,
    /it redirects, 302/,
  ],
  ["more than it should", health, { text: `"${"x".repeat(20_000_001)}"` }, "not_grafana", 1, /longer than 20 MB/],
];

async function problemOf({ grafana }: ReturnType<typeof client>, path: string): Promise<GrafanaProblem> {
  const result =
    path === query
      ? (
          await grafana.query({
            from: minutesAgo(5),
            to: at,
            queries: [{ refId: "A", expr: "up", kind: "instant" }],
          })
        ).get("A")!
      : path === silences
        ? await grafana.silences()
        : await grafana.health();
  if (result.ok) throw new Error("it succeeded");
  return result.problem;
}

test.each(rows)("%s", async (_what, path, reply, kind, requests, says) => {
  const seen = answers(server, path, [reply]);
  const made = client();
  const problem = await problemOf(made, path);
  expect(problem.kind).toBe(kind);
  expect(problem.message).toMatch(says);
  expect(problem.message).toMatch(/[.]$/);
  expect(problem.status).toBe(reply.status ?? 200);
  expect(seen).toHaveLength(requests);
  const told = made.logged().filter(({ msg }) => msg === "Grafana did not do what was asked");
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ kind, status: reply.status ?? 200, tries: requests, ms: expect.any(Number) });
});

test("ids to find the request by are kept", async () => {
  answers(server, query, [{ status: 500, body: { traceID: "4bf92f3577b34da6a3ce929d0e0e4736" } }]);
  expect(await problemOf(client(), query)).toMatchObject({ traceId: "4bf92f3577b34da6a3ce929d0e0e4736" });
  answers(server, query, [{ status: 403, body: { accessErrorId: "ACE0123456789" } }]);
  expect(await problemOf(client(), query)).toMatchObject({ code: "ACE0123456789" });
});

test("nobody listens, no such name, a certificate that is not trusted: each says what to do", async () => {
  const failing = (code: string) =>
    client({
      fetch: async () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
      },
    });
  for (const [code, says] of [
    ["ECONNREFUSED", /Nothing answers at grafana\.example \(ECONNREFUSED\)\. Start Grafana/],
    ["ENOTFOUND", /name of grafana\.example cannot be looked up/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /certificate of grafana\.example is not trusted/],
    ["ECONNRESET", /connection to grafana\.example broke \(ECONNRESET\)/],
  ] as const) {
    expect(await problemOf(failing(code), health)).toMatchObject({
      kind: "unreachable",
      message: expect.stringMatching(says),
      code,
    });
  }
});

test("an unhealthy data source is the data source's failure, not a mistake of the console", async () => {
  answers(server, "/api/datasources/uid/prometheus/health", [
    { status: 400, body: { status: "ERROR", message: "connection refused" } },
    { status: 200, body: { status: "ERROR", message: "connection refused" } },
    { status: 200, body: { status: "OK", message: "Successfully queried the Prometheus API." } },
  ]);
  const { grafana } = client();
  const failure = {
    kind: "server_failed",
    message: expect.stringMatching(/^The data source behind Grafana failed/),
  };
  expect(await grafana.dataSourceHealth()).toEqual({ ok: false, problem: { ...failure, status: 400 } });
  expect(await grafana.dataSourceHealth()).toEqual({ ok: false, problem: failure });
  expect(await grafana.dataSourceHealth()).toEqual({
    ok: true,
    value: { message: "Successfully queried the Prometheus API." },
  });
});

test("a server that sends our words back gets no token into a problem or the log", async () => {
  const made = client();
  const echo = { authorization: `Bearer ${READER}`, other: WRITER };
  const body = {
    message: `You sent ${echo.authorization} and need ${READER}:read`,
    messageId: READER,
    traceID: WRITER,
    accessErrorId: READER,
    error: `no: ${READER}`,
    results: undefined,
  };
  const problems: GrafanaProblem[] = [];
  for (const status of [400, 401, 403, 404, 422, 429, 500]) {
    answers(server, query, [{ status, body, headers: { "x-echo": READER, location: `https://${READER}.example` } }]);
    problems.push(await problemOf(made, query));
    answers(server, silences, [{ status, body: { ...body, messageId: WRITER } }]);
    problems.push(await problemOf(made, silences));
  }
  for (const error of [`refused: ${READER}`, `Authorization: ${WRITER}`, "Bearer abc"]) {
    answers(server, query, [{ status: 400, body: { results: { A: { error, status: 400 } } } }]);
    problems.push(await problemOf(made, query));
  }
  answers(server, health, [{ status: 302, text: "", headers: { location: `https://evil.example/?t=${READER}` } }]);
  problems.push(await problemOf(made, health));
  expect(problems).toHaveLength(18);
  const said = JSON.stringify(problems) + made.lines.join("\n");
  expect(made.lines.length).toBeGreaterThan(10);
  for (const secret of [READER, WRITER, "Bearer", "readerreader", "writerwriter"]) expect(said).not.toContain(secret);
});

test.each([
  "ftp://grafana.example",
  "https://user:word@grafana.example",
  "https://grafana.example/?orgId=1",
  "grafana",
])("an address such as %s is refused", (baseUrl) => {
  expect(() => client({ baseUrl })).toThrow(/must be http/);
});

test("no id leads out of Grafana's address", async () => {
  const { grafana } = client();
  // Unanswered requests fail the test; these must not even be made.
  for (const id of ["../../../../admin/users", "..", "a/b", "", "x?y=z", "%2e%2e"])
    await expect(grafana.expireSilence(id)).rejects.toThrow(/an id for Grafana/);
  expect(() => client({ dataSourceUid: "../x" })).toThrow(/uid holds letters/);
});
