import type { Cumulative } from "./cumulative.ts";
import type { MetricModel, ModelSeries } from "./model-types.ts";

export type CounterSeries = ModelSeries & { at: Cumulative };

/** A counter of the series' running totals. Rounding of large sums must not make an increase negative. */
export function counter(series: readonly CounterSeries[]): MetricModel {
  const totals = series.map(({ at }) => at);
  return {
    type: "counter",
    series: series.map(({ labels }) => ({ labels })),
    increase: (index, fromMs, toMs) => {
      const at = totals[index]!;
      return Math.max(0, at(toMs) - at(fromMs));
    },
  };
}
