import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { ServiceCtx } from "./domain/context.ts";
import { createMeasurements } from "./domain/measurements/create-measurements.server.ts";
import { systemClock } from "./platform/clock.ts";
import { openGrafana } from "./platform/grafana/open-grafana.server.ts";
import { unconfiguredGrafana } from "./platform/grafana/unconfigured.ts";
import type { Env } from "./platform/settings.ts";
import { loadProfile, ProfileError } from "./profile/load-profile.ts";

type Settings = Pick<
  Env,
  | "GRAFANA_URL"
  | "PUBLIC_ORIGIN"
  | "PORTAL_ORIGIN"
  | "GRAFANA_TOKEN"
  | "GRAFANA_WRITER_TOKEN"
  | "GRAFANA_DATASOURCE_UID"
  | "SERVICE_PROFILE"
  | "HUOLTO_MODE"
  | "WEBHOOK_PRIVATE_NETWORKS"
>;

/**
 * What a process knows of the service that it watches: the profile, its Grafana, and the measurements through it.
 * @returns `stop`, which ends what is read in the background; the database is needed until then
 */
export function openService(
  env: Settings,
  db: Db,
  log: Logger,
): {
  service: Pick<ServiceCtx, "profile" | "grafana" | "measurements" | "origins" | "webhookReach">;
  stop: () => Promise<void>;
} {
  const profile = loadProfile(env.SERVICE_PROFILE || undefined);
  if (env.HUOLTO_MODE === "demo") profile.ipRestrictions.documentationNetworks = true;
  else if (profile.ipRestrictions.documentationNetworks)
    throw new ProfileError(
      "The service profile lets customers come from the networks of examples (ipRestrictions.documentationNetworks), which is for the demo. Leave it out.",
    );
  const grafana = env.GRAFANA_URL
    ? openGrafana({
        baseUrl: env.GRAFANA_URL,
        readerToken: env.GRAFANA_TOKEN,
        writerToken: env.GRAFANA_WRITER_TOKEN,
        dataSourceUid: env.GRAFANA_DATASOURCE_UID,
        log,
      })
    : unconfiguredGrafana;
  const measurements = createMeasurements({ grafana, profile, db, clock: systemClock, log });
  const origins = { console: env.PUBLIC_ORIGIN, portal: env.PORTAL_ORIGIN };
  const webhookReach = { networks: env.WEBHOOK_PRIVATE_NETWORKS, loopback: env.HUOLTO_MODE === "demo" };
  return { service: { profile, grafana, measurements, origins, webhookReach }, stop: measurements.stop };
}
