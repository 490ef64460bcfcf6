import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvaluator, type RangeSeries } from "#app/demo/promql/evaluate.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { writeOpenMetrics } from "#app/demo/service-model/write-open-metrics.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import { DEFAULT_PROFILE, loadProfile } from "#app/profile/load-profile.ts";
import { type PurposeName, purposeNames, purposes } from "#app/profile/purposes.ts";
import { type PromSeries, type Prometheus, startPrometheus } from "#tests/support/prometheus.ts";
import { toolSuite, toolTest, runTool } from "#tests/support/tools.ts";
import { type Answer, answersOf } from "./answers.ts";

/**
 * Every purpose of the service profile, asked of a real Prometheus that has the model's metrics, minute by minute over four
 * days, and what the recording rules made of them; compared with the model's own truth and with the demo's evaluator.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const FROM = Date.parse("2026-11-15T12:00:00Z");
const TO = Date.parse("2026-11-19T12:00:00Z");
/** Between two scrapes, while two application servers are down and the income register is slow. */
const AT = Date.parse("2026-11-19T10:30:17Z");

const RULES = path.join(path.dirname(DEFAULT_PROFILE), "recording-rules.yaml");
const profile = loadProfile();
// So small a service has customers with few requests.
profile.latency.minimumRequests = 50;
const model = createServiceModel({ pages: 4, customers: 5, from: new Date(FROM - 3 * DAY) });
const ours = createEvaluator(model);

toolTest("promtool takes the recording rules", "promtool", (promtool) => {
  expect(runTool(promtool, ["check", "rules", RULES])).toContain("SUCCESS: 9 rules found");
});

toolSuite("a real Prometheus", ["prometheus", "promtool"], () => {
  let prometheus: Prometheus;
  let answers: Record<PurposeName, Answer>;
  const recordedAt: Record<"hours" | "customerHours" | "days", number[]> = { hours: [], customerHours: [], days: [] };

  beforeAll(async () => {
    const scraped = model.names.filter((name) => model.metric(name)?.gridMs === undefined);
    prometheus = await startPrometheus({
      openMetrics: writeOpenMetrics(model, { fromMs: FROM, toMs: TO, stepMs: MINUTE, metrics: scraped }),
      rules: readFileSync(RULES, "utf8"),
      fromMs: FROM,
      toMs: TO,
    });
    const samples = async (name: string) => (await prometheus.instant(`${name}[4d]`, TO))[0]!.points.map(([at]) => at);
    recordedAt.hours = await samples("huolto:page_requests:increase1h");
    recordedAt.customerHours = await samples("huolto:customer_requests:increase1h");
    recordedAt.days = await samples("huolto:customer_requests:increase1d");
    const recorded = (window: "hours" | "days", atMs: number) => {
      const used = recordedAt[window].filter((at) => at >= atMs - 2 * DAY && at <= atMs);
      if (window === "hours") return { fromMs: used[0]! - HOUR, toMs: used.at(-1)! };
      const of = recordedAt.customerHours.filter((at) => at >= used[0]! - DAY && at <= used.at(-1)!);
      return { fromMs: of[0]! - HOUR, toMs: of.at(-1)! };
    };
    answers = answersOf(model, recorded);
  }, 300_000);
  afterAll(() => prometheus?.stop());

  test("has recorded each hour and each day once", () => {
    const between = (times: number[]) => new Set(times.slice(1).map((at, i) => at - times[i]!));
    expect([recordedAt.hours.length, between(recordedAt.hours)]).toEqual([96, new Set([HOUR])]);
    expect([recordedAt.days.length, between(recordedAt.days)]).toEqual([4, new Set([DAY])]);
  });

  test.each(purposeNames)("%s", async (purpose) => {
    const answer = answers[purpose];
    const promql = fillQuery(withTarget(answer.target), purpose, answer.params);
    compare(await prometheus.instant(promql, AT), instantOf(promql), answer);
    if (answer.range) {
      const times = { fromMs: AT - 6 * HOUR, toMs: AT, stepMs: HOUR / 2 };
      compare(await prometheus.range(promql, times), ours.range(promql, times), answer);
    }
    // Without its groups it is one number, or one for each label that the question always groups by.
    const placeholders: readonly string[] = purposes[purpose].placeholders;
    if (placeholders.includes("by")) {
      const all = fillQuery(profile, purpose, { ...answer.params, by: [], filters: {} });
      expect((await prometheus.instant(all, AT)).map(({ labels }) => labels)).toEqual([{}]);
    }
  });

  test("no traffic is NaN or nothing, never zero", async () => {
    const nobody = { page: "/no/such/page" };
    const average = fillQuery(profile, "latency.average", { window: "1h", filters: nobody, by: [] });
    expect(await prometheus.instant(average, AT)).toEqual([]);
    const before = FROM - 2 * DAY;
    expect(await prometheus.instant(fillQuery(profile, "slo.bad_share", { window: "1h" }), before)).toEqual([]);
  });

  test("names with a regular expression's and PromQL's characters are only names", async () => {
    const filters = { page: ["/home", 'a"b\\c', "x|y.*(z)"], client: "browser" };
    const promql = fillQuery(profile, "latency.requests", { window: "1h", by: ["page"], filters });
    expect((await prometheus.instant(promql, AT)).map(({ labels }) => labels)).toEqual([{ page: "/home" }]);
    expect(instantOf(promql).map(({ labels }) => labels)).toEqual([{ page: "/home" }]);
  });
});

const withTarget = (targetSeconds = profile.latency.targetSeconds) => ({
  ...profile,
  latency: { ...profile.latency, targetSeconds },
});

function instantOf(promql: string): RangeSeries[] {
  const result = ours.instant(promql, AT);
  const samples = result.kind === "scalar" ? [{ labels: {}, value: result.value }] : result.samples;
  return samples.map(({ labels, value }) => ({ labels, points: [[AT, value]] }));
}

const keyOf = (labels: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(labels).sort());

function compare(theirs: PromSeries[], own: RangeSeries[], { truth, near, nearOurs = near }: Answer) {
  expect(theirs.length).toBeGreaterThan(0);
  expect(theirs.map(({ labels }) => keyOf(labels)).sort()).toEqual(own.map(({ labels }) => keyOf(labels)).sort());
  const ownPoints = new Map(own.map(({ labels, points }) => [keyOf(labels), new Map(points)]));
  for (const { labels, points } of theirs) {
    const told = `${keyOf(labels)} `;
    for (const [at, value] of points) {
      expectNear(value, truth(labels, at), near, `${told}at ${new Date(at).toISOString()} and the truth`);
      expectNear(value, ownPoints.get(keyOf(labels))!.get(at) ?? null, nearOurs, `${told}and ours`);
    }
  }
}

/** NaN is no data, on both sides. */
function expectNear(found: number, expected: number | null, share: number, what: string) {
  if (expected === null || Number.isNaN(expected)) return expect(found, what).toBeNaN();
  const apart = Math.abs(found - expected);
  expect(apart, `${what}: ${found} beside ${expected}`).toBeLessThanOrEqual(Math.abs(expected) * share + 1e-6);
}
