import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { readProgress } from "#app/domain/exports/run/read-progress.server.ts";
import { resumeStrandedRuns } from "#app/domain/exports/run/resume-stranded-runs.server.ts";
import { workerSeenAt } from "#app/platform/queue.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approvedRequest, auditOf, jobCtx, officer, readRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), "huolto-worker-"));
const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");
const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => rm(folder, { recursive: true }));

async function startProcess(stepMs: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.resolve("tests/support/worker-process.ts")], {
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      WORKER_DATABASE_URL: database.workerUrl,
      SLOT_URLS: database.slotUrls.join(" "),
      FOLDER: folder,
      STEP_MS: String(stepMs),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  await once(child.stdout!, "data");
  return child;
}

async function until(what: () => Promise<boolean>, ms = 20_000) {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error("It did not happen in time.");
    await wait(50);
  }
}
const runOf = async (runId: string) =>
  (await database.sql`select state, attempt, rows_done, error_code from console.export_run where id = ${runId}`)[0]!;
const files = async () =>
  (await readdir(path.join(folder, "archives"), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test("a run that waits while no worker lives says so", async () => {
  const { id, runId } = await approvedRequest(database, asker, approver);
  expect(await readProgress(asker, { id })).toMatchObject({ runState: "queued", workerAlive: false });
  await database.sql`update console.export_run set state = 'failed' where id = ${runId}`;
});

test("a worker killed in the middle of a run: the next one makes the archive, once, and nothing is left over", async () => {
  const first = await startProcess(300);
  const { id, runId } = await approvedRequest(database, asker, approver);
  await until(async () => Number((await runOf(runId)).rows_done) >= 2);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(await files()).toEqual([`${runId}.1.1.part`]);
  // What 45 seconds of waiting would do.
  await database.sql`update console.export_run set lease_expires_at = now() where id = ${runId}`;
  await startProcess(1);
  await until(async () => (await runOf(runId)).state === "ready");
  expect((await readRequest(database, id)).state).toBe("ready");
  expect(await runOf(runId)).toMatchObject({ attempt: 2 });
  await until(async () => (await files()).length === 1);
  expect(await files()).toEqual([`${runId}-2.zip`]);
  expect((await auditOf(database, id)).filter((row) => row.action === "export_run.ready")).toHaveLength(1);
  expect(await workerSeenAt(database.db)).not.toBeNull();
});

test("SIGTERM: the run goes back to the queue and the process ends within half a minute", async () => {
  const child = await startProcess(300);
  const { runId } = await approvedRequest(database, asker, approver);
  await until(async () => Number((await runOf(runId)).rows_done) >= 1);
  const askedAt = Date.now();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(30_000);
  expect(await runOf(runId)).toMatchObject({ state: "queued", error_code: "stopped" });
  expect((await files()).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a run whose job was lost is sent again, once; one begun six times without an end is given up", async () => {
  const lost = await approvedRequest(database, asker, approver);
  await database.sql`delete from pgboss.job where name = 'export-run'`;
  await database.sql`update console.export_run set state = 'ready' where state = 'queued' and id <> ${lost.runId}`;
  const ctx = jobCtx(database);
  expect(await resumeStrandedRuns(ctx)).toEqual({ resumed: 1, givenUp: 0 });
  expect(await resumeStrandedRuns(ctx)).toEqual({ resumed: 0, givenUp: 0 });
  await database.sql`update console.export_request set state = 'running' where id = ${lost.id}`;
  await database.sql`update console.export_run set state = 'running', attempt = 6, lease_token = gen_random_uuid(),
    lease_expires_at = now() - interval '1 second' where id = ${lost.runId}`;
  expect(await resumeStrandedRuns(ctx)).toEqual({ resumed: 0, givenUp: 1 });
  expect(await runOf(lost.runId)).toMatchObject({ state: "failed", error_code: "worker_lost" });
  expect((await readRequest(database, lost.id)).state).toBe("failed");
});
