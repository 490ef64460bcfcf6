import { UID } from "./base-url.ts";

/**
 * Every path that is asked, relative to Grafana's address. These are the /api paths of Grafana 12 and 13, deprecated in 13
 * and fully working; what replaces them (/apis) is alpha or covers dashboards only. When one moves, it moves here.
 */
export const endpoints = {
  health: () => "api/health",
  dataSource: (uid: string) => `api/datasources/uid/${segment(uid)}`,
  dataSourceHealth: (uid: string) => `api/datasources/uid/${segment(uid)}/health`,
  query: () => "api/ds/query",
  alertRules: (query: Query) => `api/prometheus/grafana/api/v1/rules${search(query)}`,
  alerts: () => "api/prometheus/grafana/api/v1/alerts",
  firingAlerts: (query: Query) => `api/alertmanager/grafana/api/v2/alerts${search(query)}`,
  silences: () => "api/alertmanager/grafana/api/v2/silences",
  silence: (id: string) => `api/alertmanager/grafana/api/v2/silence/${segment(id)}`,
  annotations: (query: Query = []) => `api/annotations${search(query)}`,
  annotation: (id: number) => `api/annotations/${segment(String(id))}`,
  dashboards: (query: Query) => `api/search${search(query)}`,
};

type Query = readonly (readonly [name: string, value: string])[];
const search = (query: Query) =>
  query.length === 0 ? "" : `?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`;

/** Ids are Grafana's own, yet a dot segment would climb out of the path, and encoding leaves dots as they are. */
function segment(text: string): string {
  if (!UID.test(text)) throw new Error("an id for Grafana may hold letters, digits, - and _ only");
  return encodeURIComponent(text);
}
