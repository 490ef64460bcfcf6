import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { ServiceCtx } from "./domain/context.ts";
import { unconfiguredGrafana } from "./platform/grafana/unconfigured.ts";
import type { Env } from "./platform/settings.ts";
import { loadProfile } from "./profile/load-profile.ts";

/** What a process knows of the service that it watches: the profile, its Grafana, and the measurements through it. */
export function openService(
  _env: Env,
  _db: Db,
  _log: Logger,
): Pick<ServiceCtx, "profile" | "grafana" | "measurements"> {
  return { profile: loadProfile(), grafana: unconfiguredGrafana, measurements: { read: async () => [] } };
}
