import { createHmac } from "node:crypto";
import type { Environment } from "../platform/settings.ts";
import { withoutSettings } from "./child-env.ts";

/** The port after the sign-in's, unless that is the pages'. */
export function demoGrafanaPort(brokerPort: string, port: string): string {
  const next = Number(brokerPort) + 1;
  const free = String(next) === port ? next + 1 : next;
  return free <= 65_535 ? String(free) : "3002";
}

/** Settings by which the console reads the demo's Grafana, with tokens that follow from the installation's secret. */
export function demoGrafanaSettings(port: string, secret: string): Record<string, string> {
  // A port that is none is told by its own name, not as an address that nobody gave.
  const known = URL.canParse(`http://127.0.0.1:${port}`) ? port : "3002";
  const token = (kind: string) => createHmac("sha256", secret).update(`demo Grafana ${kind}`).digest("base64url");
  return {
    GRAFANA_URL: `http://127.0.0.1:${known}`,
    GRAFANA_TOKEN: token("reader"),
    GRAFANA_WRITER_TOKEN: token("writer"),
    GRAFANA_DATASOURCE_UID: "prometheus",
    GRAFANA_IS_DEMO: "1",
  };
}

/** The process that stands in for Grafana, for the supervisor. */
export const demoGrafanaProcess = (settings: Environment) => ({
  name: "The demo Grafana",
  entry: "app/demo/grafana/server.ts",
  // The worker asks it until it has stopped itself.
  stopsLast: true,
  env: {
    ...withoutSettings(process.env),
    SERVICE_PROFILE: process.env.SERVICE_PROFILE,
    DEMO_GRAFANA_PORT: settings.DEMO_GRAFANA_PORT,
    GRAFANA_TOKEN: settings.GRAFANA_TOKEN,
    GRAFANA_WRITER_TOKEN: settings.GRAFANA_WRITER_TOKEN,
  },
});
