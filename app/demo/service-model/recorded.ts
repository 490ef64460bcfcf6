import { DAY, HOUR } from "./helsinki-days.ts";
import type { MetricModel, ModelSeries } from "./model-types.ts";

type Source = { metric: string; labels: readonly string[]; only?: Readonly<Record<string, string>> };
const page = ["page", "client"];
const customer = ["customer", "client"];
const requests = { metric: "customer_requests_total", labels: customer };
const seconds = { metric: "customer_seconds_total", labels: customer };
const inTarget = { metric: "customer_within_target_total", labels: customer };

/** What `app/profile/recording-rules.yaml` records, by name: each a sum that keeps these labels, over this long. */
export const recordings: Readonly<Record<string, Source & { gridMs: number }>> = {
  "huolto:page_requests:increase1h": { metric: "service_page_seconds_count", labels: page, gridMs: HOUR },
  "huolto:page_seconds:increase1h": { metric: "service_page_seconds_sum", labels: page, gridMs: HOUR },
  "huolto:page_within:increase1h": {
    metric: "service_page_seconds_bucket",
    labels: page,
    only: { le: "0.8" },
    gridMs: HOUR,
  },
  "huolto:customer_requests:increase1h": { ...requests, gridMs: HOUR },
  "huolto:customer_seconds:increase1h": { ...seconds, gridMs: HOUR },
  "huolto:customer_within:increase1h": { ...inTarget, gridMs: HOUR },
  "huolto:customer_requests:increase1d": { ...requests, gridMs: DAY },
  "huolto:customer_seconds:increase1d": { ...seconds, gridMs: DAY },
  "huolto:customer_within:increase1d": { ...inTarget, gridMs: DAY },
};

/**
 * A recorded series: at each whole hour or UTC midnight the increase since the one before.
 * @param source the counter it is recorded from; its series differ in the kept labels alone, once `only` is applied
 * @param beganMs when the model begins: a span that was not there as a whole has not been recorded
 */
export function recordedMetric(
  source: MetricModel,
  { labels, only, gridMs }: Source & { gridMs: number },
  beganMs: number,
): MetricModel {
  const chosen = source.series.flatMap(({ labels: own }, index) =>
    Object.entries(only ?? {}).every(([label, value]) => own[label] === value)
      ? [{ index, series: { labels: Object.fromEntries(labels.map((label) => [label, own[label]!])) } as ModelSeries }]
      : [],
  );
  const firstMs = (Math.ceil(beganMs / gridMs) + 1) * gridMs;
  const onGrid = (ms: number) => Math.floor(ms / gridMs) * gridMs;
  return {
    type: "gauge",
    series: chosen.map(({ series }) => series),
    gridMs,
    value: (i, atMs) => {
      const end = onGrid(atMs);
      return end < firstMs ? null : source.increase!(chosen[i]!.index, end - gridMs, end);
    },
    sumOverTime: (i, fromMs, toMs) => {
      const before = Math.max(onGrid(fromMs), firstMs - gridMs);
      const end = onGrid(toMs);
      return end <= before ? null : source.increase!(chosen[i]!.index, before, end);
    },
  };
}
