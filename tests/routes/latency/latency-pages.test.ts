import { beforeAll, expect, test } from "vitest";
import type { GrafanaProblem, Labels, Series } from "#app/platform/grafana/grafana.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { storeHours } from "#tests/domain/latency/measured-hours.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import type { Answer } from "#tests/support/service.ts";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
// A Monday, 12:20 in Helsinki.
const NOW = new Date("2026-11-23T10:20:20Z");
const agent = staffActor("00000000-0000-4000-8000-00000000000a", ["customer_service"]);
const platform = staffActor(agent.id, ["platform"]);
const manager = staffActor(agent.id, ["release_manager"]);
const away: GrafanaProblem = {
  kind: "unreachable",
  message: "Grafana at the set address does not answer.",
  traceId: "abc123",
};

const value = (labels: Labels, number: number): Series => ({ labels, points: [[NOW.getTime(), number]] });
const answer: Answer = (ask) => {
  if (ask.kind === "range")
    return [
      {
        labels: {},
        points: [
          [NOW.getTime() - 600_000, 0.58],
          [NOW.getTime() - 300_000, null],
        ],
      },
    ];
  const { purpose, params } = ask;
  if (purpose === "latency.percentile") return [value({}, 0.42)];
  if (purpose === "customers.worst") return [value({ customer: "1234567-1" }, 300)];
  if (purpose.startsWith("customer."))
    return [value({ customer: "1234567-1", client: "robot" }, purpose === "customer.seconds" ? 1400 : 1000)];
  if (params?.by?.includes("page")) {
    const seconds = ask.period?.endsWith(":before") ? 500 : 1010;
    return [value({ page: "/invoices", client: "browser" }, purpose === "latency.period_seconds" ? seconds : 1000)];
  }
  if (purpose === "node.average")
    return [value({ node: "app-1", role: "app" }, 0.61), value({ node: "app-2", role: "app" }, 0.55)];
  if (purpose.startsWith("dependency.")) return [value({ dependency: "banks" }, purpose === "dependency.up" ? 0 : 0.4)];
  if (purpose.startsWith("slo.")) return [value({}, 0.02)];
  return [value({}, purpose === "latency.average" ? 0.55 : 0.9)];
};

const see = (
  file: string,
  address: string,
  { actor = agent, answers = answer }: { actor?: typeof agent; answers?: Answer } = {},
) =>
  visit(
    `latency/${file}.tsx`,
    address.replace(/\?.*$/, ""),
    address,
    serviceCtxOf(database.db, actor, { clock: testClock(NOW), answer: answers }),
  );
const text = async (...visited: Parameters<typeof see>) => textOf((await see(...visited)).html);

beforeAll(async () => {
  const how = { measuredAt: "2026-11-23T10:20:00Z", clients: ["browser", "api", "robot"] };
  await storeHours(
    database,
    "2026-10-01T00:00:00Z",
    "2026-11-23T10:00:00Z",
    (_, client) => (client === "robot" ? 0.9 : 0.5),
    how,
  );
});

test.each([
  ["overview", "/latency"],
  ["overview", "/latency?as=table&period=7d&split=1"],
  ["pages", "/latency/pages"],
  ["parts", "/latency/parts"],
  ["customers", "/latency/customers"],
  ["calendar", "/latency/calendar"],
  ["calendar", "/latency/calendar?as=days"],
])("%s at %s is sound markup, with and without Grafana", async (file, address) => {
  for (const answers of [answer, () => away, () => null]) {
    const { status, html } = await see(file, address, { answers });
    expect(status).toBe(200);
    expect(markupFaults(html)).toEqual([]);
  }
});

test("the overview answers first, then shows figures, periods, budget and alerts", async () => {
  const { html } = await see("overview", "/latency");
  const said = textOf(html);
  expect(said).toContain("Average 0.63 s today, target 0.80 s: kept, 0.17 s headroom. November so far 0.63 s.");
  const rows = rowsOf(html);
  expect(rows.find(([name]) => name?.startsWith("Today"))).toEqual([
    "Today 2026-11-23",
    "Kept",
    "0.63",
    "0.63",
    "0.17",
    "As yesterday by now",
    "90.0 %",
    "0.42",
    "0.42",
    expect.stringMatching(/^20 s ago/),
  ]);
  expect(rows.find(([name]) => name === "Robot")?.slice(1, 4)).toEqual(["Missed", "2\u202f400", "0.90"]);
  expect(said).toContain(
    "If the rest of November goes as the same hours of the last four weeks did, the month ends at 0.63 s: kept.",
  );
  expect(said).toContain("Quiet: 0.2 over 1 hour, 0.2 over 5 minutes; it fires above 14 in both.");
  expect(html).toContain('href="/latency/file?view=overview&amp;format=csv"');
  expect(html).toContain('href="/latency/report"');
});

test("as a table the chart shows its points, and a gap is no data", async () => {
  const { html } = await see("overview", "/latency?as=table");
  const points = rowsOf(html).filter(([time]) => /^2026-11-23 12:/.test(time ?? ""));
  expect(points).toEqual([
    ["2026-11-23 12:10", "0.58"],
    ["2026-11-23 12:15", "No data"],
  ]);
});

test("without Grafana the page stands; the platform team is told what to do, others that they are", async () => {
  const others = await text("overview", "/latency", { answers: () => away });
  expect(others).toContain("Average 0.63 s today");
  expect(others).toContain("the platform team is told");
  expect(others).not.toContain("abc123");
  const technical = await text("overview", "/latency", { answers: () => away, actor: platform });
  expect(technical).toContain("Grafana at the set address does not answer.");
  expect(technical).toContain("abc123");
  expect(technical).toContain("the chart shows whole hours that were measured before");
});

test("history that is still collected says how far it is", async () => {
  expect(await text("overview", "/latency")).toContain("History is being collected: 0 %");
  const reached = NOW.getTime() - 248 * 24 * 3_600_000;
  await database.sql`
    insert into console.collector (name, attempted_at, progress)
    values ('latency-hours', now(), jsonb_build_object('from', ${String(reached)}::bigint, 'to', 0, 'emptyHours', 0, 'ended', false))`;
  expect(await text("overview", "/latency")).toContain("History is being collected: 62 %");
  await database.sql`update console.collector set progress = jsonb_set(progress, '{ended}', 'true')`;
  expect(await text("overview", "/latency")).not.toContain("History is being collected");
});

test("pages can be sorted and filtered by address, and lead to their own chart", async () => {
  const { html } = await see("pages", "/latency/pages?period=28d&sort=requests&descending=1");
  expect(textOf(html)).toContain("1 of 1 pages by client kind are over 0.80 s on average.");
  expect(rowsOf(html)[1]).toEqual(["/invoices", "Browser", "1.01", "+0.21", "100.0 %", "210", "+0.51", "1\u202f000"]);
  expect(html).toContain('aria-sort="descending"');
  expect(html).toContain('href="/latency?period=28d&amp;client=browser&amp;page=%2Finvoices"');
  expect(html).toContain("sort=average&amp;descending=1");
  expect(await text("pages", "/latency/pages?filter=payroll")).toContain("No page's name contains “payroll”.");
  expect((await see("pages", "/latency/pages?sort=colour")).status).toBe(422);
});

test("a dependency that does not answer is down, in words", async () => {
  const { html } = await see("parts", "/latency/parts?window=1h");
  expect(textOf(html)).toContain("the slowest is app-1. Down: banks.");
  expect(rowsOf(html).find(([name]) => name === "banks")?.[1]).toBe("Down");
  expect((await see("parts", "/latency/parts?window=1y")).status).toBe(422);
});

test("customers are listed for those who may see them, with no link for the others", async () => {
  const { html } = await see("customers", "/latency/customers?period=91d");
  expect(textOf(html)).toContain(
    "The customer 1234567-1 lost most: 100.0 % of what the one customer in this list lost",
  );
  // 1400 s of 1000 requests are 600 s over 0.80.
  expect(textOf(html)).toContain("Robot: 600 s");
  expect(textOf(html)).toContain("Name not known here 1234567-1");
  for (const name of ["the list", "requests", "server seconds", "requests within the target"])
    expect(textOf(html)).toContain(`Source of ${name}:`);
  expect((await see("customers", "/latency/customers", { actor: manager })).status).toBe(403);
  expect((await see("overview", "/latency", { actor: manager })).html).not.toContain("/latency/customers");
});

test("a list of no customers, and one of customers that lost nothing, are not the same news", async () => {
  const none = await see("customers", "/latency/customers", { answers: () => [] });
  expect(textOf(none.html)).toContain("No data: no customer with enough traffic was recorded in this period.");
  const quick: Answer = (ask) =>
    ask.purpose === "customer.seconds"
      ? [{ labels: { customer: "1234567-1", client: "robot" }, points: [[NOW.getTime(), 500]] }]
      : answer(ask);
  const well = await see("customers", "/latency/customers", { answers: quick });
  expect(textOf(well.html)).toContain("No customer with enough traffic lost time over the target.");
});

test("the calendar's days lead to their own page", async () => {
  const { html } = await see("calendar", "/latency/calendar?as=days&client=robot");
  expect(textOf(html)).toContain("were over 0.80 s on average.");
  expect(html).toContain('href="/latency?period=2026-11-20&amp;client=robot"');
});

test("the home page says it in a sentence to those who may see latency, without asking Grafana", async () => {
  const home = async (actor: typeof agent) =>
    textOf((await visit("home.tsx", "/", "/", serviceCtxOf(database.db, actor, { clock: testClock(NOW) }))).html);
  expect(await home(manager)).toContain("Average 0.63 s today, target 0.80 s: kept");
  expect(await home(staffActor(agent.id, ["export_officer"]))).not.toContain("Average");
});
