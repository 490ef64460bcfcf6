import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { enqueue, openQueue } from "#app/platform/queue.server.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const errors: unknown[] = [];
const queue = await openQueue(database.workerUrl, { onError: (error) => errors.push(error) });
afterAll(() => queue.stop({ graceful: false }));

test("a job sent in a transaction exists only when the transaction does", async () => {
  const kept = randomUUID();
  const undone = randomUUID();
  await database.db.transaction((tx) => enqueue(tx, "export-run", { runId: kept }));
  await expect(
    database.db.transaction(async (tx) => {
      await enqueue(tx, "export-run", { runId: undone });
      throw new Error("undo");
    }),
  ).rejects.toThrow("undo");
  const jobs = await database.db.execute(sql`select data->>'runId' as run from pgboss.job where name = 'export-run'`);
  expect(jobs.map((row) => row.run)).toEqual([kept]);
});

test("the worker is woken at once, with its own role and no right to change the queue's schema", async () => {
  const messageId = randomUUID();
  const got = new Promise((resolve) => {
    void queue.work("send-message", { pollingIntervalSeconds: 60 }, async ([job]) => resolve(job!.data));
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const sentAt = Date.now();
  await database.db.transaction((tx) => enqueue(tx, "send-message", { messageId }));
  expect(await got).toEqual({ messageId });
  expect(Date.now() - sentAt).toBeLessThan(5_000);
  await queue.supervise();
  expect(errors).toEqual([]);
});

test("a payload that is not the queue's own is refused", async () => {
  await expect(database.db.transaction((tx) => enqueue(tx, "export-run", { runId: "7" }))).rejects.toThrow(/uuid/i);
});
