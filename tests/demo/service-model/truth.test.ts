import { expect, test } from "vitest";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import type { Requests } from "#app/demo/service-model/truth.ts";

/** The truth adds up cell by cell what the metrics add up by look-ups: both must say the same. */
const model = createServiceModel({ from: new Date("2026-10-01T00:00:00Z") });
const { truth, events } = model;
const at = (iso: string) => Date.parse(iso);

function total(name: string, labels: Record<string, string>, fromMs: number, toMs: number): number {
  const { series, increase } = model.metric(name)!;
  return series.reduce(
    (sum, one, i) =>
      Object.entries(labels).every(([label, value]) => one.labels[label] === value)
        ? sum + increase!(i, fromMs, toMs)
        : sum,
    0,
  );
}
/** The same but for the rounding of sums. */
const same = (found: number, expected: number) => expect(found / expected).toBeCloseTo(1, 8);

// A month with a window, incidents, deviations and releases, from and to instants that lie within a cell.
const [from, to] = [at("2026-10-28T22:01:30Z"), at("2026-11-23T03:13:20Z")];

test("requests, seconds and the share within the target, of everything, a client and a page", () => {
  const slowPage = events.releases.find((one) => one.slowPage && one.at > from && one.until < to)?.slowPage ?? "/home";
  const asked: Requests[] = [{}, { client: "api" }, { page: slowPage, client: "browser" }];
  for (const of of asked) {
    const { requests, seconds, inTarget } = truth.sums(of, from, to);
    const labels: Record<string, string> = { ...of };
    same(total("service_page_seconds_count", labels, from, to), requests);
    same(total("service_page_seconds_sum", labels, from, to), seconds);
    same(total("service_page_seconds_bucket", { ...labels, le: "0.8" }, from, to), inTarget);
  }
});

test("a quantile is where the buckets beside it say", () => {
  const where = { page: "/sales/invoices", client: "browser" } as const;
  const median = truth.quantile(0.5, where, from, to)!;
  const p95 = truth.quantile(0.95, where, from, to)!;
  const share = (le: string) =>
    total("service_page_seconds_bucket", { ...where, le }, from, to) /
    total("service_page_seconds_count", where, from, to);
  expect(median).toBeGreaterThan(0.2);
  expect(median).toBeLessThan(0.4);
  expect(share("0.2")).toBeLessThan(0.5);
  expect(share("0.4")).toBeGreaterThan(0.5);
  expect(p95).toBeGreaterThan(0.8);
  expect(share("0.8")).toBeLessThan(0.95);
});

test.each(["network", "browser", "reports", "integration", "robot"])(
  "a customer slowed down by %s: requests, seconds, within the target, and seconds lost",
  (cause) => {
    const { customer } = events.slowdowns.find(({ causes }) => causes.includes(cause as "network"))!;
    let lost = 0;
    for (const client of ["browser", "api", "robot"] as const) {
      const { requests, seconds, inTarget } = truth.customer(customer, client, from, to);
      const found = (name: string) => total(name, { customer, client }, from, to);
      if (requests === 0) continue;
      same(found("customer_requests_total"), requests);
      same(found("customer_seconds_total"), seconds);
      same(found("customer_within_target_total"), inTarget);
      lost += Math.max(0, found("customer_seconds_total") - 0.8 * found("customer_requests_total"));
    }
    expect(truth.secondsLost(customer, from, to)).toBeCloseTo(lost, 3);
  },
);

test("all customers together, while nobody's own slowdown lasts, are the service", () => {
  const [night, dawn] = [at("2026-11-08T00:00:00Z"), at("2026-11-08T04:00:00Z")];
  const { requests, seconds } = truth.sums({}, night, dawn);
  same(total("customer_requests_total", {}, night, dawn), requests);
  same(total("customer_seconds_total", {}, night, dawn), seconds);
});

test("each node, with those that are out or slow", () => {
  for (const node of ["app-2", "app-4", "db-2"]) {
    const average =
      total("service_node_seconds_sum", { node }, from, from + 20 * 86_400_000) /
      total("service_node_seconds_count", { node }, from, from + 20 * 86_400_000);
    same(average, truth.nodeAverage({ node }, from, from + 20 * 86_400_000)!);
  }
  // All application servers together take what all requests take.
  same(total("service_node_seconds_sum", { role: "app" }, from, to), truth.sums({}, from, to).seconds);
  const out = events.all.find(({ touches, from: start }) => touches.includes("app-2") && start > from)!;
  expect(total("service_node_seconds_count", { node: "app-2" }, out.from, out.to)).toBe(0);
  expect(truth.nodeAverage({ node: "app-2" }, out.from, out.to)).toBeNull();
});

test("each dependency: average, errors, up", () => {
  for (const dependency of ["banks", "income-register", "e-invoicing", "print-and-scan", "siem"]) {
    const requests = total("dependency_requests_total", { dependency }, from, to);
    same(
      total("dependency_seconds_total", { dependency }, from, to) / requests,
      truth.dependencyAverage(dependency, from, to)!,
    );
    same(
      total("dependency_errors_total", { dependency }, from, to) / requests,
      truth.dependencyErrorShare(dependency, from, to)!,
    );
  }
  const { series, value } = model.metric("dependency_up")!;
  const down = events.all.find(({ effects }) => effects.some((effect) => effect.on === "dependency" && effect.down))!;
  const index = series.findIndex(({ labels }) => labels.dependency === down.touches[0]);
  expect([down.from - 1, down.from, down.to].map((ms) => value!(index, ms))).toEqual([1, 0, 1]);
  expect([down.from - 1, down.from, down.to].map((ms) => truth.dependencyUp(down.touches[0]!, ms))).toEqual([1, 0, 1]);
});

test("backups are as old as the rules allow, but for the hours in which the primary one fails", () => {
  const { series, value } = model.metric("backup_last_success_timestamp_seconds")!;
  expect(series.map(({ labels }) => `${labels.tier} ${labels.medium} ${labels.site}`)).toEqual([
    "primary disk helsinki",
    "primary disk espoo",
    "secondary tape oulu",
    "offsite object stockholm",
  ]);
  const failing = events.all.find(({ effects }) => effects.some(({ on }) => on === "backup"))!;
  expect(truth.backupAge("primary", failing.to)).toBeGreaterThan(3600);
  for (let ms = at("2026-11-01T00:00:00Z"); ms < at("2026-11-22T00:00:00Z"); ms += 47 * 60_000) {
    expect(truth.backupAge("primary", ms)).toBeLessThan(3600);
    expect(truth.backupAge("secondary", ms)).toBeLessThan(86_400);
    expect(truth.backupAge("offsite", ms)).toBeLessThan(604_800);
    expect(ms / 1000 - value!(3, ms)!).toBeCloseTo(truth.backupAge("offsite", ms), 6);
  }
});
