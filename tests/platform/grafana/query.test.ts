import { expect, test } from "vitest";
import type { PromQuery } from "#app/platform/grafana/grafana.ts";
import * as fixtures from "./fixtures.ts";
import { answers, at, client, grafanaServer, minutesAgo, READER } from "./support.ts";

const server = grafanaServer();
const asked = { from: minutesAgo(60), to: at };
const A = { refId: "A", expr: "sum(rate(x[5m]))" };
const instant: PromQuery = { ...A, kind: "instant" };
const range: PromQuery = { ...A, kind: "range", stepSeconds: 60 };
const query = "/api/ds/query";

async function decoded(body: unknown, kind: PromQuery = range) {
  answers(server, query, [{ body }]);
  const { grafana } = client();
  return (await grafana.query({ ...asked, queries: [kind] })).get("A");
}

test("a query goes out as the API takes it: the token in the header, instants in ms, the step as the shortest interval", async () => {
  const seen = answers(server, query, [{ body: { results: { A: { frames: [] }, B: { frames: [] } } } }]);
  const { grafana } = client();
  await grafana.query({ ...asked, queries: [range, { ...instant, refId: "B" }] });
  expect(seen).toHaveLength(1);
  expect(seen[0]!.method).toBe("POST");
  expect(seen[0]!.headers.get("authorization")).toBe(`Bearer ${READER}`);
  expect(seen[0]!.body).toEqual({
    from: "1795417200000",
    to: "1795420800000",
    queries: [
      {
        refId: "A",
        datasource: { uid: "prometheus", type: "prometheus" },
        expr: "sum(rate(x[5m]))",
        instant: false,
        range: true,
        format: "time_series",
        interval: "60s",
        intervalMs: 60_000,
        maxDataPoints: 11_000,
      },
      {
        refId: "B",
        datasource: { uid: "prometheus", type: "prometheus" },
        expr: "sum(rate(x[5m]))",
        instant: true,
        range: false,
        format: "table",
      },
    ],
  });
});

test.each([
  ["a frame for each series", fixtures.range],
  ["one wide frame", fixtures.rangeWide],
])("range: %s; NaN and the infinities are no data, zero stays zero", async (_shape, body) => {
  expect(await decoded(body)).toEqual({ ok: true, value: fixtures.rangeAsSeries });
});

test.each([
  ["a table with labels as columns", fixtures.instantTable],
  ["a frame for each series", fixtures.instantFrames],
])("instant: %s", async (_shape, body) => {
  expect(await decoded(body, instant)).toEqual({ ok: true, value: fixtures.instantAsSeries });
});

test.each([
  ["a frame without fields", fixtures.nothing],
  ["no frames", { results: { A: { status: 200, frames: [] } } }],
  ["frames that are null", { results: { A: { status: 200, frames: null } } }],
])("no data: %s is an empty answer, not a failure", async (_what, body) => {
  expect(await decoded(body)).toEqual({ ok: true, value: [] });
});

test("a value without a time is of the instant that was asked about", async () => {
  const scalar = { schema: { fields: [{ name: "Value", type: "number" }] }, data: { values: [[3]] } };
  expect(await decoded({ results: { A: { frames: [scalar] } } }, instant)).toEqual({
    ok: true,
    value: [{ labels: {}, points: [[at.getTime(), 3]] }],
  });
});

test("frames beside an error are not shown as the whole answer", async () => {
  const body = fixtures.answer([fixtures.frame([])], { error: "exceeded limit", status: 422 });
  expect(await decoded(body)).toMatchObject({ ok: false, problem: { kind: "bad_query", status: 422 } });
});

test("a query that failed does not take the others with it, and only what may pass is asked again", async () => {
  const failed = (status: number, error: string) => ({ status, error, errorSource: "downstream", frames: [] });
  const seen = answers(server, query, [
    {
      status: 400,
      body: {
        results: {
          A: failed(429, "429 Too Many Requests"),
          B: failed(400, 'parse error: unexpected "}"'),
          C: { status: 200, frames: [] },
          D: failed(502, "bad gateway"),
        },
      },
    },
    { status: 200, body: { results: { A: { status: 200, frames: [] }, D: failed(502, "bad gateway") } } },
    { status: 200, body: { results: { D: { status: 200, frames: [] } } } },
  ]);
  const { grafana, slept } = client();
  const queries = ["A", "B", "C", "D"].map((refId) => ({ ...range, refId }));
  const results = await grafana.query({ ...asked, queries });
  expect(seen.map(({ body }) => (body as { queries: PromQuery[] }).queries.map(({ refId }) => refId).join(""))).toEqual(
    ["ABCD", "AD", "D"],
  );
  expect(slept).toHaveLength(2);
  expect([results.get("A")!.ok, results.get("C")!.ok, results.get("D")!.ok]).toEqual([true, true, true]);
  expect(results.get("B")).toEqual({
    ok: false,
    problem: {
      kind: "bad_query",
      status: 400,
      message:
        'The data source cannot run this query ("parse error: unexpected "}""). Correct the purpose\'s PromQL in the service profile.',
    },
  });
});

test.each([
  ["200 with an error inside", 200, { error: "context deadline exceeded" }, "server_failed", 3],
  ["400 with 429 inside", 400, { error: "slow down", status: 429 }, "throttled", 3],
  ["400 with the words inside", 400, { error: "Too Many Requests", status: 500 }, "throttled", 3],
  ["400 with 422 inside", 400, { error: "many-to-many matching", status: 422 }, "bad_query", 1],
  ["400 with 500 inside", 400, { error: "x", status: 500 }, "server_failed", 3],
  ["400 with nothing but words inside", 400, { error: "x" }, "server_failed", 3],
  ["401 of the data source inside", 400, { error: "unauthorized", status: 401 }, "forbidden", 1],
  ["500 with results", 500, { error: "x", status: 500 }, "server_failed", 3],
])("%s", async (_row, status, part, kind, requests) => {
  const seen = answers(server, query, [{ status, body: { results: { A: part } } }]);
  const { grafana } = client();
  const result = (await grafana.query({ ...asked, queries: [range] })).get("A");
  expect(result).toMatchObject({ ok: false, problem: { kind } });
  expect(seen).toHaveLength(requests);
});

test("a query that the answer leaves out is a failure, never an empty answer", async () => {
  expect(await decoded({ results: {} })).toMatchObject({ ok: false, problem: { kind: "not_grafana" } });
  expect(await decoded({ results: { A: { frames: "none" } } })).toMatchObject({
    ok: false,
    problem: { kind: "not_grafana" },
  });
});
