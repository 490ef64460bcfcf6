import { COMPANIES } from "#db/seed/companies.ts";
import { backupMetrics } from "./backups.ts";
import { CELL_MS } from "./cumulative.ts";
import { customerMetrics } from "./customer-metrics.ts";
import { customerSlowdowns, modelCustomers, type NamedCompany } from "./customers.ts";
import { createDefinition } from "./definition.ts";
import { dependencyMetrics } from "./dependencies.ts";
import { eventsBetween, type ModelEvents } from "./events.ts";
import { pageMetrics } from "./histogram.ts";
import { DAY } from "./helsinki-days.ts";
import type { MetricModel, ServiceModel } from "./model-types.ts";
import { nodeMetrics } from "./nodes.ts";
import { pageCatalogue } from "./page-catalogue.ts";
import { recordedMetric, recordings } from "./recorded.ts";
import { releaseMetrics } from "./releases-metric.ts";
import { createTraffic } from "./traffic.ts";
import { createTruth } from "./truth.ts";

const PAST_DAYS = 400;
/** From the beginning; events are worked out that far ahead. */
const SPAN_DAYS = 1200;
export const DEMO_SEED = 71;
export const CUSTOMERS_MEASURED = 300;

/**
 * The modelled service. Two models with the same seed and scale say the same about an instant, whenever each was made.
 * @param options.from before it nothing was measured; 400 days ago unless given
 * @param options.companies the first customers, the demo's unless given; the rest are made up
 */
export function createServiceModel({
  seed = DEMO_SEED,
  pages = 24,
  customers = CUSTOMERS_MEASURED,
  from = new Date(Date.now() - PAST_DAYS * DAY),
  companies = COMPANIES,
}: {
  seed?: number;
  pages?: number;
  customers?: number;
  from?: Date;
  companies?: readonly NamedCompany[];
} = {}): ServiceModel {
  const fromMs = Math.floor(from.getTime() / CELL_MS) * CELL_MS;
  const toMs = fromMs + SPAN_DAYS * DAY;
  const catalogue = pageCatalogue(pages, customers, seed);
  const screens = catalogue.filter(({ client }) => client === "browser").map(({ page }) => page);
  const everyone = modelCustomers(customers, companies, seed);
  const events: ModelEvents = {
    ...eventsBetween(fromMs, toMs, { seed, pages: screens }),
    slowdowns: customerSlowdowns(everyone.slice(0, companies.length), fromMs, toMs),
  };
  const definition = createDefinition({
    seed,
    from: fromMs,
    to: toMs,
    events,
    pages: catalogue,
    customerCount: customers,
  });
  const traffic = createTraffic(definition);
  const makers: Record<string, () => MetricModel> = {
    ...pageMetrics(definition, traffic),
    ...nodeMetrics(definition, traffic),
    ...customerMetrics(definition, traffic, everyone),
    ...dependencyMetrics(definition, traffic),
    ...backupMetrics(definition),
    ...releaseMetrics(events.releases),
  };
  const made = new Map<string, MetricModel>();
  const metric = (name: string): MetricModel | null => {
    const known = made.get(name);
    if (known) return known;
    const recording = Object.hasOwn(recordings, name) ? recordings[name]! : null;
    const scraped = Object.hasOwn(makers, name) ? makers[name]! : null;
    const model = recording ? recordedMetric(metric(recording.metric)!, recording, fromMs) : (scraped?.() ?? null);
    if (model) made.set(name, model);
    return model;
  };
  return {
    metric,
    names: [...Object.keys(makers), ...Object.keys(recordings)],
    truth: createTruth(definition, everyone),
    events,
  };
}
