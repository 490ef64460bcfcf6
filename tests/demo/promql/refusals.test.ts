import { expect, test } from "vitest";
import { createEvaluator } from "#app/demo/promql/evaluate.ts";
import { PromqlError } from "#app/demo/promql/promql-error.ts";
import { counters, gauges, tinyModel } from "./tiny-model.ts";

const { instant, range } = createEvaluator(
  tinyModel({
    requests: counters([{ page: "/a", client: "x" }, 1], [{ page: "/a", client: "y" }, 1]),
    up: gauges([{ node: "1" }, () => 1]),
    pages: gauges([{ page: "/a" }, () => 1]),
  }),
);

function refusal(ask: () => unknown): PromqlError {
  try {
    ask();
  } catch (error) {
    expect(error).toBeInstanceOf(PromqlError);
    return error as PromqlError;
  }
  throw new Error("it was answered");
}

test.each([
  ["sum(", "unexpected end of input"],
  ["sum by (page) (up) )", 'parse error: unexpected ")"'],
  ["", "unexpected end of input"],
  ["deriv(up[5m])", "the function deriv() is not supported"],
  ["stddev(up)", "the aggregation stddev is not supported"],
  ["up @ 5", "the @ modifier is not supported"],
  ["up atan2 up", "the operator atan2 is not supported"],
  ['{node="1"}', "a selector without one metric's name is not supported"],
  ["rate(up)", 'expected type range vector in call to function "rate", got instant vector'],
  ["sum(up[5m])", "expected type instant vector, got range vector"],
  ["up[5m]", 'invalid expression type "range vector"'],
  ["rate(requests[5m:1m])", "rate() of a subquery is not supported"],
  ["1 > 2", "comparisons between scalars must use BOOL modifier"],
  ["up and 1", 'set operator "and" not allowed in binary scalar expression'],
  ["up + bool up", "bool modifier can only be used on comparison operators"],
  ["clamp_min(up)", 'expected 2 argument(s) in call to "clamp_min", got 1'],
  ["rate(up[5m])", "up is a gauge"],
  ["requests", "requests is a counter"],
  ['up{node=~"(?=1)"}', "error parsing regexp"],
  ['up{node=~"("}', "error parsing regexp"],
  ["topk(up, up)", "expected type scalar in aggregation parameter, got instant vector"],
])("%s is bad data, and the reason is named", (promql, says) => {
  const error = refusal(() => instant(promql, 0));
  expect(error.message).toContain(says);
  expect(error.errorType).toBe("bad_data");
});

test("where the fault is, is told by line and column", () => {
  expect(refusal(() => instant("sum by (page) (\n  rate(requests[5m]) ;)", 0)).message).toContain("2:22: parse error");
});

test("two partners for one series are no answer", () => {
  const many = refusal(() => instant("rate(requests[5m]) * on(page) pages", 0));
  expect(many.message).toContain("many-to-one matching must be explicit (group_left/group_right)");
  expect(many.errorType).toBe("execution");
  expect(refusal(() => instant("pages * on(page) rate(requests[5m])", 0)).message).toContain("duplicate series");
  expect(instant("rate(requests[5m]) * on(page) group_left pages", 0)).toMatchObject({
    samples: [{ value: 1 }, { value: 1 }],
  });
});

test("more points or more samples than a small process should hold are refused", () => {
  const seconds = (count: number) => ({ fromMs: 0, toMs: (count - 1) * 1000, stepMs: 1000 });
  expect(range("up", seconds(11_000))[0]!.points).toHaveLength(11_000);
  expect(refusal(() => range("up", seconds(11_001))).message).toContain("11,000 points");
  const heavy = refusal(() => instant("sum_over_time(up[20y])", 1e12));
  expect(heavy.message).toContain("too many samples");
  expect(heavy.errorType).toBe("execution");
  expect(refusal(() => range("up", { fromMs: 0, toMs: 1000, stepMs: 0 })).message).toContain("step");
  expect(refusal(() => range("up", { fromMs: 1000, toMs: 0, stepMs: 1 })).message).toContain("end timestamp");
});
