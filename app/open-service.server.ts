import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { ServiceCtx } from "./domain/context.ts";
import { unconfiguredGrafana } from "./platform/grafana/unconfigured.ts";
import type { Env } from "./platform/settings.ts";
import { loadProfile } from "./profile/load-profile.ts";

/**
 * What a process knows of the service that it watches: the profile, its Grafana, and the measurements through it.
 * @returns `stop`, which ends what is read in the background; the database is needed until then
 */
export function openService(
  env: Env,
  _db: Db,
  _log: Logger,
): { service: Pick<ServiceCtx, "profile" | "grafana" | "measurements">; stop: () => Promise<void> } {
  const profile = loadProfile(env.SERVICE_PROFILE || undefined);
  return {
    service: { profile, grafana: unconfiguredGrafana, measurements: { read: async () => [] } },
    stop: async () => {},
  };
}
