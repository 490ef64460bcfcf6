/**
 * Everything that the console asks of Grafana, by purpose. A profile gives the PromQL of each; the code never holds any.
 *
 * Placeholders in the PromQL:
 *   $window     a duration such as 5m or 28d, or seconds such as 33840s
 *   $filters    label matchers, comma-separated and possibly none: `{$filters}`, or `{le="0.8",$filters}` (PromQL takes the comma)
 *   $by         labels to group by, comma-separated and possibly none: `sum by ($by)`, `sum by (le,$by)`
 *   $quantile $limit $minimum $target   numbers
 */
export type Placeholder = "window" | "filters" | "by" | "quantile" | "limit" | "minimum" | "target";

type Purpose = {
  what: string;
  unit: "seconds" | "share" | "count" | "up" | "info";
  placeholders: readonly Placeholder[];
  /** Labels that the answer may be grouped or filtered by. */
  labels: readonly string[];
};

const page = ["page", "client"] as const;
const purpose = (
  what: string,
  unit: Purpose["unit"],
  placeholders: readonly Placeholder[],
  labels: readonly string[],
) => ({ what, unit, placeholders, labels }) satisfies Purpose;

export const purposes = {
  "latency.average": purpose("Average server time, weighted by traffic", "seconds", ["window", "filters", "by"], page),
  "latency.percentile": purpose("Percentile of server time", "seconds", ["quantile", "window", "filters", "by"], page),
  "latency.within": purpose(
    "Share of requests within the target",
    "share",
    ["target", "window", "filters", "by"],
    page,
  ),
  "latency.requests": purpose("Requests", "count", ["window", "filters", "by"], page),
  "latency.hour_requests": purpose("Requests in the hour", "count", ["filters", "by"], page),
  "latency.hour_seconds": purpose("Server seconds in the hour", "seconds", ["filters", "by"], page),
  "latency.hour_within": purpose("Requests within the target in the hour", "count", ["target", "filters", "by"], page),
  "latency.hour_errors": purpose("Failed requests in the hour", "count", ["filters", "by"], page),
  "latency.period_requests": purpose(
    "Requests in a long period, by recorded hours",
    "count",
    ["window", "filters", "by"],
    page,
  ),
  "latency.period_seconds": purpose(
    "Server seconds in a long period, by recorded hours",
    "seconds",
    ["window", "filters", "by"],
    page,
  ),
  "latency.period_within": purpose(
    "Requests within the target in a long period, by recorded hours",
    "count",
    ["window", "filters", "by"],
    page,
  ),
  "latency.error_share": purpose("Share of requests that failed", "share", ["window", "filters", "by"], page),
  "slo.bad_share": purpose(
    "Share of requests over the target, short windows",
    "share",
    ["target", "window", "filters"],
    page,
  ),
  "slo.bad_share_period": purpose(
    "Share of requests over the target, by recorded hours",
    "share",
    ["window", "filters"],
    page,
  ),
  "node.average": purpose("Average server time by server", "seconds", ["window", "filters", "by"], ["node", "role"]),
  "node.requests": purpose("Requests by server", "count", ["window", "filters", "by"], ["node", "role"]),
  "dependency.average": purpose(
    "Average time of a dependency's answers",
    "seconds",
    ["window", "filters", "by"],
    ["dependency"],
  ),
  "dependency.error_share": purpose(
    "Share of a dependency's requests that failed",
    "share",
    ["window", "filters", "by"],
    ["dependency"],
  ),
  "dependency.requests": purpose("Requests to a dependency", "count", ["window", "filters", "by"], ["dependency"]),
  "dependency.up_share": purpose(
    "Share of the time that a dependency answered",
    "share",
    ["window", "filters", "by"],
    ["dependency"],
  ),
  "dependency.up": purpose("Whether a dependency answers", "up", ["filters", "by"], ["dependency"]),
  "component.up": purpose(
    "Share of a component's nodes that answer their probe",
    "share",
    ["filters", "by"],
    ["component", "node"],
  ),
  "backup.age": purpose(
    "Seconds since the last successful backup",
    "seconds",
    ["filters", "by"],
    ["tier", "medium", "site"],
  ),
  "backup.instances": purpose("Instances of the data", "count", ["filters", "by"], ["tier", "medium", "site"]),
  "customers.worst": purpose(
    "Customers by seconds lost over the target",
    "seconds",
    ["limit", "target", "minimum", "window"],
    ["customer"],
  ),
  "customer.requests": purpose("A customer's requests", "count", ["window", "filters", "by"], ["customer", "client"]),
  "customer.seconds": purpose(
    "A customer's server seconds",
    "seconds",
    ["window", "filters", "by"],
    ["customer", "client"],
  ),
  "customer.within": purpose(
    "A customer's requests within the target",
    "count",
    ["window", "filters", "by"],
    ["customer", "client"],
  ),
  "customer.average": purpose(
    "A customer's average server time",
    "seconds",
    ["window", "filters", "by"],
    ["customer", "client"],
  ),
  "customer.window_requests": purpose(
    "A customer's requests, counted exactly over a short window",
    "count",
    ["window", "filters", "by"],
    ["customer", "client"],
  ),
  "customer.rum_pages": purpose(
    "A customer's page loads that its browsers reported",
    "count",
    ["window", "filters", "by"],
    ["customer", "segment"],
  ),
  "customer.rum_average": purpose(
    "A customer's average page load by segment, as its browsers saw it",
    "seconds",
    ["window", "filters"],
    ["customer", "segment"],
  ),
  "customer.report_requests": purpose("A customer's reports", "count", ["window", "filters"], ["customer"]),
  "customer.report_rows": purpose("Rows per report", "count", ["window", "filters"], ["customer"]),
  "customer.report_seconds": purpose("Seconds of a customer's reports", "seconds", ["window", "filters"], ["customer"]),
  "customer.integration_seconds": purpose(
    "Seconds of a customer's integrations",
    "seconds",
    ["window", "filters", "by"],
    ["customer", "integration", "resource"],
  ),
  "customer.integration_requests": purpose(
    "Requests of a customer's integrations",
    "count",
    ["window", "filters", "by"],
    ["customer", "integration", "resource"],
  ),
  "release.running": purpose("Releases that run now", "info", [], ["version", "kind"]),
} as const;

export type PurposeName = keyof typeof purposes;
export const purposeNames = Object.keys(purposes) as [PurposeName, ...PurposeName[]];
