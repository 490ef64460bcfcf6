import type { ModelEvents } from "./events.ts";
import type { ModelTruth } from "./truth.ts";

/** Labels of one series, without `__name__`. */
export type ModelSeries = { labels: Readonly<Record<string, string>> };

export type MetricModel = {
  type: "counter" | "gauge";
  series: readonly ModelSeries[];
  /**
   * A recorded series has a value only at whole multiples of this many milliseconds since 1970: `sum_over_time` adds those up.
   * Absent on what is scraped.
   */
  gridMs?: number;
  /**
   * A recorded series: its samples within (fromMs, toMs] added up, or null where there is none. The same as reading `value` at
   * every whole multiple of `gridMs`, in the time of one look-up: a year of 600 series is asked at once.
   */
  sumOverTime?: (index: number, fromMs: number, toMs: number) => number | null;
  /** Counter: the exact increase between two instants (ms since 1970), never negative, additive: inc(a,c) = inc(a,b) + inc(b,c). */
  increase?: (index: number, fromMs: number, toMs: number) => number;
  /** Gauge: the value at an instant, or null where it is absent then. */
  value?: (index: number, atMs: number) => number | null;
};

/** Everything the modelled service would be scraped for, as functions of time and a seed; nothing is stored. */
export type ServiceModel = {
  metric(name: string): MetricModel | null;
  names: readonly string[];
  truth: ModelTruth;
  events: ModelEvents;
};
