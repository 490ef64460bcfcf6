import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { extendRetrieval } from "#app/domain/exports/extend-retrieval.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { lapseArchives } from "#app/domain/exports/lapse-archives.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { sweep } from "#app/jobs/export/sweep.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { auditOf, officer, readRequest, readyRequest } from "#tests/support/leaving-customer.ts";

// People and the worker at the same moment: a link that works always has its files, and nothing is removed that somebody was given.

const database = await testDatabase();
const START = new Date("2026-11-23T10:00:00Z");
const clock = testClock(START);
const DAY = 86_400;
const TIMES = 4;
const portalOrigin = "https://portal.example";
const aino = await officer(database, "Aino Asker", clock);
const otto = await officer(database, "Otto Other", clock);
const service = (by: typeof aino) => serviceCtxOf(database.db, { ...by.actor, authTime: clock.now() }, { clock });
const worker = openDb(database.workerUrl, { max: 5 });
afterAll(() => worker.close());
const job = () => serviceCtxOf(worker.db, { kind: "job", id: "test" }, { clock });

const folder = await mkdtemp(path.join(os.tmpdir(), "races-"));
const deps = { archives: diskStorage(path.join(folder, "store")), stagingFolder: path.join(folder, "staging") };

beforeEach(() => clock.advance((START.getTime() - clock.now().getTime()) / 1000));

const seen = async (id: string) => ({ id, version: (await readRequest(database, id)).version });

async function ready() {
  const made = await readyRequest(database, aino, service(otto), 100);
  await database.sql`update console.export_run set finished_at = ${clock.now().toISOString()} where id = ${made.runId}`;
  await writeFile(path.join(folder, "file"), "an archive");
  await deps.archives.publish(path.join(folder, "file"), `${made.runId}-1.zip`);
  return made;
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

async function whatIsLeft(id: string, runId: string) {
  const [links] = await database.sql`select count(*)::int as n from console.export_link
    where run_id = ${runId} and revoked_at is null and expires_at > ${clock.now().toISOString()}`;
  return {
    state: (await readRequest(database, id)).state,
    links: links!.n as number,
    stored: (await deps.archives.stat(`${runId}-1.zip`)) !== null,
    done: (await auditOf(database, id))
      .filter(
        ({ action, outcome }) =>
          /\.(hand_over|cancel|lapse|extend_retrieval|erase)$/.test(action) && outcome === "done",
      )
      .map(({ action }) => action.split(".")[1]),
  };
}

test("hand-over and cancellation at once, with a worker that sweeps: one of them happened, and a link has its files", async () => {
  for (let time = 0; time < TIMES; time++) {
    const { id, runId } = await ready();
    const form = await seen(id);
    const tried = await Promise.all([
      outcome(handOverExport(aino, { ...form, portalOrigin })),
      outcome(cancelExport(otto, { ...form, reason: "The customer stays" })),
      sweep(job(), deps),
      sweep(job(), deps),
    ]);
    expect(tried.slice(0, 2).sort()).toEqual(["conflict", "done"]);
    await sweep(job(), deps);
    expect([
      { state: "handed_over", links: 1, stored: true, done: ["hand_over"] },
      { state: "cancelled", links: 0, stored: false, done: ["cancel"] },
    ]).toContainEqual(await whatIsLeft(id, runId));
  }
});

test("hand-over and lapse at once: a link has its files, or there is none", async () => {
  for (let time = 0; time < TIMES; time++) {
    const { id, runId } = await ready();
    clock.advance(91 * DAY);
    const form = await seen(id);
    await Promise.all([
      outcome(handOverExport(aino, { ...form, portalOrigin })),
      lapseArchives(job()),
      lapseArchives(job()),
    ]);
    await database.sql`update console.export_run set finished_at = now() - interval '91 days' where id = ${runId}`;
    await sweep(job(), deps);
    expect([
      { state: "handed_over", links: 1, stored: true, done: ["hand_over"] },
      { state: "failed", links: 0, stored: false, done: ["lapse"] },
    ]).toContainEqual(await whatIsLeft(id, runId));
    clock.advance(-91 * DAY);
  }
});

test("an extension and an approved erasure never both happen", async () => {
  for (let time = 0; time < TIMES; time++) {
    const { id, runId } = await ready();
    await handOverExport(aino, { ...(await seen(id)), portalOrigin });
    clock.advance(122 * DAY);
    await endRetrievals(job());
    const form = await seen(id);
    await Promise.all([
      outcome(proposeErasure(aino, { ...form, reason: "The time is over" })),
      outcome(
        extendRetrieval(otto, { ...form, retrievalEndsOn: "2027-05-31", reason: "A longer holiday", portalOrigin }),
      ),
    ]);
    await outcome(
      seen(id).then((now) => approveErasure(service(otto), { ...now, formToken: "form", confirmed: true })),
    );
    await Promise.all([
      eraseArchives(job(), deps),
      outcome(
        seen(id).then((now) =>
          extendRetrieval(otto, { ...now, retrievalEndsOn: "2027-06-30", reason: "A longer holiday", portalOrigin }),
        ),
      ),
    ]);
    const left = await whatIsLeft(id, runId);
    if (left.state === "erased") expect(left).toMatchObject({ links: 0, stored: false, done: ["hand_over", "erase"] });
    else {
      expect(left).toMatchObject({ state: "handed_over", links: 1, stored: true });
      expect(left.done).not.toContain("erase");
    }
    clock.advance(-122 * DAY);
  }
});
