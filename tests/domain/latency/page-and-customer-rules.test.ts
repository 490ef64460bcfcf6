import { expect, test } from "vitest";
import { customerFigures } from "#app/domain/latency/customer-rules.ts";
import { changes, pageFigures, sortPages } from "#app/domain/latency/page-rules.ts";

const page = (name: string, requests: number, average: number, within: number | null = requests) => ({
  page: name,
  client: "browser",
  requests,
  seconds: requests * average,
  within,
});
const rules = { target: 0.8, minimumRequests: 500 };

test("a page's loss is its seconds over the target, and its change is against the period before", () => {
  const rows = pageFigures(
    [page("/invoices", 1000, 1, 700), page("/payroll", 1000, 0.5), page("/empty", 0, 0)],
    [page("/invoices", 1000, 0.75), page("/payroll", 499, 0.75)],
    rules,
  );
  expect(rows).toEqual([
    {
      page: "/invoices",
      client: "browser",
      requests: 1000,
      average: 1,
      overTarget: expect.closeTo(0.2, 9),
      withinShare: 0.7,
      secondsLost: expect.closeTo(200, 9),
      change: expect.closeTo(0.25, 9),
    },
    // Too little traffic before to say how it changed.
    expect.objectContaining({ page: "/payroll", secondsLost: 0, change: null }),
  ]);
});

test("rows without the figure come last, whichever way it is sorted", () => {
  const rows = pageFigures(
    [page("/b", 600, 0.5), page("/a", 600, 0.5), page("/new", 600, 0.9), page("/c", 600, 0.7)],
    [page("/a", 600, 0.5), page("/b", 600, 0.5), page("/c", 600, 0.6)],
    rules,
  );
  const names = (descending: boolean) => sortPages(rows, "change", descending).map((row) => row.page);
  expect(names(true)).toEqual(["/c", "/a", "/b", "/new"]);
  expect(names(false)).toEqual(["/a", "/b", "/c", "/new"]);
  expect(sortPages(rows, "page", false).map((row) => row.page)).toEqual(["/a", "/b", "/c", "/new"]);
});

test("the most improved and the most regressed, each largest first, and nothing that nobody notices", () => {
  const now = [
    page("/worse", 600, 0.9),
    page("/worst", 600, 1.4),
    page("/better", 600, 0.4),
    page("/same", 600, 0.505),
  ];
  const before = now.map((row) => page(row.page, 600, 0.5));
  const { improved, regressed } = changes(pageFigures(now, before, rules), 10);
  expect(regressed.map((row) => row.page)).toEqual(["/worst", "/worse"]);
  expect(improved).toEqual([
    {
      page: "/better",
      client: "browser",
      requests: 600,
      before: expect.closeTo(0.5, 9),
      after: expect.closeTo(0.4, 9),
    },
  ]);
  expect(changes(pageFigures(now, before, rules), 1).regressed.map((row) => row.page)).toEqual(["/worst"]);
});

test("a customer's loss is the sum over its client kinds: fast browsers do not pay for slow robots", () => {
  const rows = [
    { customer: "1234567-1", client: "browser", requests: 1000, seconds: 500, within: 990 },
    { customer: "1234567-1", client: "robot", requests: 500, seconds: 700, within: 100 },
    { customer: "7654321-2", client: "api", requests: 1000, seconds: 900, within: 500 },
  ];
  const names = new Map([["1234567-1", "Hitaat Robotit Oy"]]);
  // Robots: 700 - 400 = 300. API: 900 - 800 = 100.
  expect(customerFigures(rows, { target: 0.8, names })).toEqual([
    {
      customer: "1234567-1",
      name: "Hitaat Robotit Oy",
      requests: 1500,
      average: 0.8,
      withinShare: expect.closeTo(1090 / 1500, 12),
      secondsLost: 300,
      shareOfLoss: 0.75,
      clients: [
        { client: "robot", requests: 500, average: 1.4, secondsLost: 300 },
        { client: "browser", requests: 1000, average: 0.5, secondsLost: 0 },
      ],
    },
    expect.objectContaining({ customer: "7654321-2", name: null, secondsLost: 100, shareOfLoss: 0.25 }),
  ]);
});

test("a customer whose shares are not all known has none", () => {
  const rows = [{ customer: "1234567-1", client: "robot", requests: 500, seconds: 700, within: null }];
  expect(customerFigures(rows, { target: 0.8, names: new Map() })[0]).toMatchObject({
    withinShare: null,
    shareOfLoss: 1,
  });
});
