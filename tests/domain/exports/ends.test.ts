import { createHash, randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { extendRetrieval } from "#app/domain/exports/extend-retrieval.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { lapseArchives } from "#app/domain/exports/lapse-archives.server.ts";
import { listExports } from "#app/domain/exports/list-exports.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { readExport } from "#app/domain/exports/read-export.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { recordDates } from "#app/domain/exports/record-dates.server.ts";
import { reissueLink } from "#app/domain/exports/reissue-link.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { sweep } from "#app/jobs/export/sweep.ts";
import { exportStore } from "#tests/support/export-store.ts";
import { auditOf, readRequest, readyRequest } from "#tests/support/leaving-customer.ts";

// What lies in the store has an end, whatever became of the request.

const { database, clock, aino, otto, owner, folder, archives, stagingFolder, service, job, seen, trail } =
  await exportStore();
const DAY = 86_400;
const portalOrigin = "https://portal.example";

/** An archive of two parts that is ready since the day of the clock, with its files in the store. */
async function ready() {
  const made = await readyRequest(database, aino, service(otto), 100, 50);
  await database.sql`update console.export_run set finished_at = ${clock.now().toISOString()} where id = ${made.runId}`;
  const keys = [`${made.runId}-1.zip`, `${made.runId}-1-part-2.zip`];
  for (const key of keys) {
    await writeFile(path.join(folder, "file"), "an archive");
    await archives.publish(path.join(folder, "file"), key);
  }
  return { ...made, keys };
}

async function handedOver() {
  const made = await ready();
  await handOverExport(aino, { ...(await seen(made.id)), portalOrigin });
  return made;
}

const inStore = async (keys: string[]) =>
  (await Promise.all(keys.map((key) => archives.stat(key)))).filter((found) => found !== null).length;

const openLinks = async (id: string) => {
  const rows = await database.sql`select link.expires_at from console.export_link link
    join console.export_run run on run.id = link.run_id
    where run.request_id = ${id} and link.revoked_at is null and link.expires_at > ${clock.now().toISOString()}`;
  return rows.map((row) => new Date(row.expires_at as string).toISOString());
};

async function erasureApproved(id: string) {
  await proposeErasure(aino, { ...(await seen(id)), reason: "The time is over" });
  await approveErasure(service(otto), { ...(await seen(id)), formToken: "form", confirmed: true });
}

test("an archive cancelled before its hand-over is removed by the worker, on record, and no other is", async () => {
  const cancelled = await ready();
  const waiting = await ready();
  const given = await handedOver();
  const removedAt = async () => (await readExport(aino, { id: cancelled.id })).runs[0]!.removedAt;
  await sweep(job(), { archives, stagingFolder });
  expect(await inStore([...cancelled.keys, ...waiting.keys, ...given.keys])).toBe(6);

  await cancelExport(aino, { ...(await seen(cancelled.id)), reason: "The customer stays" });
  // A store that does not let go: nothing is said to be done.
  await sweep(job(), {
    archives: { ...archives, stat: async () => ({ bytes: 1 }), delete: async () => {} },
    stagingFolder,
  });
  expect(await removedAt()).toBeNull();
  await Promise.all([1, 2].map(() => sweep(job(), { archives, stagingFolder })));
  expect(await inStore(cancelled.keys)).toBe(0);
  expect(await inStore([...waiting.keys, ...given.keys])).toBe(4);
  expect(await removedAt()).toEqual(clock.now());
  expect((await auditOf(database, cancelled.id)).filter(({ action }) => action.endsWith("remove_files"))).toMatchObject(
    [
      {
        actor: "job",
        details: { runId: cancelled.runId, files: [{ bytes: 100, sha512: "ab".repeat(64) }, { bytes: 50 }] },
      },
    ],
  );
  // What was handed over takes two people, whatever its state were said to be.
  await database.sql`update console.export_request set state = 'cancelled' where id = ${given.id}`;
  await sweep(job(), { archives, stagingFolder });
  expect(await inStore(given.keys)).toBe(2);
});

test("an archive that nobody hands over lapses after 90 days: its files go, and it can be made again", async () => {
  const { id, keys } = await ready();
  expect(await readLife(service(aino), { id })).toMatchObject({ handOverBy: "2027-02-21" });
  clock.advance(90 * DAY);
  expect(await lapseArchives(job())).toEqual({ lapsed: 0 });
  clock.advance(DAY);
  await Promise.all([lapseArchives(job()), lapseArchives(job())]);
  expect((await trail(id)).filter((action) => action === "export_request.lapse")).toHaveLength(1);
  expect(await readRequest(database, id)).toMatchObject({ state: "failed" });
  // From the day on which it lapsed, not from when it was made: 22 February and 90 days.
  expect(await readLife(service(aino), { id })).toMatchObject({ runAgainBy: "2027-05-23" });
  await database.sql`update console.export_run set finished_at = now() - interval '91 days' where request_id = ${id}`;
  await sweep(job(), { archives, stagingFolder });
  expect(await inStore(keys)).toBe(0);
  expect((await trail(id)).at(-1)).toBe("export_request.remove_files");
  expect(await rerunExport(aino, await seen(id))).toMatchObject({ request: { state: "approved" } });
});

test("a failed run's left-over files go however long no worker was there", async () => {
  const { id, runId, keys } = await ready();
  await database.sql`update console.export_run set state = 'failed', archive_key = null, finished_at = now() - interval '3 days'
    where id = ${runId}`;
  await database.sql`update console.export_request set state = 'failed' where id = ${id}`;
  await owner`delete from console.export_archive_part where run_id = ${runId}`;
  await sweep(job(), { archives, stagingFolder });
  expect(await inStore(keys)).toBe(0);
});

test("handed over without dates, the law's own are taken, shown as assumed, and end it; corrected, they keep what was told", async () => {
  const { id } = await handedOver();
  const life = await readLife(service(aino), { id });
  expect(life).toMatchObject({ assumed: true, fetchUntil: "2027-03-24", dates: { noticeGivenOn: "2026-11-23" } });
  const listed = (await listExports(service(aino), {})).exports.find((row) => row.id === id);
  expect(listed).toMatchObject({ datesMissing: true, next: { key: "retrieval_ends", on: "2027-03-24" } });
  // Notice on 1 October gives a retrieval until 30 January; the customer was told 24 March.
  await recordDates(service(aino), {
    ...(await seen(id)),
    noticeGivenOn: "2026-10-01",
    transitionBasis: "thirty_days",
  });
  expect(await readLife(service(aino), { id })).toMatchObject({
    assumed: false,
    fetchUntil: "2027-03-24",
    dates: { transitionEndsOn: "2026-12-31", retrievalReason: "As the customer was told" },
  });
});

test("one that was handed over before dates were asked for has 30 days from when they are taken, and can then be erased", async () => {
  const { id, keys } = await handedOver();
  await owner`delete from console.export_clock where request_id = ${id}`;
  clock.advance(200 * DAY);
  await endRetrievals(job());
  // 11 June 2027 and 30 days.
  expect(await readLife(service(aino), { id })).toMatchObject({ assumed: true, fetchUntil: "2027-07-11" });
  expect(await readRequest(database, id)).toMatchObject({ state: "handed_over" });
  clock.advance(31 * DAY);
  await endRetrievals(job());
  expect(await readRequest(database, id)).toMatchObject({ state: "expired" });
  await erasureApproved(id);
  await eraseArchives(job(), { archives, stagingFolder });
  expect(await readRequest(database, id)).toMatchObject({ state: "erased" });
  expect(await inStore(keys)).toBe(0);
});

test("after the last day no link is issued that is over already; kept longer, there is one that works", async () => {
  const { id } = await handedOver();
  clock.advance(122 * DAY); // 25 March; no worker has ended the retrieval yet.
  await expect(reissueLink(aino, { ...(await seen(id)), portalOrigin })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("2027-03-24"),
  });
  expect(await openLinks(id)).toEqual([]);
  await extendRetrieval(aino, {
    ...(await seen(id)),
    retrievalEndsOn: "2027-04-30",
    reason: "A longer holiday",
    portalOrigin,
  });
  // Summer time: the end of 30 April in Helsinki is 21:00 UTC.
  expect(await openLinks(id)).toEqual(["2027-04-30T20:59:59.000Z"]);
});

test("a run is not made again under an approval that the law has overtaken", async () => {
  const { id } = await ready();
  const fail = () =>
    database.sql`with run as (update console.export_run set state = 'failed' where request_id = ${id})
      update console.export_request set state = 'failed' where id = ${id}`;
  await fail();
  // Vouchers of 2024 are kept for six years from the end of the year: until the end of 2030.
  clock.advance(Math.round((Date.parse("2031-01-02T10:00:00Z") - clock.now().getTime()) / 1000));
  await expect(rerunExport(aino, await seen(id))).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("expired since it was approved"),
  });
  expect(await readRequest(database, id)).toMatchObject({ state: "failed" });
  clock.advance(Math.round((Date.parse("2030-12-30T10:00:00Z") - clock.now().getTime()) / 1000));
  expect(await rerunExport(aino, await seen(id))).toMatchObject({ request: { state: "approved" } });
});

test("an approved erasure waits for a download that is going on, and not for one that never said that it ended", async () => {
  const { id, runId, keys } = await handedOver();
  const [link] = await database.sql`select id from console.export_link where run_id = ${runId}`;
  const session = randomUUID();
  await database.sql`insert into console.portal_session (id, token_sha256, link_id)
    values (${session}, ${randomUUID().repeat(2).slice(0, 64)}, ${link!.id})`;
  clock.advance(122 * DAY);
  const begun = clock.now().toISOString();
  await database.sql`insert into console.export_download (run_id, link_id, portal_session_id, started_at, range_start, range_end)
    values (${runId}, ${link!.id}, ${session}, ${begun}, 0, 99)`;
  await endRetrievals(job());
  await erasureApproved(id);
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 0 });
  expect(await inStore(keys)).toBe(2);
  clock.advance(DAY + 1);
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 1 });
});

test("of two workers that erase at once, the certificate in the store is the one that is recorded", async () => {
  const { id } = await handedOver();
  clock.advance(122 * DAY);
  await endRetrievals(job());
  await erasureApproved(id);
  // Each worker has its own time at which the last file went, so their certificates differ.
  const slow = {
    ...archives,
    publish: async (file: string, key: string) => {
      await archives.publish(file, key);
      await new Promise((done) => setTimeout(done, 50));
    },
    delete: async (key: string) => {
      clock.advance(60);
      await archives.delete(key);
    },
  };
  const deps = { archives: slow, stagingFolder };
  const done = await Promise.all([eraseArchives(job(), deps), eraseArchives(job(), deps)]);
  expect(done.map(({ erased }) => erased).sort()).toEqual([0, 1]);
  const { erasure } = await readLife(service(aino), { id });
  const pdf = await buffer(await archives.read(erasure!.certificateKey!));
  expect(createHash("sha256").update(pdf).digest("hex")).toBe(erasure!.certificateSha256);
});
