import type { Alert, FiringAlert, Grafana, GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";

export const unreachable: GrafanaProblem = { kind: "unreachable", message: "Grafana cannot be reached." };

/** A Grafana that knows these alerts and nothing else; with a problem, one that does not answer about them. */
export function grafanaWithAlerts(alerts: Partial<Alert>[] | GrafanaProblem, firing: FiringAlert[] = []): Grafana {
  const alert = (given: Partial<Alert>): Alert => ({
    labels: {},
    annotations: {},
    state: "firing",
    activeAt: null,
    ...given,
  });
  return {
    ...unconfiguredGrafana,
    alerts: async () =>
      Array.isArray(alerts) ? { ok: true, value: alerts.map(alert) } : { ok: false, problem: alerts },
    firingAlerts: async () => (Array.isArray(alerts) ? { ok: true, value: firing } : { ok: false, problem: alerts }),
  };
}
