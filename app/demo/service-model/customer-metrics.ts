import { type CounterSeries, counter } from "./counter.ts";
import { type Cumulative, within } from "./cumulative.ts";
import type { ModelCustomer } from "./customers.ts";
import type { Definition } from "./definition.ts";
import { type Client, clients } from "./events.ts";
import type { MetricModel } from "./model-types.ts";
import { changesBy, type CustomerCause, type Figure, type SlowdownPlan, stretches } from "./slowdowns.ts";
import type { Traffic } from "./traffic.ts";

/** Page loads that a browser reports, of its requests. */
const PAGE_LOADS = 0.35;
/** Reports, of a browser's requests, and seconds of one. */
const REPORTS = 0.02;
const REPORT_SECONDS = 3;
const segments = ["network", "server", "browser"] as const;

/** How many times the usual a customer's figure is while its slowdown lasts. */
export const factorOf = (causes: readonly CustomerCause[], figure: Figure | undefined) =>
  figure === undefined ? 1 : causes.reduce((times, cause) => times * (changesBy[cause][figure] ?? 1), 1);

/** The part of its requests within the target, against everybody's: a slower customer has less. */
export const inTargetOf = (pace: number) => 1 - Math.max(0, pace - 1) * 0.25;

export function customerMetrics(
  definition: Definition,
  traffic: Traffic,
  customers: readonly ModelCustomer[],
): Record<string, () => MetricModel> {
  const changed = createChanged(definition);
  const total = (client: Client, of: "requests" | "seconds" | "inTarget") => traffic.client[client][of];
  const series = (
    { customer, plan }: ModelCustomer,
    labels: Record<string, string>,
    base: Cumulative,
    scale: number,
    figure?: Figure,
  ): CounterSeries => {
    const all = changed(base, plan, figure);
    return { labels: { customer, ...labels }, at: (ms) => scale * all(ms) };
  };
  const byClient = (make: (one: ModelCustomer, client: Client) => CounterSeries) => () =>
    counter(
      customers.flatMap((one) => clients.filter((client) => one.share[client] > 0).map((client) => make(one, client))),
    );
  const each = (make: (one: ModelCustomer) => CounterSeries[]) => () => counter(customers.flatMap(make));
  const requests = (client: Client) => total(client, "requests");

  return {
    customer_requests_total: byClient((one, client) =>
      series(
        one,
        { client },
        requests(client),
        one.share[client],
        client === "browser" ? undefined : `requests.${client}`,
      ),
    ),
    customer_seconds_total: byClient((one, client) =>
      series(one, { client }, total(client, "seconds"), one.share[client] * one.pace[client], `seconds.${client}`),
    ),
    customer_within_target_total: byClient((one, client) =>
      series(
        one,
        { client },
        total(client, "inTarget"),
        one.share[client] * inTargetOf(one.pace[client]),
        `within.${client}`,
      ),
    ),
    customer_rum_pages_total: each((one) =>
      segments.map((segment) => series(one, { segment }, requests("browser"), one.share.browser * PAGE_LOADS)),
    ),
    customer_rum_seconds_total: each((one) => {
      const loads = one.share.browser * PAGE_LOADS;
      return [
        series(one, { segment: "network" }, requests("browser"), loads * one.network, "rum.network"),
        series(one, { segment: "server" }, total("browser", "seconds"), loads * one.pace.browser, "rum.server"),
        series(one, { segment: "browser" }, requests("browser"), loads * one.browser, "rum.browser"),
      ];
    }),
    customer_report_requests_total: each((one) => [
      series(one, {}, requests("browser"), one.share.browser * REPORTS, "reports.requests"),
    ]),
    customer_report_rows_total: each((one) => [
      series(one, {}, requests("browser"), one.share.browser * REPORTS * one.rowsOfReport, "reports.rows"),
    ]),
    customer_report_seconds_total: each((one) => [
      series(one, {}, requests("browser"), one.share.browser * REPORTS * REPORT_SECONDS, "reports.seconds"),
    ]),
    customer_integration_requests_total: each((one) =>
      one.integrations.map(({ integration, resource, share }) =>
        series(one, { integration, resource }, requests("api"), one.share.api * share, "integration.requests"),
      ),
    ),
    customer_integration_seconds_total: each((one) =>
      one.integrations.map(({ integration, resource, share }) =>
        series(
          one,
          { integration, resource },
          total("api", "seconds"),
          one.share.api * one.pace.api * share,
          "integration.seconds",
        ),
      ),
    ),
  };
}

/** Everybody's running total with a plan's changes in it; customers with the same plan share it. */
function createChanged({ from, to }: Definition) {
  const known = new Map<Cumulative, Map<string, Cumulative>>();
  return (base: Cumulative, plan: SlowdownPlan | null, figure?: Figure): Cumulative => {
    const factor = plan ? factorOf(plan.causes, figure) : 1;
    if (!plan || factor === 1) return base;
    const key = `${plan.causes} ${plan.turn} ${factor}`;
    const ofBase = known.get(base) ?? new Map<string, Cumulative>();
    known.set(base, ofBase);
    let all = ofBase.get(key);
    if (!all) {
      const more = within(
        base,
        stretches(plan, from, to).map((span) => ({ ...span, by: factor - 1 })),
      );
      all = (ms) => base(ms) + more(ms);
      ofBase.set(key, all);
    }
    return all;
  };
}
