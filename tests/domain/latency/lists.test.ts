import { beforeAll, expect, test } from "vitest";
import { readLatencyCustomers } from "#app/domain/latency/read-latency-customers.server.ts";
import { readLatencyPages } from "#app/domain/latency/read-latency-pages.server.ts";
import { readLatencyParts } from "#app/domain/latency/read-latency-parts.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { GrafanaProblem, Labels, Series } from "#app/platform/grafana/grafana.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { makeCompany } from "#tests/support/leaving-customer.ts";
import type { Answer } from "#tests/support/service.ts";

const database = await testDatabase();
const NOW = new Date("2026-11-23T10:20:20Z");
const away: GrafanaProblem = { kind: "unreachable", message: "Grafana does not answer." };
const value = (labels: Labels, number: number | null): Series => ({ labels, points: [[NOW.getTime(), number]] });
const agent = staffActor("00000000-0000-4000-8000-00000000000a", ["customer_service"]);

/** A context that notes each question. */
function asking(answer: Answer) {
  const asks: Ask[] = [];
  const noted: Answer = (ask) => {
    asks.push(ask);
    return answer(ask);
  };
  return { ctx: serviceCtxOf(database.db, agent, { clock: testClock(NOW), answer: noted }), asks };
}

const page = (name: string) => ({ page: name, client: "browser" });
const pageAnswers: Answer = (ask) => {
  const before = ask.kind === "instant" && ask.period?.endsWith(":before");
  if (ask.purpose === "latency.period_requests")
    return [value(page("/invoices"), 1000), value(page("/payroll"), 2000), value(page("/unused"), 0)];
  if (ask.purpose === "latency.period_seconds")
    return [
      value(page("/invoices"), before ? 700 : 1000),
      value(page("/payroll"), before ? 1400 : 1200),
      value(page("/unused"), null),
    ];
  return [value(page("/invoices"), 600)];
};

test("pages are asked for in six questions about whole hours, now and before", async () => {
  const { ctx, asks } = asking(pageAnswers);
  await readLatencyPages(ctx, { period: "7d", client: "browser" });
  expect(asks).toHaveLength(6);
  expect(asks[0]).toMatchObject({
    purpose: "latency.period_requests",
    params: { window: "168h", filters: { client: "browser" }, by: ["page", "client"] },
    at: new Date("2026-11-23T10:00:00Z"),
    period: "7d",
  });
  expect(asks[3]).toMatchObject({ at: new Date("2026-11-16T10:00:00Z"), period: "7d:before" });
});

test("pages come by seconds lost, with what changed; one without traffic is not there", async () => {
  const result = await readLatencyPages(asking(pageAnswers).ctx, { period: "7d" });
  expect(result.rows).toEqual([
    {
      ...page("/invoices"),
      requests: 1000,
      average: 1,
      overTarget: expect.closeTo(0.2, 9),
      withinShare: 0.6,
      secondsLost: expect.closeTo(200, 9),
      change: expect.closeTo(0.3, 9),
    },
    expect.objectContaining({ page: "/payroll", average: 0.6, secondsLost: 0, withinShare: null }),
  ]);
  expect(result.regressed.map((row) => row.page)).toEqual(["/invoices"]);
  expect(result.improved).toMatchObject([{ page: "/payroll", before: 0.7, after: 0.6 }]);
  expect(result.provenance.map(({ purpose }) => purpose)).toEqual([
    "latency.period_requests",
    "latency.period_seconds",
    "latency.period_within",
  ]);
});

test("the filter finds a part of a name, whatever its case, and leaves the changes as they are", async () => {
  const result = await readLatencyPages(asking(pageAnswers).ctx, { period: "7d", filter: "PAY", sort: "page" });
  expect(result.rows!.map((row) => row.page)).toEqual(["/payroll"]);
  expect(result).toMatchObject({ matching: 1, descending: false });
  expect(result.regressed).toHaveLength(1);
});

test("at most 200 pages are shown, and it is said how many match", async () => {
  const many = Array.from({ length: 250 }, (_, number) => value(page(`/p${number}`), 1000 + number));
  const { rows, matching } = await readLatencyPages(asking(() => many).ctx, { period: "28d" });
  expect([rows!.length, matching]).toEqual([200, 250]);
});

test("without Grafana there is no list, which is not an empty one", async () => {
  const result = await readLatencyPages(asking(() => away).ctx, {});
  expect(result.rows).toBeNull();
  expect(result.provenance[0]!.problem).toEqual(away);
});

test.each([
  [{ sort: "colour" as "lost" }, "sort"],
  [{ from: "2026-11-20T10:00", to: "2026-11-20T10:30" }, "period"],
])("a list that cannot be made is refused: %j", async (input, field) => {
  await expect(readLatencyPages(asking(pageAnswers).ctx, input)).rejects.toMatchObject({ code: "invalid", field });
});

test("servers and dependencies, the slowest first, beside a week ago; one without traffic has no average", async () => {
  const { ctx, asks } = asking((ask) => {
    const before = ask.kind === "instant" && ask.at !== undefined;
    if (ask.purpose === "node.average")
      return [value({ node: "app-1", role: "app" }, 0.5), value({ node: "app-2", role: "app" }, before ? 0.4 : 0.9)];
    if (ask.purpose === "dependency.average") return [value({ dependency: "banks" }, 1.2)];
    if (ask.purpose === "dependency.error_share") return [value({ dependency: "banks" }, 0.02)];
    return [value({ dependency: "banks" }, 1), value({ dependency: "siem" }, 0)];
  });
  const { nodes, dependencies } = await readLatencyParts(ctx, { window: "1h" });
  expect(nodes.rows).toEqual([
    { name: "app-2", role: "app", average: 0.9, before: 0.4 },
    { name: "app-1", role: "app", average: 0.5, before: 0.5 },
  ]);
  expect(dependencies.rows).toEqual([
    { name: "banks", role: null, average: 1.2, before: 1.2, errorShare: 0.02, up: true },
    { name: "siem", role: null, average: null, before: null, errorShare: null, up: false },
  ]);
  expect(asks).toHaveLength(6);
  expect(asks[4]).toMatchObject({ at: new Date("2026-11-16T10:00:00Z") });
  await expect(readLatencyParts(ctx, { window: "1y" as "1h" })).rejects.toMatchObject({
    code: "invalid",
    field: "window",
  });
});

let known: { businessId: string; name: string };
beforeAll(async () => {
  const { id } = await makeCompany(database);
  [known] =
    (await database.sql`select business_id as "businessId", name from ledger.companies where id = ${id}`) as unknown as [
      typeof known,
    ];
});

test("the worst customers take one question for the list and three for all of them, and have names", async () => {
  const labels = (customer: string, client: string) => ({ customer, client });
  const { ctx, asks } = asking((ask) => {
    const numbers = {
      "customer.requests": [1000, 500],
      "customer.seconds": [1100, 700],
      "customer.within": [400, 100],
    };
    if (ask.purpose === "customers.worst")
      return [value({ customer: "0000000-0" }, 300), value({ customer: known.businessId }, 300)];
    const [api, robot] = numbers[ask.purpose as keyof typeof numbers];
    return [value(labels(known.businessId, "api"), api!), value(labels("0000000-0", "robot"), robot!)];
  });
  const { rows, provenance } = await readLatencyCustomers(ctx, {});
  expect(rows).toMatchObject([
    { customer: "0000000-0", name: null, secondsLost: 300, shareOfLoss: 0.5, average: 1.4, withinShare: 0.2 },
    { customer: known.businessId, name: known.name, requests: 1000, secondsLost: 300, average: 1.1 },
  ]);
  expect(asks.map(({ purpose }) => purpose)).toEqual([
    "customers.worst",
    "customer.requests",
    "customer.seconds",
    "customer.within",
  ]);
  expect(asks[0]!.params).toEqual({ limit: 20, window: "28d" });
  expect(asks[1]!.params!.filters).toEqual({ customer: ["0000000-0", known.businessId].sort() });
  expect(provenance).toHaveLength(4);
});

test("a list whose figures nobody answered is no empty list", async () => {
  const { ctx } = asking((ask) => (ask.purpose === "customers.worst" ? [value({ customer: "0000000-0" }, 300)] : away));
  expect((await readLatencyCustomers(ctx, {})).rows).toBeNull();
});

test("nobody over the target is an empty list, and no answer is none", async () => {
  const { ctx, asks } = asking(() => []);
  expect((await readLatencyCustomers(ctx, {})).rows).toEqual([]);
  expect(asks).toHaveLength(1);
  expect((await readLatencyCustomers(asking(() => away).ctx, {})).rows).toBeNull();
});

test("customers are for those who may see them; other roles see the service's latency only", async () => {
  const { ctx } = asking(pageAnswers);
  const manager = { ...ctx, actor: staffActor(agent.id, ["release_manager"]) };
  await expect(readLatencyCustomers(manager, {})).rejects.toMatchObject({ code: "forbidden" });
  expect((await readLatencyPages(manager, {})).rows).not.toBeNull();
  const officer = { ...ctx, actor: staffActor(agent.id, ["export_officer"]) };
  await expect(readLatencyPages(officer, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(readLatencyParts(officer, {})).rejects.toMatchObject({ code: "forbidden" });
});

test("that a dependency answered a while ago does not call it up now", async () => {
  const { ctx } = asking((ask) => (ask.purpose === "dependency.up" ? [value({ dependency: "banks" }, 1)] : []));
  const up = async (stale: boolean) => {
    const read = async (asks: readonly Ask[]) =>
      (await ctx.measurements.read(asks)).map((one) => ({ ...one, provenance: { ...one.provenance, stale } }));
    return (await readLatencyParts({ ...ctx, measurements: { read } }, {})).dependencies.rows;
  };
  expect(await up(false)).toMatchObject([{ name: "banks", up: true }]);
  expect(await up(true)).toMatchObject([{ name: "banks", up: null }]);
});
