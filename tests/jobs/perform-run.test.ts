import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readProgress } from "#app/domain/exports/run/read-progress.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import type { ArchiveMaker } from "#app/jobs/export/archive-maker.ts";
import { type ExportDeps, performRun } from "#app/jobs/export/perform-run.ts";
import { takeSlot } from "#app/jobs/export/slots.ts";
import { requireSpace } from "#app/jobs/export/staging.ts";
import { sweep } from "#app/jobs/export/sweep.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import { ArchiveError } from "#exporters/errors.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf } from "#tests/support/contexts.ts";
import { approvedRequest, auditOf, makeCompany, officer, readRequest } from "#tests/support/leaving-customer.ts";
import { simpleMaker, slowly } from "#tests/support/simple-archive.ts";

const database = await testDatabase();
const worker = openDb(database.workerUrl, { max: 5 });
const folder = await mkdtemp(path.join(tmpdir(), "huolto-run-"));
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});
const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");
const ctx = ctxOf(worker.db, { kind: "job", id: "export-run" });
const archives = diskStorage(path.join(folder, "archives"));
const stagingFolder = path.join(folder, "archives", "tmp");
const deps = (maker: ArchiveMaker = simpleMaker()): ExportDeps => ({
  slotUrls: database.slotUrls,
  documents: diskStorage(path.join(folder, "documents")),
  archives,
  stagingFolder,
  signingKey: ensureSigningKey(path.join(folder, "key.pem")),
  maker,
});
const signal = new AbortController().signal;

const runOf = async (runId: string) =>
  (
    await database.sql`select state, attempt, archive_key, error_code, rows_done from console.export_run where id = ${runId}`
  )[0]!;
const filesIn = async (name: string) => {
  const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
};
const expireLease = async (runId: string) =>
  void (await database.sql`update console.export_run set lease_expires_at = now() - interval '1 second' where id = ${runId}`);

test("a run reads the one company, publishes the archive, and leaves no part file and no lease", async () => {
  const other = await makeCompany(database);
  const company = await makeCompany(database);
  const { id, runId } = await approvedRequest(database, asker, approver, company);
  await performRun(ctx, deps(), { runId, signal });
  const run = await runOf(runId);
  expect(run).toMatchObject({ state: "ready", attempt: 1, archive_key: `${runId}-1.zip` });
  expect((await readRequest(database, id)).state).toBe("ready");
  const stream = await archives.read(run.archive_key);
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text).toContain(company.name);
  expect(text).not.toContain(other.name);
  expect(await filesIn("archives/tmp")).toEqual([]);
  expect(await worker.sql`select from ledger.export_lease`).toHaveLength(0);
  expect((await auditOf(database, id)).slice(-2)).toMatchObject([
    { action: "export_run.start", actor: "job" },
    { action: "export_run.ready", actor: "job", details: { bytes: text.length } },
  ]);
  // The queue may ring twice: nothing happens then.
  await performRun(ctx, deps(), { runId, signal });
  expect(await runOf(runId)).toMatchObject({ attempt: 1, state: "ready" });
});

test("a zombie cannot publish: the attempt that took over has the one archive", async () => {
  const { id, runId } = await approvedRequest(database, asker, approver);
  let frozen!: () => void;
  let thaw!: () => void;
  const isFrozen = new Promise<void>((resolve) => {
    frozen = resolve;
  });
  const thawed = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  const zombie = performRun(
    ctx,
    deps(
      simpleMaker(async (line) => {
        if (line !== 5) return;
        frozen();
        await thawed;
      }),
    ),
    { runId, signal },
  );
  await isFrozen;
  // A second worker on the same run while the lease is good has nothing to do.
  await performRun(ctx, deps(), { runId, signal });
  expect(await runOf(runId)).toMatchObject({ state: "running", attempt: 1 });
  await expireLease(runId);
  const slots: number[] = [];
  const counting = simpleMaker(async () => {
    slots.push((await worker.sql`select from ledger.export_lease where run_id = ${runId}`).length);
  });
  await performRun(ctx, deps(counting), { runId, signal });
  // The zombie's slot is not kept for it by those who renew the run.
  expect(slots).toEqual(Array(10).fill(1));
  expect(await runOf(runId)).toMatchObject({ state: "ready", attempt: 2, archive_key: `${runId}-2.zip` });
  thaw();
  await zombie;
  expect(await runOf(runId)).toMatchObject({ state: "ready", attempt: 2, archive_key: `${runId}-2.zip` });
  expect((await filesIn("archives")).filter((name) => name.includes(runId))).toEqual([`${runId}-2.zip`]);
  expect((await auditOf(database, id)).filter((row) => row.action === "export_run.ready")).toHaveLength(1);
});

const failing = (error: unknown): ArchiveMaker => ({
  ...simpleMaker(),
  create: async (options) => {
    options.openPart(1).destroy();
    throw error;
  },
});

test("what trying again cannot mend fails the request at once, in words; it can be run again under its approval", async () => {
  const { id, runId } = await approvedRequest(database, asker, approver);
  const missing = new ArchiveError(
    "document_missing",
    "The document 12 of voucher A 1 is not in the store. Restore it.",
  );
  await performRun(ctx, deps(failing(missing)), { runId, signal });
  expect(await runOf(runId)).toMatchObject({ state: "failed", error_code: "document_missing" });
  const failed = await readRequest(database, id);
  expect(failed.state).toBe("failed");
  expect((await readProgress(asker, { id })).error).toEqual({ code: "document_missing", message: missing.message });
  const again = await rerunExport(asker, { id, version: failed.version });
  await performRun(ctx, deps(), { runId: again.runId, signal });
  expect(await readRequest(database, id)).toMatchObject({ state: "ready", approvedBy: approver.actor.id });
});

test("other faults go back to the queue, and the sixth is the last", async () => {
  const { id, runId } = await approvedRequest(database, asker, approver);
  const broken = deps(failing(new ArchiveError("database_failed", "The connection was lost.")));
  for (let attempt = 1; attempt <= 5; attempt++) {
    await expect(performRun(ctx, broken, { runId, signal })).rejects.toThrow("The connection was lost");
    expect(await runOf(runId)).toMatchObject({ state: "queued", attempt });
    expect((await readRequest(database, id)).state).toBe("running");
  }
  await performRun(ctx, broken, { runId, signal });
  expect(await runOf(runId)).toMatchObject({ state: "failed", attempt: 6, error_code: "database_failed" });
  expect((await readRequest(database, id)).state).toBe("failed");
  expect(await filesIn("archives/tmp")).toEqual([]);
});

test("an archive that does not pass its check is not published", async () => {
  const { runId } = await approvedRequest(database, asker, approver);
  const maker = { ...simpleMaker(), verify: async () => ["journal.csv has 169 rows instead of 170."] };
  await expect(performRun(ctx, deps(maker), { runId, signal })).rejects.toThrow("169 rows");
  expect(await runOf(runId)).toMatchObject({ state: "queued", error_code: "verification_failed", archive_key: null });
  expect((await filesIn("archives")).filter((name) => name.includes(runId))).toEqual([]);
});

test("a worker that is asked to stop gives the run back", async () => {
  const { runId } = await approvedRequest(database, asker, approver);
  const stop = new AbortController();
  const run = performRun(ctx, deps(simpleMaker(slowly(50))), { runId, signal: stop.signal });
  setTimeout(() => stop.abort(), 150);
  await expect(run).rejects.toThrow();
  expect(await runOf(runId)).toMatchObject({ state: "queued", error_code: "stopped" });
  expect(await filesIn("archives/tmp")).toEqual([]);
});

test("progress is there to read while it runs, and is announced", async () => {
  const { id, runId } = await approvedRequest(database, asker, approver);
  const heard: string[] = [];
  const listener = await database.sql.listen("export_progress", (payload) => void heard.push(payload));
  const run = performRun(ctx, deps(simpleMaker(slowly(150))), { runId, signal });
  const seen = new Set<number | null>();
  while ((await readProgress(asker, { id })).runState !== "ready") {
    seen.add((await readProgress(asker, { id })).percent);
    await slowly(100)();
  }
  await run;
  await listener.unlisten();
  // Written at most each half second: in one and a half seconds two or three steps of ten rows are seen.
  const steps = [...seen].filter((percent) => percent !== null && percent > 0);
  expect(steps.length).toBeGreaterThanOrEqual(2);
  expect(steps.length).toBeLessThanOrEqual(4);
  expect(heard.filter((payload) => payload === runId).length).toBeGreaterThanOrEqual(3);
  expect(await readProgress(asker, { id })).toMatchObject({ percent: 100, secondsLeft: 0 });
});

test("with all slots taken a run waits for its turn, and a slot whose lease is over is taken over", async () => {
  const [first, second] = database.slotUrls;
  const companyId = (await makeCompany(database)).id;
  const options = { companyId, part: "books" as const, runId: crypto.randomUUID(), signal };
  const a = await takeSlot(worker.db, [first!, second!], options);
  const b = await takeSlot(worker.db, [first!, second!], { ...options, runId: crypto.randomUUID() });
  expect(new Set([a.role, b.role]).size).toBe(2);
  await expect(
    takeSlot(worker.db, database.slotUrls, { ...options, signal: AbortSignal.timeout(300) }),
  ).rejects.toThrow();
  const waiting = takeSlot(worker.db, database.slotUrls, { ...options, runId: crypto.randomUUID() });
  await worker.sql`update ledger.export_lease set expires_at = now() - interval '1 second' where role_name = ${b.role}`;
  const c = await waiting;
  expect(c.role).toBe(b.role);
  // The one that lost it must not free what is now another's.
  await b.release();
  expect(await worker.sql`select role_name from ledger.export_lease order by 1`).toHaveLength(2);
  await a.release();
  await c.release();
});

test("a disk that is too full is found out before anything is written", async () => {
  await expect(requireSpace(folder, 1e18)).rejects.toMatchObject({ code: "ENOSPC" });
  await requireSpace(folder, 1);
});

test("the sweep removes what nobody works on, and nothing else", async () => {
  const { runId } = await approvedRequest(database, asker, approver);
  let parts: string[] = [];
  const maker = simpleMaker(async (line) => {
    if (line !== 5) return;
    await writeFile(path.join(stagingFolder, `${crypto.randomUUID()}.3.part`), "left by a killed worker");
    await writeFile(path.join(stagingFolder, "notes.txt"), "not ours to remove");
    await sweep(ctx, deps());
    parts = await filesIn("archives/tmp");
  });
  await performRun(ctx, deps(maker), { runId, signal });
  expect(parts.sort()).toEqual([`${runId}.1.1.part`, "notes.txt"].sort());
  expect(await readFile(path.join(stagingFolder, "notes.txt"), "utf8")).toBe("not ours to remove");
});
