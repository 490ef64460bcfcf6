import type { QueryParams } from "#app/profile/fill-query.ts";
import type { PurposeName } from "#app/profile/purposes.ts";
import type { Ask } from "../../measurements/measurement.ts";
import { chartStep, type Span } from "./period-rules.ts";
import { RELEASE_HOURS, URGENT_HOURS } from "./thresholds-rules.ts";

const HOUR_MS = 3_600_000;
/** What is over for an hour does not change any more. */
const SETTLED_SECONDS = 30 * 86_400;
const FRESH_SECONDS = 60;
/** Releases are rare, and a minute more or less says nothing. */
const RELEASE_STEP_SECONDS = 600;

type Question = { purpose: PurposeName; params: QueryParams };

/** Of the customer itself, by name. */
export const ofCustomer = (customer: string) =>
  ({
    average: { purpose: "customer.average", params: { filters: { customer }, by: ["client"] } },
    requests: { purpose: "customer.window_requests", params: { filters: { customer }, by: ["client"] } },
    rum: { purpose: "customer.rum_average", params: { filters: { customer } } },
    rumPages: { purpose: "customer.rum_pages", params: { filters: { customer }, by: ["segment"] } },
    reports: { purpose: "customer.report_requests", params: { filters: { customer } } },
    reportRows: { purpose: "customer.report_rows", params: { filters: { customer } } },
    reportSeconds: { purpose: "customer.report_seconds", params: { filters: { customer } } },
    integrations: {
      purpose: "customer.integration_requests",
      params: { filters: { customer }, by: ["integration", "resource"] },
    },
    integrationSeconds: {
      purpose: "customer.integration_seconds",
      params: { filters: { customer }, by: ["integration", "resource"] },
    },
  }) as const satisfies Record<string, Question>;

/** Of the service, which every customer meets. */
export const ofService = {
  pages: { purpose: "latency.average", params: { filters: {}, by: ["page", "client"] } },
  pageRequests: { purpose: "latency.requests", params: { filters: {}, by: ["page", "client"] } },
  nodes: { purpose: "node.average", params: { filters: {}, by: ["node", "role"] } },
  nodeRequests: { purpose: "node.requests", params: { filters: {}, by: ["node", "role"] } },
  dependencies: { purpose: "dependency.average", params: { filters: {}, by: ["dependency"] } },
  dependencyRequests: { purpose: "dependency.requests", params: { filters: {}, by: ["dependency"] } },
  dependencyErrors: { purpose: "dependency.error_share", params: { filters: {}, by: ["dependency"] } },
  dependencyUp: { purpose: "dependency.up_share", params: { filters: {}, by: ["dependency"] } },
} as const satisfies Record<string, Question>;

/** Of all customers together: these read the most series, and are asked apart from the others. */
export const ofEverybody = {
  everybodyRum: { purpose: "customer.rum_average", params: { filters: {} } },
  everybodyRumPages: { purpose: "customer.rum_pages", params: { filters: {}, by: ["segment"] } },
  everybodyReports: { purpose: "customer.report_requests", params: { filters: {} } },
  everybodyReportRows: { purpose: "customer.report_rows", params: { filters: {} } },
  everybodyReportSeconds: { purpose: "customer.report_seconds", params: { filters: {} } },
  everybodyIntegrations: { purpose: "customer.integration_requests", params: { filters: {}, by: [] } },
  everybodyIntegrationSeconds: { purpose: "customer.integration_seconds", params: { filters: {}, by: [] } },
} as const satisfies Record<string, Question>;

export type QuestionName = keyof ReturnType<typeof ofCustomer> | keyof typeof ofService | keyof typeof ofEverybody;

const freshFor = (to: Date, now: Date) => (now.getTime() - to.getTime() > HOUR_MS ? SETTLED_SECONDS : FRESH_SECONDS);

/** One figure for the whole of a span: an increase over exactly its length, at its end. */
export function askSpan({ purpose, params }: Question, { from, to }: Span, now: Date): Ask {
  const window = `${Math.round((to.getTime() - from.getTime()) / 1000)}s`;
  return { purpose, params: { ...params, window }, kind: "instant", at: to, freshSeconds: freshFor(to, now) };
}

/** Its course within a span, for a chart. */
export function askCourse({ purpose, params }: Question, { from, to }: Span, now: Date): Ask {
  const stepSeconds = chartStep({ from, to });
  const first = new Date(from.getTime() + stepSeconds * 1000);
  return {
    purpose,
    params: { ...params, window: `${stepSeconds}s` },
    kind: "range",
    // Each point looks back over a step.
    from: first < to ? first : to,
    to,
    stepSeconds,
    freshSeconds: freshFor(to, now),
  };
}

/** Which releases ran, from long enough before the period to see one begin. */
export function askReleases({ from, to }: Span, now: Date): Ask {
  const before = Math.max(RELEASE_HOURS, URGENT_HOURS) * HOUR_MS + RELEASE_STEP_SECONDS * 1000;
  return {
    purpose: "release.running",
    kind: "range",
    from: new Date(from.getTime() - before),
    to,
    stepSeconds: RELEASE_STEP_SECONDS,
    freshSeconds: freshFor(to, now),
  };
}

const WEEK_MS = 7 * 24 * HOUR_MS;

/** The customer's integrations hour by hour in the week before the period's end: when it works them hardest. */
export function askIntegrationWeek(customer: string, { to }: Span, now: Date): Ask {
  const end = Math.floor(to.getTime() / HOUR_MS) * HOUR_MS;
  return {
    purpose: "customer.integration_seconds",
    params: { filters: { customer }, by: [], window: "1h" },
    kind: "range",
    from: new Date(end - WEEK_MS + HOUR_MS),
    to: new Date(end),
    stepSeconds: 3600,
    freshSeconds: freshFor(to, now),
  };
}
