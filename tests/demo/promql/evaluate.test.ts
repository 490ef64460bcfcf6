import { describe, expect, test } from "vitest";
import { createEvaluator } from "#app/demo/promql/evaluate.ts";
import { counters, gauges, recorded, tinyModel } from "./tiny-model.ts";

const HOUR = 3_600_000;
const bucket = (le: string, page: string, perSecond: number) =>
  [{ le, page }, perSecond] as [Record<string, string>, number];
const model = tinyModel({
  requests: counters(
    [{ page: "/a", client: "browser" }, 2],
    [{ page: "/a", client: "api" }, 1],
    [{ page: "/b", client: "browser" }, 4],
    [{ page: "/idle", client: "browser" }, 0],
  ),
  seconds: counters(
    [{ page: "/a", client: "browser" }, 1],
    [{ page: "/a", client: "api" }, 2],
    [{ page: "/b", client: "browser" }, 1],
    [{ page: "/idle", client: "browser" }, 0],
  ),
  // Of ten a second on /a: 4 within 0.4 s, 8 within 0.8 s, 9 within 1.6 s. Nobody is on /b.
  hist: counters(
    bucket("0.4", "/a", 4),
    bucket("0.8", "/a", 8),
    bucket("1.6", "/a", 9),
    bucket("+Inf", "/a", 10),
    bucket("0.4", "/b", 0),
    bucket("0.8", "/b", 0),
    bucket("1.6", "/b", 0),
    bucket("+Inf", "/b", 0),
  ),
  up: gauges(
    [{ component: "web", node: "1" }, () => 1],
    [{ component: "web", node: "2" }, (t) => (t < 1000 ? 1 : 0)],
    [{ component: "db", node: "3" }, () => 1],
    [{ component: "gone", node: "4" }, () => null],
  ),
  team: gauges([{ component: "web", team: "Platform" }, () => 1], [{ component: "db", team: "Data" }, () => 1]),
  // The sample of each hour is the number of the hour.
  hourly: recorded(HOUR, [{ page: "/a" }, (t) => t / 3600], [{ page: "/b" }, () => 10]),
});
const { instant, range } = createEvaluator(model);

/** The answer as text: `{page="/a"} 3`, one per line. */
function ask(promql: string, seconds = 2000): string[] {
  const result = instant(promql, seconds * 1000);
  if (result.kind === "scalar") return [String(result.value)];
  return result.samples.map(({ labels, value }) => {
    const shown = Object.entries(labels).map(([name, text]) => `${name}="${text}"`);
    return `{${shown.join(",")}} ${Number.isNaN(value) ? "NaN" : Number(value.toFixed(9))}`;
  });
}

describe("selectors", () => {
  test.each([
    [
      'up{component="web"}',
      ['{__name__="up",component="web",node="1"} 1', '{__name__="up",component="web",node="2"} 0'],
    ],
    ['up{component!="web"}', ['{__name__="up",component="db",node="3"} 1']],
    // Anchored at both ends: "we" is no match of "web".
    ['up{component=~"we"}', []],
    ['up{component=~"we.|db",node!~"[12]"}', ['{__name__="up",component="db",node="3"} 1']],
    ['{__name__="up",node="3"}', ['{__name__="up",component="db",node="3"} 1']],
    // A label that is not there is the empty string.
    [
      'up{rack=""}',
      [
        '{__name__="up",component="web",node="1"} 1',
        '{__name__="up",component="web",node="2"} 0',
        '{__name__="up",component="db",node="3"} 1',
      ],
    ],
    ["nothing_of_the_kind", []],
    ['up{node="2"} offset 20m', ['{__name__="up",component="web",node="2"} 1']],
  ])("%s", (promql, answer) => expect(ask(promql)).toEqual(answer));

  test("a recorded sample stands for five minutes, as Prometheus keeps it", () => {
    expect(ask("hourly", 7200 + 299)).toEqual(['{__name__="hourly",page="/a"} 2', '{__name__="hourly",page="/b"} 10']);
    expect(ask("hourly", 7200 + 300)).toEqual([]);
  });

  test("a name that holds a regular expression's characters is only a name when they are escaped", () => {
    const names = createEvaluator(
      tinyModel({ x: gauges([{ page: "/a.b(c)" }, () => 1], [{ page: "/aXb(c)" }, () => 2]) }),
    );
    expect(names.instant('x{page=~"/a\\\\.b\\\\(c\\\\)|/z"}', 0)).toEqual({
      kind: "vector",
      samples: [{ labels: { __name__: "x", page: "/a.b(c)" }, value: 1 }],
    });
  });
});

describe("counters, aggregation and division", () => {
  test.each([
    // Five minutes of 2, 1 and 4 requests a second.
    [
      "increase(requests[5m])",
      [
        '{page="/a",client="browser"} 600',
        '{page="/a",client="api"} 300',
        '{page="/b",client="browser"} 1200',
        '{page="/idle",client="browser"} 0',
      ],
    ],
    ['rate(requests{page="/b"}[1h30m])', ['{page="/b",client="browser"} 4']],
    ["sum by (page) (increase(requests[5m]))", ['{page="/a"} 900', '{page="/b"} 1200', '{page="/idle"} 0']],
    ["sum(increase(requests[5m])) by (client,)", ['{client="browser"} 1800', '{client="api"} 300']],
    ["sum without (client) (rate(requests[5m]))", ['{page="/a"} 3', '{page="/b"} 4', '{page="/idle"} 0']],
    ["sum by () (rate(requests[5m]))", ["{} 7"]],
    ["sum(rate(requests[5m]))", ["{} 7"]],
    // (2 + 1) seconds by (2 + 1) requests, 1 by 4, and 0 by 0: no traffic is NaN, not zero.
    [
      "sum by (page) (rate(seconds[5m])) / sum by (page) (rate(requests[5m]))",
      ['{page="/a"} 1', '{page="/b"} 0.25', '{page="/idle"} NaN'],
    ],
    ["avg by (component) (up)", ['{component="web"} 0.5', '{component="db"} 1']],
    ["min by (component) (up)", ['{component="web"} 0', '{component="db"} 1']],
    ["max by (component) (up)", ['{component="web"} 1', '{component="db"} 1']],
    ["count by (component) (up)", ['{component="web"} 2', '{component="db"} 1']],
    ["topk(2, increase(requests[1s]))", ['{page="/b",client="browser"} 4', '{page="/a",client="browser"} 2']],
    ["bottomk(1, rate(requests[1s]))", ['{page="/idle",client="browser"} 0']],
    ["topk by (client) (1, rate(requests[1s]))", ['{page="/b",client="browser"} 4', '{page="/a",client="api"} 1']],
    ["topk(0, rate(requests[1s]))", []],
  ])("%s", (promql, answer) => expect(ask(promql)).toEqual(answer));

  test("a number gives way to no NaN in topk", () => {
    const share = "sum by (page) (rate(seconds[5m])) / sum by (page) (rate(requests[5m]))";
    expect(ask(`topk(2, ${share})`)).toEqual(['{page="/a"} 1', '{page="/b"} 0.25']);
    expect(ask(`bottomk(3, ${share})`)).toEqual(['{page="/b"} 0.25', '{page="/a"} 1', '{page="/idle"} NaN']);
  });
});

describe("histogram_quantile", () => {
  test.each([
    // The median is the 5th of ten: one quarter into (0.4, 0.8], which holds the 5th to 8th.
    ["histogram_quantile(0.5, rate(hist[5m]))", ['{page="/a"} 0.5', '{page="/b"} NaN']],
    ["histogram_quantile(0.2, sum by (le,page) (rate(hist[5m])))", ['{page="/a"} 0.2', '{page="/b"} NaN']],
    // The 9.5th is beyond the last finite bound, which is all that is known.
    ['histogram_quantile(0.95, rate(hist{page="/a"}[5m]))', ['{page="/a"} 1.6']],
    ['histogram_quantile(0.85, rate(hist{page="/a"}[5m]))', ['{page="/a"} 1.2']],
    ['histogram_quantile(0.5, rate(hist{page="/a",le!="+Inf"}[5m]))', ['{page="/a"} NaN']],
    ['histogram_quantile(2, rate(hist{page="/a"}[5m]))', ['{page="/a"} Infinity']],
  ])("%s", (promql, answer) => expect(ask(promql)).toEqual(answer));
});

describe("over time", () => {
  test.each([
    // At the end of hour 24 the day's samples are 1 to 24: the sample of hour 0 is just outside.
    ['sum_over_time(hourly{page="/a"}[1d])', 24 * 3600, ['{page="/a"} 300']],
    ['avg_over_time(hourly{page="/a"}[2h])', 24 * 3600, ['{page="/a"} 23.5']],
    ['max_over_time(hourly{page="/a"}[5h] offset 2h)', 24 * 3600, ['{page="/a"} 22']],
    ['last_over_time(hourly{page="/a"}[3h])', 24 * 3600 + 1800, ['{__name__="hourly",page="/a"} 24']],
    ['count_over_time(hourly{page="/a"}[1d])', 24 * 3600, ['{page="/a"} 24']],
    // What is scraped has a sample each 30 seconds: at 900 it was up, from 1000 on down, so two of ten are up.
    ['avg_over_time(up{node="2"}[5m])', 1230, ['{component="web",node="2"} 0.2']],
    ['sum_over_time(up{node="4"}[5m])', 1230, []],
    // Six instants, 1020 to 1320, of half the nodes; at 960 both were up.
    ['sum_over_time(avg by (component) (up{component="web"})[6m:1m])', 1320, ['{component="web"} 3']],
    ['max_over_time(avg by (component) (up{component="web"})[7m:1m])', 1320, ['{component="web"} 1']],
  ])("%s at %i", (promql, seconds, answer) => expect(ask(promql, seconds)).toEqual(answer));
});

describe("operators", () => {
  test.each([
    ["1 + 2 * 3 ^ 2", ["19"]],
    ["-(4 - 1) % 2", ["-1"]],
    ["7 > bool 3", ["1"]],
    ["time() - 500", ["1500"]],
    ["0x10 + 1e1 + 5m", ["326"]],
    ['-up{node="3"}', ['{component="db",node="3"} -1']],
    ['1 - up{node="2"}', ['{component="web",node="2"} 1']],
    ["up == 0", ['{__name__="up",component="web",node="2"} 0']],
    ["0 < up", ['{__name__="up",component="web",node="1"} 1', '{__name__="up",component="db",node="3"} 1']],
    ['up{component="web"} == bool 0', ['{component="web",node="1"} 0', '{component="web",node="2"} 1']],
    ["rate(seconds[5m]) > rate(requests[5m])", ['{page="/a",client="api"} 2']],
    [
      'rate(seconds[5m]) > bool on(page,client) rate(requests{page="/a"}[5m])',
      ['{page="/a",client="browser"} 0', '{page="/a",client="api"} 1'],
    ],
    ["max by (component) (up) + on(component) team", ['{component="web"} 2', '{component="db"} 2']],
    ["max by (component) (up) + ignoring(team) team", ['{component="web"} 2', '{component="db"} 2']],
    [
      "up * on(component) group_left(team) team",
      [
        '{component="web",node="1",team="Platform"} 1',
        '{component="web",node="2",team="Platform"} 0',
        '{component="db",node="3",team="Data"} 1',
      ],
    ],
    [
      "team - on(component) group_right up",
      ['{component="web",node="1"} 0', '{component="web",node="2"} 1', '{component="db",node="3"} 0'],
    ],
    ['up and on(component) team{team="Data"}', ['{__name__="up",component="db",node="3"} 1']],
    [
      'up unless on(component) team{team="Data"}',
      ['{__name__="up",component="web",node="1"} 1', '{__name__="up",component="web",node="2"} 0'],
    ],
    [
      'up{node="3"} or up',
      [
        '{__name__="up",component="db",node="3"} 1',
        '{__name__="up",component="web",node="1"} 1',
        '{__name__="up",component="web",node="2"} 0',
      ],
    ],
    [
      'clamp_min(rate(requests{page="/a"}[1m]) - 1.5, 0)',
      ['{page="/a",client="browser"} 0.5', '{page="/a",client="api"} 0'],
    ],
    ['clamp_max(up{node="1"}, 0.5)', ['{component="web",node="1"} 0.5']],
    // Comparison binds tighter than `and`, as the list of the worst customers needs it.
    ["sum by (page) (rate(requests[1m])) and sum by (page) (rate(seconds[1m])) >= 3", ['{page="/a"} 3']],
  ])("%s", (promql, answer) => expect(ask(promql)).toEqual(answer));
});

describe("ranges", () => {
  test("give one series for each that has a value at any step, with gaps where it has none", () => {
    expect(range("up == 0", { fromMs: 940_000, toMs: 1_060_000, stepMs: 60_000 })).toEqual([
      {
        labels: { __name__: "up", component: "web", node: "2" },
        points: [
          [1_000_000, 0],
          [1_060_000, 0],
        ],
      },
    ]);
  });

  test("choose anew at each step", () => {
    const rising = createEvaluator(tinyModel({ x: gauges([{ a: "1" }, (t) => t], [{ a: "2" }, () => 5]) }));
    expect(rising.range("topk(1, x)", { fromMs: 4000, toMs: 6000, stepMs: 2000 })).toEqual([
      { labels: { __name__: "x", a: "2" }, points: [[4000, 5]] },
      { labels: { __name__: "x", a: "1" }, points: [[6000, 6]] },
    ]);
  });

  test("add up many windows as one alone", () => {
    const promql = "sum_over_time(hourly[5h])";
    const times = { fromMs: 90 * HOUR, toMs: 100 * HOUR, stepMs: HOUR };
    const [a] = range(promql, times);
    expect(a!.points[0]).toEqual([90 * HOUR, 86 + 87 + 88 + 89 + 90]);
    expect(a!.points.at(-1)).toEqual([100 * HOUR, 96 + 97 + 98 + 99 + 100]);
  });

  test("a number is drawn as a line", () => {
    expect(range("time()", { fromMs: 1000, toMs: 2000, stepMs: 1000 })).toEqual([
      {
        labels: {},
        points: [
          [1000, 1],
          [2000, 2],
        ],
      },
    ]);
  });
});

test("nothing is known of what has not happened yet", () => {
  const today = createEvaluator(model, () => 10_000_000);
  const at = (ms: number, promql: string) => today.instant(promql, ms);
  // Half of the window is over.
  expect(at(10_150_000, 'increase(requests{page="/b"}[5m])')).toMatchObject({ samples: [{ value: 600 }] });
  expect(at(10_300_000, 'increase(requests{page="/b"}[5m])')).toMatchObject({ samples: [] });
  expect(at(10_299_000, 'up{node="3"}')).toMatchObject({ samples: [{ value: 1 }] });
  expect(at(10_300_000, 'up{node="3"}')).toMatchObject({ samples: [] });
  expect(at(12_000_000, 'count_over_time(hourly{page="/b"}[2h])')).toMatchObject({ samples: [{ value: 1 }] });
});
