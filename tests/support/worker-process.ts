import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { openDb } from "#db/client.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { startWorker } from "#app/jobs/start-worker.ts";
import { systemClock } from "#app/platform/clock.ts";
import { outbox } from "#app/platform/messages/outbox.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { testService } from "./service.ts";
import { simpleMaker, slowly } from "./simple-archive.ts";

/** A worker in a process of its own, for tests that kill it. Its exporter takes ten steps of STEP_MS each. */
const { WORKER_DATABASE_URL, SLOT_URLS, FOLDER, STEP_MS } = process.env as Record<string, string>;
const handle = openDb(WORKER_DATABASE_URL!, { name: `worker-${randomUUID().slice(0, 8)}`, max: 4 });
const worker = await startWorker({
  handle,
  databaseUrl: WORKER_DATABASE_URL!,
  clock: systemClock,
  log: pino({ level: "warn" }),
  service: testService(),
  gateways: { mail: outbox, sms: outbox },
  exports: {
    slotUrls: SLOT_URLS!.split(" "),
    documents: diskStorage(`${FOLDER}/documents`),
    archives: diskStorage(`${FOLDER}/archives`),
    stagingFolder: `${FOLDER}/archives/tmp`,
    signingKey: ensureSigningKey(`${FOLDER}/key.pem`),
    maker: simpleMaker(slowly(Number(STEP_MS))),
  },
});
process.stdout.write("started\n");
process.on("SIGTERM", async () => {
  await worker.stop();
  await handle.close();
  process.exit(0);
});
