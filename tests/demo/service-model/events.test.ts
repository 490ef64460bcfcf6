import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { loadProfile } from "#app/profile/load-profile.ts";

const from = new Date("2026-08-01T00:00:00Z");
const model = createServiceModel({ from });
const { events, truth } = model;
const at = (iso: string) => Date.parse(iso);
const MINUTE = 60_000;

test("the maintenance window is that of the calendar, announced as a whole, with every server out for a part of it", () => {
  const november = events.windows.find(({ from: start }) => start === at("2026-11-21T20:00:00Z"))!;
  expect(november).toMatchObject({ to: at("2026-11-22T04:00:00Z"), kind: "planned" });
  expect(november.components.toSorted()).toEqual(["app-servers", "databases", "load-balancer"]);
  expect(truth.componentUp("app-servers", at("2026-11-21T21:00:00Z"))).toBe(0.5);
  expect(truth.componentUp("load-balancer", at("2026-11-22T01:00:00Z"))).toBe(0.5);
  expect(truth.componentUp("app-servers", at("2026-11-22T04:00:00Z"))).toBe(1);
});

test("a window has a small part of an ordinary night's traffic", () => {
  const night = (start: string, end: string) => truth.sums({}, at(start), at(end)).requests;
  expect(night("2026-11-21T20:00:00Z", "2026-11-22T04:00:00Z")).toBeLessThan(
    night("2026-11-14T20:00:00Z", "2026-11-15T04:00:00Z") / 8,
  );
});

test("releases come every Tuesday at 06:00 in Helsinki and are named by week; one runs at any moment", () => {
  const november = events.releases.filter((one) => one.at >= at("2026-11-01") && one.at < at("2026-12-01"));
  expect(november.filter(({ kind }) => kind === "weekly").map((one) => [one.version, one.at])).toEqual([
    ["2026.45.0", at("2026-11-03T04:00:00Z")],
    ["2026.46.0", at("2026-11-10T04:00:00Z")],
    ["2026.47.0", at("2026-11-17T04:00:00Z")],
    ["2026.48.0", at("2026-11-24T04:00:00Z")],
  ]);
  expect(truth.release(at("2026-11-23T10:00:00Z"))).toMatch(/^2026\.47\.[01]$/);
  const running = model.metric("release_info")!;
  fc.assert(
    fc.property(fc.integer({ min: from.getTime(), max: at("2027-12-31") }), (instant) => {
      expect(running.series.filter((_, i) => running.value!(i, instant) === 1)).toHaveLength(1);
    }),
  );
});

test("a release that slows a page does so until the next one, and other pages stay", () => {
  const slow = events.releases.filter(({ slowPage }) => slowPage !== null && slowPage !== undefined)[1]!;
  const span = 2 * 86_400_000;
  const page = { page: slow.slowPage!, client: "browser" } as const;
  const before = truth.average(page, slow.at - 7 * 86_400_000, slow.at - 7 * 86_400_000 + span)!;
  expect(truth.average(page, slow.at, slow.at + span)! / before).toBeGreaterThan(1.4);
  const other = { page: slow.slowPage === "/home" ? "/sales/invoices" : "/home", client: "browser" } as const;
  const otherBefore = truth.average(other, slow.at - 7 * 86_400_000, slow.at - 7 * 86_400_000 + span)!;
  expect(truth.average(other, slow.at, slow.at + span)! / otherBefore).toBeLessThan(1.35);
});

test("each month has three or four incidents, never two at once", () => {
  const incidents = events.all.filter(({ kind }) => kind === "incident");
  const inMonth = (month: string) =>
    incidents.filter((one) => new Date(one.from).toISOString().startsWith(month)).length;
  for (const month of ["2026-08", "2026-09", "2026-10", "2026-11", "2027-03"]) {
    expect(inMonth(month)).toBeGreaterThanOrEqual(3);
    expect(inMonth(month)).toBeLessThanOrEqual(4);
  }
  for (const [i, one] of incidents.slice(1).entries()) expect(one.from).toBeGreaterThan(incidents[i]!.to);
});

describe("at any moment", () => {
  const profile = loadProfile();
  const facing = profile.components.filter(({ customerFacing }) => customerFacing);

  /** By the profile's limits, over the last five minutes, from the model's own truth. */
  function unwell(instant: number): string[] {
    const start = instant - 5 * MINUTE;
    return facing
      .filter(({ queries }) =>
        queries.some(({ purpose, filters, slowAbove = Number.POSITIVE_INFINITY, partialBelow = 0, downBelow = 0 }) => {
          if (purpose === "component.up")
            return truth.componentUp(filters.component!, instant) < Math.max(partialBelow, downBelow);
          if (purpose === "dependency.up") return truth.dependencyUp(filters.dependency!, instant) < downBelow;
          if (purpose === "dependency.average")
            return truth.dependencyAverage(filters.dependency!, start, instant)! > slowAbove;
          if (purpose === "node.average")
            return truth.nodeAverage({ role: filters.role as "app" | "db" }, start, instant)! > slowAbove;
          return truth.average({ client: "api" }, start, instant)! > slowAbove;
        }),
      )
      .map(({ key }) => key);
  }

  test("something that customers see is not as usual, and most of it is", () => {
    fc.assert(
      // Five minutes after a change the average is all of the new state.
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const instant = at("2026-09-01T00:00:00Z") + n * 10 * MINUTE;
        const changing = events.between(instant - 5 * MINUTE, instant).some((one) => one.from > instant - 5 * MINUTE);
        const others = events
          .between(instant - 5 * MINUTE, instant)
          .some(({ kind }) => kind === "incident" || kind === "window" || kind === "urgent-maintenance");
        const found = unwell(instant);
        if (!changing) expect(found.length, new Date(instant).toISOString()).toBeGreaterThanOrEqual(1);
        // An ordinary moment has one; the busiest hours of a month's end may bring the application servers over 0.8 s.
        if (!others) expect(found.length, `${new Date(instant).toISOString()} ${found}`).toBeLessThanOrEqual(2);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a customer's slowdown", () => {
  test("comes every fifth week, so that the four weeks before it were normal", () => {
    const [first, ...later] = events.slowdowns.filter(({ name }) => name === "Leipomo Sinipiika Ky");
    expect(first!.causes).toEqual(["browser"]);
    const mondays = [first!, ...later]
      .map((one) => one.from)
      .filter((start) => new Date(start).getUTCDay() === 1)
      .map((start) => Math.floor(start / 86_400_000));
    expect(mondays.length).toBeGreaterThan(10);
    for (const [i, monday] of mondays.slice(1).entries()) expect(monday - mondays[i]!).toBe(35);
  });

  test("there is one of each cause among the named companies, and each week has some", () => {
    expect([...new Set(events.slowdowns.flatMap(({ causes }) => causes))].sort()).toEqual([
      "browser",
      "integration",
      "network",
      "reports",
      "robot",
    ]);
    for (let week = at("2026-11-02T00:00:00Z"); week < at("2027-11-01T00:00:00Z"); week += 7 * 86_400_000)
      expect(
        new Set(
          events.slowdowns
            .filter((one) => one.to > week && one.from < week + 7 * 86_400_000)
            .map((one) => one.customer),
        ).size,
      ).toBeGreaterThanOrEqual(2);
  });

  /** What a metric of the customer was in an affected stretch, against the same hours of the week before. */
  function change(cause: string, name: string, labels: Record<string, string>): number {
    const one = events.slowdowns.find(({ causes, from: start }) => `${causes}` === cause && start > at("2026-10-01"))!;
    const { series, increase } = model.metric(name)!;
    const wanted = { customer: one.customer, ...labels };
    const total = (shift: number) =>
      series.reduce(
        (sum, { labels: own }, i) =>
          Object.entries(wanted).every(([label, value]) => own[label] === value)
            ? sum + increase!(i, one.from - shift, one.to - shift)
            : sum,
        0,
      );
    return total(0) / total(7 * 86_400_000);
  }

  test.each([
    ["network", "customer_rum_seconds_total", { segment: "network" }, 9],
    ["browser", "customer_rum_seconds_total", { segment: "browser" }, 5],
    ["reports", "customer_report_rows_total", {}, 24],
    ["integration", "customer_integration_requests_total", {}, 8],
    ["robot", "customer_requests_total", { client: "robot" }, 40],
  ] as const)("by %s shows in %s", (cause, name, labels, times) => {
    const found = change(cause, name, labels);
    expect(found / times).toBeGreaterThan(0.6);
    expect(found / times).toBeLessThan(1.6);
  });

  test("of the network leaves the server's time as it was", () => {
    expect(change("network", "customer_rum_seconds_total", { segment: "server" })).toBeLessThan(2);
    expect(change("network", "customer_requests_total", { client: "browser" })).toBeLessThan(1.6);
  });
});
