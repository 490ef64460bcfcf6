import type { Grafana, GrafanaProblem } from "./grafana.ts";

const problem: GrafanaProblem = {
  kind: "not_configured",
  message:
    "No Grafana is set up. Set GRAFANA_URL and GRAFANA_TOKEN (the README's table explains both) and start again.",
};
const none = async () => ({ ok: false, problem }) as const;

/** Stands where Grafana would be in an installation that has none: every question is answered with what to set. */
export const unconfiguredGrafana: Grafana = {
  baseUrl: null,
  health: none,
  dataSource: none,
  dataSourceHealth: none,
  query: async ({ queries }) => new Map(queries.map(({ refId }) => [refId, { ok: false, problem }])),
  alertRules: none,
  alerts: none,
  firingAlerts: none,
  silences: none,
  putSilence: none,
  expireSilence: none,
  annotations: none,
  createAnnotation: none,
  changeAnnotation: none,
  deleteAnnotation: none,
  dashboards: none,
  breakers: () => [],
};
