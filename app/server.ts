import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { sql } from "drizzle-orm";
import { collectDefaultMetrics } from "prom-client";
import { openDb } from "#db/client.ts";
import { subjectKey } from "./boot/subject-key.ts";
import { createOidcClient } from "./domain/identity/oidc-client.server.ts";
import { signInMethods } from "./domain/identity/sign-in-methods.ts";
import { paths } from "./paths.ts";
import { systemClock } from "./platform/clock.ts";
import { openService } from "./open-service.server.ts";
import { openClusterMetrics } from "./platform/http/cluster-metrics.server.ts";
import { createLogger, endOnDefect } from "./platform/log.server.ts";
import { parseChildEnv } from "./platform/settings.ts";
import { openStorage } from "./platform/storage/open-storage.server.ts";
import { createWebApp } from "./web-app.ts";

/** One web process. The supervisor starts two or more of them on one port. */
const env = parseChildEnv(process.env);
const log = createLogger("web", env.LOG_LEVEL);
endOnDefect(log);
collectDefaultMetrics();

const handle = openDb(env.APP_DATABASE_URL, { name: "huolto-web" });
const archives = openStorage(env.ARCHIVE_STORE);
const documents = openStorage(env.DOCUMENT_STORE);
const buildFile = path.resolve(import.meta.dirname, "../build/server/index.js");
const build = (await import(pathToFileURL(buildFile).href)) as ServerBuild;

const watched = openService(env, handle.db, log);
const stopping = new AbortController();
const app = createWebApp({
  env,
  handle,
  clock: systemClock,
  log,
  archives,
  service: watched.service,
  build,
  signIn: {
    oidc: createOidcClient({
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      redirectUri: `${env.PUBLIC_ORIGIN}${paths.signInCallback()}`,
      requiredAcr: env.OIDC_REQUIRED_ACR,
      methods: signInMethods(env.OIDC_METHODS),
      allowInsecure: env.HUOLTO_MODE === "demo",
    }),
    subjectKey: subjectKey(env.SECRET),
  },
  checks: [
    { name: "database", run: async () => void (await handle.db.execute(sql`select 1`)) },
    { name: "queue", run: async () => void (await handle.db.execute(sql`select 1 from pgboss.queue limit 1`)) },
    { name: "archive store", run: () => archives.check() },
    { name: "document store", run: () => documents.check() },
  ],
  metrics: openClusterMetrics(),
  stopping: stopping.signal,
});

const server = createServer(app);
// Longer than the usual 60 s of proxies, so that it is the proxy that closes an idle connection.
server.keepAliveTimeout = 65_000;
// A form has at most 100 kB: whoever takes longer to send it holds a connection on purpose. Answers may take hours.
server.headersTimeout = 20_000;
server.requestTimeout = 30_000;
server.listen(env.PORT, env.HOST);

const STOP_TIMEOUT_MS = 25_000;
async function stop() {
  const force = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
  server.close(async () => {
    clearTimeout(force);
    await watched.stop();
    await handle.close();
    process.exit(0);
  });
  server.closeIdleConnections();
  stopping.abort();
}
process.on("SIGTERM", stop);
// Ctrl-C reaches the whole group; the supervisor decides.
process.on("SIGINT", () => {});
