import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { queueMessage } from "#app/domain/messages/queue-message.server.ts";
import { startWorker } from "#app/jobs/start-worker.ts";
import { systemClock } from "#app/platform/clock.ts";
import { MessageError } from "#app/platform/messages/gateway.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { testService } from "#tests/support/service.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { simpleMaker } from "#tests/support/simple-archive.ts";

const database = await testDatabase();
const handle = openDb(database.workerUrl, { max: 3 });
const folder = await mkdtemp(path.join(tmpdir(), "huolto-output-"));
afterAll(async () => {
  await handle.close();
  await rm(folder, { recursive: true });
});

test("what a job threw is not kept with the job: a mailer's error names the address it could not reach", async () => {
  const refuse = async ({ to }: { to: string }) => {
    throw new MessageError("unavailable", "The mail server took no mail now.", { cause: new Error(`450 ${to} busy`) });
  };
  const worker = await startWorker({
    handle,
    databaseUrl: database.workerUrl,
    clock: systemClock,
    log: pino({ level: "silent" }),
    service: testService(),
    gateways: {
      mail: { keepsBody: false, send: refuse, openRun: () => ({ send: refuse, close: () => {} }) },
      sms: { keepsBody: false, send: refuse },
    },
    exports: {
      slotUrls: database.slotUrls,
      documents: diskStorage(folder),
      archives: diskStorage(folder),
      stagingFolder: path.join(folder, "tmp"),
      signingKey: generateKeyPairSync("ed25519").privateKey,
      maker: simpleMaker(),
    },
  });
  try {
    const id = await database.db.transaction((tx) =>
      queueMessage({ clock: systemClock }, tx, {
        channel: "email",
        recipient: "vuoto.canary@yritys.example",
        subject: "x",
        body: "x",
        purpose: "export_link",
        subjectId: "00000000-0000-4000-8000-000000000000",
      }),
    );
    const output = async () =>
      (
        await database.sql`select state, output from pgboss.job where name = 'send-message' and data->>'messageId' = ${id}`
      )[0]!;
    await expect.poll(async () => (await output()).output, { timeout: 20_000 }).not.toBeNull();
    expect(await output()).toMatchObject({ state: "retry", output: { message: "MessageError" } });
    expect(JSON.stringify((await output()).output)).not.toMatch(/canary|450|server/);
  } finally {
    await worker.stop();
  }
});
