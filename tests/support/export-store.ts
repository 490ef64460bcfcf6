import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeEach } from "vitest";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "./contexts.ts";
import { auditOf, officer, readRequest } from "./leaving-customer.ts";

/**
 * Two export officers and the worker around an archive store on disk. Call it once at the top of a test file: each test begins at
 * `START` again.
 */
export async function exportStore() {
  const database = await testDatabase();
  const START = new Date("2026-11-23T10:00:00Z");
  const clock = testClock(START);
  const aino = await officer(database, "Aino Asker", clock);
  const otto = await officer(database, "Otto Other", clock);
  // As the worker's own role: what it may not write, it does not.
  const worker = openDb(database.workerUrl, { max: 5 });
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  afterAll(async () => {
    await worker.close();
    await owner.end();
  });
  beforeEach(() => clock.advance((START.getTime() - clock.now().getTime()) / 1000));
  const folder = await mkdtemp(path.join(os.tmpdir(), "export-store-"));
  return {
    database,
    START,
    clock,
    aino,
    otto,
    worker,
    owner,
    folder,
    archives: diskStorage(path.join(folder, "store")),
    stagingFolder: path.join(folder, "staging"),
    service: (by: typeof aino) => serviceCtxOf(database.db, { ...by.actor, authTime: clock.now() }, { clock }),
    job: () => serviceCtxOf(worker.db, { kind: "job", id: "test" }, { clock }),
    seen: async (id: string) => ({ id, version: (await readRequest(database, id)).version }),
    trail: async (id: string) => (await auditOf(database, id)).map(({ action }) => action),
  };
}
