import { createHmac } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { homeSecret, startEmbedded } from "#db/embedded.ts";
import { POSTGRES_URL_FILE } from "#db/open-owner.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { parseDemoEnv } from "../platform/settings.ts";
import { loadProfile } from "../profile/load-profile.ts";
import { buildIfChanged } from "./build.ts";
import { checkParts } from "./check-parts.ts";
import { checkPort, waitForPort } from "./check-port.ts";
import { childEnvironments, processSecret, withoutSettings } from "./child-env.ts";
import { demoExportDeps } from "./demo-exports.ts";
import { demoGrafanaPort, demoGrafanaProcess, demoGrafanaSettings } from "./demo-grafana.ts";
import { claimHome } from "./home.ts";
import { loadDemoData } from "./load-demo-data.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { subjectKey } from "./subject-key.ts";
import { supervise } from "./supervisor.ts";
import { giveUp, untilStopped } from "./until-stopped.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const given = (name: string, fallback: string) => process.env[name] || fallback;

/** The demo's settings: what is not given is made up, with the parts that stand in for the outside world. */
function demoSettings(home: string, secret: string): Record<string, string> {
  const port = given("PORT", "3000");
  const brokerPort = given("BROKER_PORT", String(Number(port) < 65_535 ? Number(port) + 1 : 3001));
  const grafanaPort = given("DEMO_GRAFANA_PORT", demoGrafanaPort(brokerPort, port));
  const folder = (name: string) => pathToFileURL(path.join(home, name)).href;
  return {
    HUOLTO_MODE: "demo",
    PORT: port,
    HOST: given("HOST", "127.0.0.1"),
    HUOLTO_HOME: home,
    SECRET: secret,
    PUBLIC_ORIGIN: given("PUBLIC_ORIGIN", `http://localhost:${port}`),
    PORTAL_ORIGIN: given("PORTAL_ORIGIN", `http://portal.localhost:${port}`),
    WEB_PROCESSES: given("WEB_PROCESSES", "2"),
    EXPORT_SLOTS: given("EXPORT_SLOTS", "2"),
    DOCUMENT_STORE: given("DOCUMENT_STORE", folder("documents")),
    ARCHIVE_STORE: given("ARCHIVE_STORE", folder("archives")),
    SIGNING_KEY_FILE: given("SIGNING_KEY_FILE", path.join(home, "signing-key.pem")),
    OIDC_ISSUER: given("OIDC_ISSUER", `http://localhost:${brokerPort}`),
    OIDC_CLIENT_ID: given("OIDC_CLIENT_ID", "huolto-demo"),
    OIDC_CLIENT_SECRET: given(
      "OIDC_CLIENT_SECRET",
      createHmac("sha256", secret).update("demo broker").digest("base64url"),
    ),
    BROKER_PORT: brokerPort,
    MAIL_URL: given("MAIL_URL", "outbox:"),
    MAIL_FROM: given("MAIL_FROM", "Huolto <no-reply@huolto.invalid>"),
    SMS_URL: given("SMS_URL", "outbox:"),
    DEMO_GRAFANA_PORT: grafanaPort,
    // A Grafana of one's own is measured as it is, and what it says is no demo.
    ...(process.env.GRAFANA_URL ? { GRAFANA_IS_DEMO: "" } : demoGrafanaSettings(grafanaPort, secret)),
  };
}

async function start() {
  const profile = loadProfile(process.env.SERVICE_PROFILE || undefined);
  const home = path.resolve(given("HUOLTO_HOME", ".huolto"));
  claimHome(home);
  const secret = given("SECRET", homeSecret(home));
  const settings = demoSettings(home, secret);
  const env = parseDemoEnv({ ...process.env, ...settings });
  checkParts(env);
  await checkPort(env.PORT, env.HOST, "PORT");
  await checkPort(env.BROKER_PORT, "127.0.0.1", "BROKER_PORT");
  if (env.GRAFANA_IS_DEMO) await checkPort(env.DEMO_GRAFANA_PORT, "127.0.0.1", "DEMO_GRAFANA_PORT");
  buildIfChanged(say);

  const embedded = env.DATABASE_URL ? undefined : await startEmbedded(home);
  const ownerUrl = embedded?.url ?? env.DATABASE_URL!;
  const urlFile = path.join(home, POSTGRES_URL_FILE);
  try {
    await prepareDatabase(ownerUrl, { secret, slots: env.EXPORT_SLOTS });
    // The command-line tools find the running server by this file; it holds the owner's password.
    if (embedded) writeFileSync(urlFile, ownerUrl, { mode: 0o600 });
    mkdirSync(path.join(home, "documents"), { recursive: true });
    mkdirSync(path.join(home, "archives"), { recursive: true });
    ensureSigningKey(env.SIGNING_KEY_FILE);
    await loadDemoData({
      ownerUrl,
      documentStore: env.DOCUMENT_STORE,
      issuer: env.OIDC_ISSUER,
      subjectKey: subjectKey(processSecret(secret, "web")),
      profile: process.env.GRAFANA_URL ? null : profile,
      exports: (documents) => demoExportDeps(env, { ownerUrl, secret, documents }),
      say,
    });

    const children = childEnvironments(ownerUrl, settings, env.EXPORT_SLOTS);
    const supervised = await supervise({
      webProcesses: env.WEB_PROCESSES,
      webEnv: children.web,
      others: [
        { name: "The worker", entry: "app/worker.ts", env: children.worker },
        {
          name: "The demo sign-in",
          entry: "app/demo/broker.ts",
          env: {
            ...withoutSettings(process.env),
            BROKER_PORT: settings.BROKER_PORT,
            BROKER_ISSUER: env.OIDC_ISSUER,
            BROKER_CLIENT_ID: env.OIDC_CLIENT_ID,
            BROKER_CLIENT_SECRET: env.OIDC_CLIENT_SECRET,
            BROKER_REDIRECT_URIS: `${env.PUBLIC_ORIGIN}/sign-in/callback`,
          },
        },
        ...(env.GRAFANA_IS_DEMO ? [demoGrafanaProcess(settings)] : []),
      ],
      say,
    });
    // The first thing that a person does is sign in.
    await waitForPort(env.BROKER_PORT, "127.0.0.1");
    if (env.GRAFANA_IS_DEMO) await waitForPort(env.DEMO_GRAFANA_PORT, "127.0.0.1");
    say(`
Huolto is ready:  ${env.PUBLIC_ORIGIN}

Sign in: choose any method, then a demo person and the code that the demo sign-in shows.
An export needs two people: ask as one export officer, approve as the other.
Messages to customers land in the Outbox page. Ctrl-C stops everything.
`);
    const files = { stop: async () => rmSync(urlFile, { force: true }) };
    untilStopped([supervised, files, ...(embedded ? [embedded] : [])], say);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

await start().catch(giveUp);
