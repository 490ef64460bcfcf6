import { openDb } from "#db/client.ts";
import { sealingFrom } from "#exporters/archive/seals/sealing-from.ts";
import { loadSigningKey } from "#exporters/archive/signing-key.ts";
import { rememberArchiveKey } from "./domain/exports/keys/remember-archive-key.server.ts";
import { ensureCatalogue } from "./domain/health/ensure-catalogue.server.ts";
import { exportDeps } from "./jobs/export/export-deps.ts";
import { startWorker } from "./jobs/start-worker.ts";
import { openService } from "./open-service.server.ts";
import { systemClock } from "./platform/clock.ts";
import { createLogger, endOnDefect } from "./platform/log.server.ts";
import { openGateways } from "./platform/messages/open-gateways.server.ts";
import { parseChildEnv } from "./platform/settings.ts";
import { openStorage } from "./platform/storage/open-storage.server.ts";

/** The job worker: the archives, the messages, and tidying up. Several may run; each run and message is one worker's. */
const env = parseChildEnv(process.env);
const log = createLogger("worker", env.LOG_LEVEL);
endOnDefect(log);
const handle = openDb(env.WORKER_DATABASE_URL, { name: "huolto-worker" });
const signingKey = loadSigningKey(env.SIGNING_KEY_FILE);
await rememberArchiveKey(handle.db, signingKey);
const watched = openService(env, handle.db, log);
await ensureCatalogue(handle.db, watched.service.profile);
const worker = await startWorker({
  handle,
  databaseUrl: env.WORKER_DATABASE_URL,
  clock: systemClock,
  log,
  gateways: openGateways(env),
  service: watched.service,
  exports: exportDeps(env, {
    slotUrls: env.EXPORT_SLOT_URLS,
    documents: openStorage(env.DOCUMENT_STORE),
    signingKey,
    sealing: sealingFrom(env),
  }),
});
log.info({ slots: env.EXPORT_SLOT_URLS.length }, "worker started");

const STOP_TIMEOUT_MS = 28_000;
let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // A handler that hangs must not hold the machine's shutdown up: what it left half-way is found by the next worker.
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  await worker.stop();
  await watched.stop();
  await handle.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
// The supervisor is gone without a word: whoever starts it again starts a worker too.
process.on("disconnect", stop);
// Ctrl-C reaches the whole group; the supervisor decides.
process.on("SIGINT", () => {});
