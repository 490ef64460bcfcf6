import type { MetricModel, ServiceModel } from "../service-model/model-types.ts";
import { type Matcher, matcherTest } from "./matchers.ts";
import type { Selector } from "./syntax.ts";
import type { Labels } from "./vectors.ts";

/** The series of one metric that a selector names. */
export type Selected = {
  name: string;
  metric: MetricModel;
  /** Their numbers in the model. */
  indexes: Int32Array;
  /** Their labels without the metric's name; the same list each time. */
  labels: readonly Labels[];
  /** With the name. */
  named: () => readonly Labels[];
};
const KEPT_MAX = 200;

/** Finds series by selector and keeps the answers: the same few selectors are asked again and again, over 60,000 series each. */
export function selectorCache(model: ServiceModel): (selector: Selector) => Selected | null {
  const kept = new Map<string, Selected>();
  return ({ name, matchers }) => {
    const metric = model.metric(name);
    if (!metric) return null;
    const key = JSON.stringify([name, ...matchers.map(({ label, op, value }) => [label, op, value])]);
    const known = kept.get(key);
    if (known) kept.delete(key);
    const selected = known ?? select(name, metric, matchers);
    kept.set(key, selected);
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
    return selected;
  };
}

function select(name: string, metric: MetricModel, matchers: readonly Matcher[]): Selected {
  const tests = matchers.map((matcher) => ({ label: matcher.label, test: matcherTest(matcher) }));
  const indexes: number[] = [];
  for (let i = 0; i < metric.series.length; i += 1) {
    const { labels } = metric.series[i]!;
    if (tests.every(({ label, test }) => test(labels[label] ?? ""))) indexes.push(i);
  }
  const labels = indexes.map((i) => metric.series[i]!.labels);
  let named: Labels[] | undefined;
  return {
    name,
    metric,
    indexes: Int32Array.from(indexes),
    labels,
    named: () => (named ??= labels.map((own) => ({ __name__: name, ...own }))),
  };
}
