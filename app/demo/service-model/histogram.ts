import { type CounterSeries, counter } from "./counter.ts";
import type { Definition } from "./definition.ts";
import { BUCKETS, fastShareWithin, SLOW_TIMES, slowShareWithin } from "./latency-shape.ts";
import type { MetricModel } from "./model-types.ts";
import type { Traffic } from "./traffic.ts";

const FAILED_OF_FAST = 0.0006;
const FAILED_OF_SLOW = 0.008;

/** How `le` is written: as Prometheus' own clients do. */
export const boundLabel = (bound: number) => (bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound));

/** The histogram of server time by page and client, and the failed requests. */
export function pageMetrics({ pages }: Definition, traffic: Traffic): Record<string, () => MetricModel> {
  /** A series of each page that counts so much of each fast and each slow request. */
  const counted = (of: (fastMean: number) => { fast: number; slow: number }, more: Record<string, string> = {}) =>
    pages.map((page): CounterSeries => {
      const { load } = traffic.rhythm[page.rhythm];
      const slowLoad = traffic.slowOfPage(page);
      const { fast, slow } = of(page.fastMean);
      const { peak } = page;
      return {
        labels: { page: page.page, client: page.client, ...more },
        at: (ms) => peak * (fast * load(ms) + (slow - fast) * slowLoad(ms)),
      };
    });
  return {
    service_page_seconds_bucket: () =>
      counter(
        BUCKETS.flatMap((bound) =>
          counted((fastMean) => ({ fast: fastShareWithin(bound, fastMean), slow: slowShareWithin(bound, fastMean) }), {
            le: boundLabel(bound),
          }),
        ),
      ),
    service_page_seconds_sum: () => counter(counted((fastMean) => ({ fast: fastMean, slow: fastMean * SLOW_TIMES }))),
    service_page_seconds_count: () => counter(counted(() => ({ fast: 1, slow: 1 }))),
    service_errors_total: () => counter(counted(() => ({ fast: FAILED_OF_FAST, slow: FAILED_OF_SLOW }))),
  };
}
