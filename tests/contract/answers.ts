import { type Client, clients } from "#app/demo/service-model/events.ts";
import type { ServiceModel } from "#app/demo/service-model/model-types.ts";
import type { QueryParams } from "#app/profile/fill-query.ts";
import type { PurposeName } from "#app/profile/purposes.ts";

type Labels = Readonly<Record<string, string>>;
/** From a recorded series' samples that lie in a window: which time they tell of. ms since 1970 */
export type Recorded = (window: "hours" | "days", atMs: number) => { fromMs: number; toMs: number };

/** How a purpose is asked in the contract with Prometheus, and what is true. */
export type Answer = {
  params: QueryParams;
  /** The model's own word on one series at an instant; null for no data. */
  truth: (labels: Labels, atMs: number) => number | null;
  /** How far Prometheus may be from the truth, as a part of it. */
  near: number;
  /** How far it may be from our evaluator. */
  nearOurs?: number;
  /** Also asked over six hours. */
  range: boolean;
  /** Another target than the profile's, in seconds. */
  target?: number;
};

const HOUR = 3_600_000;
/** Prometheus extrapolates from samples a minute apart to the window's ends: a part of a percent of an hour's load. */
const SCRAPED = 0.01;
/** Whole hours between samples that lie on both ends: what is left is the minute in which a group is evaluated. */
const RECORDED = 2e-3;
/**
 * Our recorded hours end at whole hours and days at UTC midnight; Prometheus spreads the groups over their interval. Over
 * whole days both tell of as many hours, at most a day apart.
 */
const OTHER_HOURS = 0.1;
const LOW_TARGET = 0.3;

/** Every purpose once, so that one without an answer does not compile. */
export function answersOf({ metric, truth }: ServiceModel, recorded: Recorded): Record<PurposeName, Answer> {
  const client = ({ client: name }: Labels) => name as Client;
  const page = (labels: Labels) => ({ page: labels.page, client: client(labels) });
  /** The exact increase of all series that have the labels. */
  const increase = (name: string, labels: Labels, fromMs: number, toMs: number) => {
    const { series, increase: of } = metric(name)!;
    return series.reduce(
      (sum, { labels: own }, i) =>
        Object.entries(labels).every(([label, value]) => own[label] === value) ? sum + of!(i, fromMs, toMs) : sum,
      0,
    );
  };
  const hour = { window: "1h", by: ["page", "client"] };
  const scraped = (params: QueryParams, of: Answer["truth"]): Answer => ({
    params,
    truth: of,
    near: SCRAPED,
    range: true,
  });
  const hours = (params: QueryParams, of: Answer["truth"]): Answer => ({
    params: { window: "2d", ...params },
    truth: of,
    near: RECORDED,
    nearOurs: OTHER_HOURS,
    range: false,
  });
  const sums = (labels: Labels, at: number) => truth.sums(page(labels), at - HOUR, at);
  const days = (window: "hours" | "days", labels: Labels, at: number) => {
    const { fromMs, toMs } = recorded(window, at);
    return window === "hours"
      ? truth.sums(page(labels), fromMs, toMs)
      : truth.customer(labels.customer!, client(labels), fromMs, toMs);
  };
  const customer = { by: ["customer", "client"] };
  const ratioOf = (over: string, under: string, labels: Labels, at: number) =>
    increase(over, labels, at - HOUR, at) / increase(under, labels, at - HOUR, at);
  const one = metric("customer_requests_total")!.series[0]!.labels.customer!;
  const integration = { window: "1h", by: ["customer", "integration", "resource"] };

  return {
    "latency.average": scraped(hour, (labels, at) => truth.average(page(labels), at - HOUR, at)),
    // Linear inside a bucket, each twice as long as the one before: the answer is between half and twice the truth.
    "latency.percentile": {
      params: { ...hour, quantile: 0.95 },
      truth: (labels, at) => truth.quantile(0.95, page(labels), at - HOUR, at),
      near: 1,
      nearOurs: SCRAPED,
      range: true,
    },
    "latency.within": scraped(hour, (labels, at) => truth.withinTarget(page(labels), at - HOUR, at)),
    "latency.requests": scraped(hour, (labels, at) => sums(labels, at).requests),
    "latency.hour_requests": scraped({ by: hour.by }, (labels, at) => sums(labels, at).requests),
    "latency.hour_seconds": scraped({ by: hour.by }, (labels, at) => sums(labels, at).seconds),
    "latency.hour_within": scraped({ by: hour.by }, (labels, at) => sums(labels, at).inTarget),
    "latency.hour_errors": scraped({ by: hour.by }, (labels, at) =>
      increase("service_errors_total", labels, at - HOUR, at),
    ),
    "latency.period_requests": hours({ by: hour.by }, (labels, at) => days("hours", labels, at).requests),
    "latency.period_seconds": hours({ by: hour.by }, (labels, at) => days("hours", labels, at).seconds),
    "latency.period_within": hours({ by: hour.by }, (labels, at) => {
      const { fromMs, toMs } = recorded("hours", at);
      return truth.sums(page(labels), fromMs, toMs).inTarget;
    }),
    "latency.error_share": scraped(hour, (labels, at) =>
      ratioOf("service_errors_total", "service_page_seconds_count", labels, at),
    ),
    "slo.bad_share": scraped({ window: "1h" }, (_, at) => 1 - truth.withinTarget({}, at - HOUR, at)!),
    "slo.bad_share_period": hours({}, (_, at) => {
      const { fromMs, toMs } = recorded("hours", at);
      return 1 - truth.withinTarget({}, fromMs, toMs)!;
    }),
    "node.average": scraped({ window: "1h", by: ["node"] }, ({ node }, at) =>
      truth.nodeAverage({ node }, at - HOUR, at),
    ),
    "node.requests": {
      ...scraped({ window: "1h", by: ["node"] }, ({ node }, at) =>
        increase("service_node_seconds_count", { node: node! }, at - HOUR, at),
      ),
      // A counter that stands still for most of the hour is extrapolated from its whole rise.
      near: 0.1,
    },
    "dependency.average": scraped({ window: "1h", by: ["dependency"] }, ({ dependency }, at) =>
      truth.dependencyAverage(dependency!, at - HOUR, at),
    ),
    "dependency.error_share": scraped({ window: "1h", by: ["dependency"] }, ({ dependency }, at) =>
      truth.dependencyErrorShare(dependency!, at - HOUR, at),
    ),
    "dependency.requests": scraped({ window: "1h", by: ["dependency"] }, ({ dependency }, at) =>
      increase("dependency_requests_total", { dependency: dependency! }, at - HOUR, at),
    ),
    "dependency.up_share": scraped({ window: "1h", by: ["dependency"] }, ({ dependency }, at) => {
      const minutes = Array.from({ length: 60 }, (_, minute) => truth.dependencyUp(dependency!, at - minute * 60_000));
      return minutes.reduce((sum, up) => sum + up, 0) / minutes.length;
    }),
    "dependency.up": scraped({ by: ["dependency"] }, ({ dependency }, at) => truth.dependencyUp(dependency!, at)),
    "component.up": scraped({ by: ["component"] }, ({ component }, at) => truth.componentUp(component!, at)),
    "backup.age": scraped({ by: ["tier"] }, ({ tier }, at) => truth.backupAge(tier as "primary", at)),
    "backup.instances": scraped({ by: ["tier"] }, ({ tier }, at) => {
      const { series, value } = metric("backup_instances")!;
      return series.reduce((sum, { labels }, i) => (labels.tier === tier ? sum + value!(i, at)! : sum), 0);
    }),
    // Against 0.8 s nobody in so few days loses a second.
    "customers.worst": {
      ...hours({ limit: 3 }, ({ customer: id }, at) => {
        const { fromMs, toMs } = recorded("days", at);
        return clients.reduce((lost, name) => {
          const { seconds, requests } = truth.customer(id!, name, fromMs, toMs);
          return lost + Math.max(0, seconds - LOW_TARGET * requests);
        }, 0);
      }),
      target: LOW_TARGET,
    },
    "customer.requests": hours(customer, (labels, at) => days("days", labels, at).requests),
    "customer.seconds": hours(customer, (labels, at) => days("days", labels, at).seconds),
    "customer.within": hours(customer, (labels, at) => days("days", labels, at).inTarget),
    "customer.average": scraped({ window: "1h", ...customer }, (labels, at) => {
      const { seconds, requests } = truth.customer(labels.customer!, client(labels), at - HOUR, at);
      return requests > 0 ? seconds / requests : null;
    }),
    "customer.window_requests": scraped(
      { window: "1h", ...customer },
      (labels, at) => truth.customer(labels.customer!, client(labels), at - HOUR, at).requests,
    ),
    "customer.rum_pages": scraped({ window: "1h", by: ["customer", "segment"] }, (labels, at) =>
      increase("customer_rum_pages_total", labels, at - HOUR, at),
    ),
    "customer.rum_average": scraped({ window: "1h", filters: { customer: one } }, ({ segment }, at) =>
      ratioOf("customer_rum_seconds_total", "customer_rum_pages_total", { segment: segment!, customer: one }, at),
    ),
    "customer.report_requests": scraped({ window: "1h", filters: { customer: one } }, (_, at) =>
      increase("customer_report_requests_total", { customer: one }, at - HOUR, at),
    ),
    "customer.report_rows": scraped({ window: "1h", filters: { customer: one } }, (_, at) =>
      ratioOf("customer_report_rows_total", "customer_report_requests_total", { customer: one }, at),
    ),
    "customer.report_seconds": scraped({ window: "1h", filters: { customer: one } }, (_, at) =>
      increase("customer_report_seconds_total", { customer: one }, at - HOUR, at),
    ),
    "customer.integration_seconds": scraped(integration, (labels, at) =>
      increase("customer_integration_seconds_total", labels, at - HOUR, at),
    ),
    "customer.integration_requests": scraped(integration, (labels, at) =>
      increase("customer_integration_requests_total", labels, at - HOUR, at),
    ),
    "release.running": scraped({}, ({ version }, at) => (truth.release(at) === version ? 1 : null)),
  };
}
