import { afterAll, beforeAll, expect, test } from "vitest";
import { normalWeeks } from "#app/domain/latency/diagnosis/period-rules.ts";
import { makeDiagnosis } from "#app/domain/latency/diagnosis/make-diagnosis.server.ts";
import { directMeasurements } from "#app/domain/measurements/direct-measurements.server.ts";
import type { Grafana, GrafanaResult, Series } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { type Prometheus, type PromSeries, startPrometheus } from "#tests/support/prometheus.ts";
import { toolSuite } from "#tests/support/tools.ts";

/** The queries of a diagnosis on a real Prometheus, over metrics that are written out by hand: requests and seconds a minute. */
const MINUTE = 60_000;
const profile = loadProfile();
const span = { from: new Date("2026-11-03T07:00:00Z"), to: new Date("2026-11-03T08:00:00Z") };
// The clocks went back on 25 October: nine o'clock in Helsinki was an hour earlier by UTC in the two weeks before it.
const weeks = normalWeeks(span, profile.service.timeZone);

const CALM = "1111111-1";
const FAR = "2222222-2";
const SENDER = "3333333-3";
type Rates = Record<string, [normal: number, seen: number]>;
const same = (rate: number): [number, number] => [rate, rate];

/** Of each series what it grows by in a minute, in the normal weeks and in the period. */
const rates: Rates = {
  'service_page_seconds_count{page="/a",client="browser"}': same(600),
  'service_page_seconds_sum{page="/a",client="browser"}': same(300),
  'service_page_seconds_count{page="/b",client="browser"}': same(300),
  'service_page_seconds_sum{page="/b",client="browser"}': same(180),
  'service_page_seconds_count{page="/api",client="api"}': same(200),
  'service_page_seconds_sum{page="/api",client="api"}': same(60),
  'service_node_seconds_count{node="app-1",role="app"}': same(550),
  'service_node_seconds_sum{node="app-1",role="app"}': same(270),
  'service_node_seconds_count{node="app-2",role="app"}': same(550),
  'service_node_seconds_sum{node="app-2",role="app"}': same(270),
  'dependency_requests_total{dependency="banks"}': same(20),
  'dependency_seconds_total{dependency="banks"}': same(12),
  'dependency_errors_total{dependency="banks"}': same(0),
  ...customer(CALM, {}),
  // The network takes 0.90 s instead of 0.15 s.
  ...customer(FAR, { network: 0.9 }),
  // Its integrations send nine times as much, and its people wait 0.9 s instead of 0.5 s.
  ...customer(SENDER, { browser: 0.9, integrations: 9 }),
};

function customer(id: string, { browser = 0.5, network = 0.15, integrations = 1 }): Rates {
  const own = `customer="${id}"`;
  const calls = `${own},integration="webshop",resource="invoices"`;
  return {
    [`customer_requests_total{${own},client="browser"}`]: same(10),
    [`customer_seconds_total{${own},client="browser"}`]: [5, 10 * browser],
    [`customer_requests_total{${own},client="api"}`]: [2, 2 * integrations],
    [`customer_seconds_total{${own},client="api"}`]: [0.6, 0.6 * integrations],
    ...Object.fromEntries(
      ["network", "server", "browser"].map((segment) => [
        `customer_rum_pages_total{${own},segment="${segment}"}`,
        same(4),
      ]),
    ),
    [`customer_rum_seconds_total{${own},segment="network"}`]: [0.6, 4 * network],
    [`customer_rum_seconds_total{${own},segment="server"}`]: [2, 4 * browser],
    [`customer_rum_seconds_total{${own},segment="browser"}`]: same(1.6),
    [`customer_report_requests_total{${own}}`]: same(0.2),
    [`customer_report_rows_total{${own}}`]: same(200),
    [`customer_report_seconds_total{${own}}`]: same(0.4),
    [`customer_integration_requests_total{${calls}}`]: [2, 2 * integrations],
    [`customer_integration_seconds_total{${calls}}`]: [0.6, 0.6 * integrations],
  };
}

const nameOf = (series: string) => series.slice(0, series.indexOf("{"));

/** Around the five spans only; in OpenMetrics, grouped by metric and in time order. */
async function* samples(): AsyncGenerator<string> {
  const spans = [...weeks.toReversed(), span];
  const metrics = Map.groupBy(Object.keys(rates), nameOf);
  for (const [metric, series] of metrics) {
    const isTotal = metric.endsWith("_total");
    yield `# TYPE ${isTotal ? metric.slice(0, -"_total".length) : metric} ${isTotal ? "counter" : "unknown"}\n`;
    for (const one of series) {
      let [chunk, value] = ["", 0];
      spans.forEach(({ from, to }, i) => {
        const rate = rates[one]![i === spans.length - 1 ? 1 : 0];
        for (let at = from.getTime() - 10 * MINUTE; at <= to.getTime() + 5 * MINUTE; at += MINUTE) {
          value += rate;
          chunk += `${one} ${value.toFixed(4)} ${at / 1000}\n`;
        }
      });
      yield chunk;
    }
  }
  yield "# TYPE dependency_up gauge\n";
  for (const { from, to } of spans)
    for (let at = from.getTime() - 10 * MINUTE; at <= to.getTime() + 5 * MINUTE; at += MINUTE)
      yield `dependency_up{dependency="banks"} 1 ${at / 1000}\n`;
  yield "# EOF\n";
}

/** Prometheus as Grafana hands its answers on. */
function grafanaOver(prometheus: Prometheus): Grafana {
  const seriesOf = (found: PromSeries[]): Series[] =>
    found.map(({ labels, points }) => ({
      labels,
      points: points.map(([at, value]) => [at, Number.isFinite(value) ? value : null] as const),
    }));
  return {
    ...unconfiguredGrafana,
    query: async ({ from, to, queries }) => {
      const answers = queries.map(async (query): Promise<[string, GrafanaResult<Series[]>]> => {
        const found =
          query.kind === "instant"
            ? await prometheus.instant(query.expr, to.getTime())
            : await prometheus.range(query.expr, {
                fromMs: from.getTime(),
                toMs: to.getTime(),
                stepMs: query.stepSeconds * 1000,
              });
        return [query.refId, { ok: true, value: seriesOf(found) }];
      });
      return new Map(await Promise.all(answers));
    },
  };
}

toolSuite("a real Prometheus", ["prometheus", "promtool"], () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    const [fromMs, toMs] = [weeks.at(-1)!.from.getTime() - 10 * MINUTE, span.to.getTime() + 5 * MINUTE];
    prometheus = await startPrometheus({ openMetrics: samples(), fromMs, toMs });
  }, 300_000);
  afterAll(() => prometheus?.stop());

  const diagnose = (businessId: string, clock = { now: () => new Date("2026-11-03T12:00:00Z") }) => {
    const measurements = directMeasurements({ grafana: grafanaOver(prometheus), profile, clock });
    return makeDiagnosis(
      { measurements, profile, clock },
      { customer: { businessId, name: businessId }, span, page: null, windows: [] },
    );
  };

  test("the customer's network: 0.75 s of each of 240 page loads", async () => {
    const diagnosis = await diagnose(FAR);
    expect(diagnosis.verdicts).toMatchObject([{ cause: "network", share: 1, confidence: "high" }]);
    expect(diagnosis.unexplainedShare).toBe(0);
    expect(diagnosis.excess).toMatchObject({
      requests: 240,
      seconds: expect.closeTo(180, 0),
      seen: expect.closeTo(1.8, 3),
      normal: expect.closeTo(1.05, 3),
    });
    const [figure] = diagnosis.verdicts[0]!.evidence;
    expect(figure).toMatchObject({
      what: "Page load: network",
      value: expect.closeTo(0.9, 3),
      compared: [
        { with: "its normal", value: expect.closeTo(0.15, 3) },
        { with: "all others", value: expect.closeTo(0.15, 3) },
      ],
      from: "2026-11-03T07:00:00.000Z",
      to: "2026-11-03T08:00:00.000Z",
      query: expect.stringContaining('customer_rum_seconds_total{customer="2222222-2"}[3600s]'),
    });
  });

  test("the customer's integrations, and the one that grew", async () => {
    const diagnosis = await diagnose(SENDER);
    expect(diagnosis.verdicts).toMatchObject([
      { cause: "integration", subject: "webshop, invoices", share: 1, confidence: "high" },
    ]);
    const chart = diagnosis.checks.find(({ id }) => id === "integration")!.chart!;
    expect(chart.series.map(({ name }) => name)).toEqual(["This customer", "Its normal"]);
    // 5.4 and 0.6 seconds a minute, for the ten minutes of a step.
    expect(chart.series.map(({ points }) => points.at(-1)!.value)).toEqual([
      expect.closeTo(54, 0),
      expect.closeTo(6, 0),
    ]);
  });

  test("nothing abnormal, and surely so", async () => {
    expect((await diagnose(CALM)).verdicts).toMatchObject([{ cause: "none", share: 1, confidence: "high" }]);
  });

  test("somebody whom nobody measured is not enough data", async () => {
    const diagnosis = await diagnose("9999999-9");
    expect([diagnosis.enoughData, diagnosis.verdicts]).toEqual([false, []]);
  });

  test("the same data gives the same diagnosis, but for when it was made", async () => {
    const timeless = (text: string) => text.replace(/"(madeAt|fetchedAt)":"[^"]*"/g, "");
    const [once, again] = await Promise.all([
      diagnose(SENDER),
      diagnose(SENDER, { now: () => new Date("2026-11-04T09:00:00Z") }),
    ]);
    expect(timeless(JSON.stringify(again))).toBe(timeless(JSON.stringify(once)));
  });
});

test("a change of summer time keeps the hours on the wall", () => {
  expect(weeks.map(({ from }) => from.toISOString())).toEqual([
    "2026-10-27T07:00:00.000Z",
    "2026-10-20T06:00:00.000Z",
    "2026-10-13T06:00:00.000Z",
    "2026-10-06T06:00:00.000Z",
  ]);
});
