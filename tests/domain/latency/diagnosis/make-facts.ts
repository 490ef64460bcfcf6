import type { Count, Facts, Reports, WeekFacts } from "#app/domain/latency/diagnosis/facts.ts";

export const count = (requests: number, average: number): Count => ({ requests, seconds: requests * average });

/** What may be different from an ordinary week. Averages in seconds. */
export type Week = {
  requests?: number;
  browser?: number;
  api?: Count;
  robot?: Count;
  network?: number;
  server?: number;
  rendering?: number;
  reports?: Reports;
  /** Averages of the pages, for all customers. */
  pages?: Record<string, number>;
  nodes?: Record<string, number>;
  dependencies?: Record<string, number>;
  /** Times the ordinary number of everybody's requests. */
  growth?: number;
};

const role = (node: string) => node.split("-")[0]!;

/**
 * One week of a customer with 1,000 requests of 0.50 s, 400 page loads of 0.15 + 0.50 + 0.40 s, 100 calls of its integrations,
 * and of a service with three pages of 10,000 requests, which three servers and two databases share, and three connections.
 */
export function week(given: Week = {}): WeekFacts {
  const { requests = 1000, browser = 0.5, growth = 1, network = 0.15, rendering = 0.4 } = given;
  const server = given.server ?? browser;
  const loads = requests * 0.4;
  const api = given.api ?? count(100 * growth, 0.3);
  const reports = given.reports ?? { requests: 10, rows: 10_000, seconds: 20 };
  const pages = { "/a": 0.4, "/b": 0.5, "/c": 0.6, ...given.pages };
  const nodes = { "app-1": 0.5, "app-2": 0.5, "app-3": 0.5, "db-1": 0.15, "db-2": 0.15, ...given.nodes };
  const dependencies = { banks: 0.6, register: 1, printing: 1.5, ...given.dependencies };
  return {
    clients: { browser: count(requests, browser), api, ...(given.robot ? { robot: given.robot } : {}) },
    rum: { network: count(loads, network), server: count(loads, server), browser: count(loads, rendering) },
    reports,
    integrations: [{ integration: "webshop", resource: "invoices", ...api }],
    pages: [
      ...Object.entries(pages).map(([page, average]) => ({
        page,
        client: "browser",
        ...count(10_000 * growth, average),
      })),
      { page: "/api", client: "api", ...count(5000 * growth, 0.3) },
    ],
    nodes: Object.entries(nodes).map(([node, average]) => ({
      node,
      role: role(node),
      ...count(role(node) === "app" ? 10_000 : 15_000, average),
    })),
    dependencies: Object.entries(dependencies).map(([dependency, average]) => ({
      dependency,
      ...count(500, average),
      errorShare: 0,
      upShare: 1,
    })),
    everybody: {
      rum: { network: count(12_000, 0.16), server: count(12_000, 0.5), browser: count(12_000, 0.42) },
      reports: { requests: 300 * growth, rows: 300_000 * growth, seconds: 600 * growth },
      integrations: count(5000 * growth, 0.3),
    },
  };
}

export const FROM = Date.parse("2026-11-17T07:00:00Z");
export const TO = Date.parse("2026-11-17T09:00:00Z");

/** A period against four ordinary weeks. */
export const facts = (seen: Week, more: Partial<Facts> = {}): Facts => ({
  from: FROM,
  to: TO,
  page: null,
  seen: week(seen),
  normal: [week(), week(), week(), week()],
  releases: [],
  windows: [],
  course: {},
  ...more,
});
