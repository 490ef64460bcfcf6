import path from "node:path";
import { sealingFrom } from "#exporters/archive/seals/sealing-from.ts";
import { loadSigningKey } from "#exporters/archive/signing-key.ts";
import { parseProductionEnv } from "../platform/settings.ts";
import { loadProfile } from "../profile/load-profile.ts";
import { buildIfChanged } from "./build.ts";
import { checkParts } from "./check-parts.ts";
import { checkPort } from "./check-port.ts";
import { childEnvironments } from "./child-env.ts";
import { claimHome } from "./home.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { supervise } from "./supervisor.ts";
import { giveUp, untilStopped } from "./until-stopped.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Production: nothing is made up, and no demo part can be on. */
async function serve() {
  const env = parseProductionEnv(process.env);
  loadProfile(env.SERVICE_PROFILE || undefined);
  loadSigningKey(env.SIGNING_KEY_FILE);
  sealingFrom(env);
  checkParts(env);
  claimHome(path.resolve(env.HUOLTO_HOME));
  await checkPort(env.PORT, env.HOST, "PORT");
  buildIfChanged(say);
  await prepareDatabase(env.DATABASE_URL, { secret: env.SECRET, slots: env.EXPORT_SLOTS });
  const settings = Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => name !== "DATABASE_URL")
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)]),
  );
  const children = childEnvironments(env.DATABASE_URL, settings, env.EXPORT_SLOTS);
  const supervised = await supervise({
    webProcesses: env.WEB_PROCESSES,
    webEnv: children.web,
    others: [{ name: "The worker", entry: "app/worker.ts", env: children.worker }],
    say,
  });
  say(`Huolto is ready behind ${env.PUBLIC_ORIGIN} on ${env.HOST}:${env.PORT}.`);
  untilStopped([supervised], say);
}

await serve().catch(giveUp);
