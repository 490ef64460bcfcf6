import { randomUUID } from "node:crypto";
import { readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { forgetPeople } from "#app/domain/exports/forget-people.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { lapseArchives } from "#app/domain/exports/lapse-archives.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { readCertificate } from "#app/domain/exports/read-certificate.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { repeatExport } from "#app/domain/exports/repeat-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { sweep } from "#app/jobs/export/sweep.ts";
import { exportStore } from "#tests/support/export-store.ts";
import { auditOf, readRequest, readyRequest, requestOf, scopedRequest } from "#tests/support/leaving-customer.ts";

// After the end nothing is left of people, and nothing in the store that no row names.

const { database, clock, aino, otto, worker, owner, folder, archives, stagingFolder, service, job, seen, trail } =
  await exportStore();
const DAY = 86_400;
const portalOrigin = "https://portal.example";
const deps = { archives, stagingFolder };

async function ready() {
  const made = await readyRequest(database, aino, service(otto), 100);
  await database.sql`update console.export_run set finished_at = ${clock.now().toISOString()} where id = ${made.runId}`;
  await writeFile(path.join(folder, "file"), "an archive");
  await archives.publish(path.join(folder, "file"), `${made.runId}-1.zip`);
  return made;
}

const PEOPLE = ["recipient_name", "recipient_email", "recipient_phone", "requester_name"];
async function peopleOf(id: string): Promise<string[]> {
  const [row] = await owner`select ${owner(PEOPLE)} from console.export_request where id = ${id}`;
  return Object.values(row!).filter((value) => value !== "") as string[];
}

test("of people nothing is left 30 days after a request was refused or cancelled, on record once, and it can be asked for again", async () => {
  const refused = await scopedRequest(database, aino);
  await refuseExport(otto, { ...(await seen(refused.id)), reason: "No proof of authority" });
  const early = await scopedRequest(database, aino);
  await cancelExport(aino, { ...(await seen(early.id)), reason: "The customer stays" });
  const late = await ready();
  await cancelExport(aino, { ...(await seen(late.id)), reason: "The customer stays" });
  const open = await scopedRequest(database, aino);
  const ended = [refused.id, early.id, late.id];

  // Ended on 23 November: the names go as 23 December begins in Helsinki, as the page says, and not a minute earlier.
  clock.advance((Date.parse("2026-12-22T21:59:00Z") - clock.now().getTime()) / 1000);
  expect(await forgetPeople(job())).toEqual({ forgotten: 0 });
  clock.advance(60);
  // The archive of the one is still in the store.
  expect(await forgetPeople(job())).toEqual({ forgotten: 2 });
  expect(await peopleOf(late.id)).toHaveLength(4);
  await sweep(job(), deps);
  const done = await Promise.all([forgetPeople(job()), forgetPeople(job())]);
  expect(done.map(({ forgotten }) => forgotten).sort()).toEqual([0, 1]);

  for (const id of ended) {
    expect(await peopleOf(id)).toEqual([]);
    expect((await trail(id)).filter((action) => action === "export_request.forget_people")).toHaveLength(1);
    expect(JSON.stringify((await auditOf(database, id)).at(-1)!.details)).not.toMatch(/@|Maija/);
  }
  expect(await peopleOf(open.id)).toHaveLength(4);
  expect(await readRequest(database, late.id)).toMatchObject({
    state: "cancelled",
    endReason: "Removed on 2026-12-23",
    endedBy: aino.actor.id,
  });
  expect((await readRequest(database, open.id)).peopleRemovedAt).toBeNull();
  await expect(repeatExport(aino, await seen(late.id))).rejects.toMatchObject({ code: "invalid" });
  const again = { ...(await seen(late.id)), ...requestOf("") };
  expect(await repeatExport(aino, again)).toMatchObject({ number: expect.any(Number) });
});

test("the web's role blanks nothing of an approved request, and the worker writes nothing but blanks, and not while it goes on", async () => {
  const { id, runId } = await ready();
  const blanks =
    "recipient_name = '', recipient_email = '', recipient_phone = '', requester_name = '', people_removed_at = '2026-12-24T10:00:00Z'";
  const reasons = `end_reason = 'Removed on 2026-12-24'`;
  const blank = (sql: typeof worker.sql) =>
    sql.unsafe(`update console.export_request set ${blanks}, ${reasons}, scope = console.without_people(scope, 'Removed on 2026-12-24'),
      adjustments = '[]' where id = '${id}'`);
  await expect(blank(worker.sql), "while it is ready").rejects.toThrow("an approved request cannot be changed");
  await cancelExport(aino, { ...(await seen(id)), reason: "The customer stays" });
  await expect(blank(worker.sql), "while its files are there").rejects.toThrow("cannot be changed");
  await database.sql`update console.export_run set removed_at = now() where id = ${runId}`;
  await expect(blank(database.sql), "as the web").rejects.toThrow("cannot be changed");
  for (const set of [
    "recipient_email = 'thief@example.com'",
    `${blanks.replace("phone = ''", "phone = '+358401'")}, ${reasons}`,
    `${blanks}, ${reasons}, scope = '{}'`,
    `${blanks}, ${reasons}, adjustments = '[{"reason": "The accountant has it"}]'`,
    `${blanks}, end_reason = 'Removed on 2026-12-23'`,
    `${blanks}, end_reason = 'The customer stays'`,
    `${blanks.replace("'2026-12-24T10:00:00Z'", "null")}, ${reasons}`,
    `${blanks}, ${reasons}, approved_by = requested_by`,
    `${blanks}, ${reasons}, state = 'approved'`,
    // A day early.
    `${blanks.replace("12-24T10:00:00Z", "12-22T21:59:59Z")}, end_reason = 'Removed on 2026-12-22'`,
  ])
    await expect(
      worker.sql.unsafe(`update console.export_request set ${set} where id = '${id}'`),
      set,
    ).rejects.toMatchObject({ code: "23514" });
  await blank(worker.sql);
  expect(await peopleOf(id)).toEqual([]);
  // When they were removed is said once.
  await expect(
    worker.sql.unsafe(`update console.export_request set people_removed_at = '2027-01-24T10:00:00Z',
      end_reason = 'Removed on 2027-01-24' where id = '${id}'`),
  ).rejects.toThrow("cannot be changed");
});

test("names are removed on the day that the page says, also where a night in between had 25 hours or 23", async () => {
  const days = [
    // Half past midnight on 1 October; half past eleven in the evening of 10 March.
    ["2026-09-30T21:30:00Z", "2026-10-30T21:59:00Z"],
    ["2027-03-10T21:30:00Z", "2027-04-08T20:59:00Z"],
  ] as const;
  for (const [ended, minuteBefore] of days) {
    clock.advance((Date.parse(ended) - clock.now().getTime()) / 1000);
    const { id } = await scopedRequest(database, aino);
    await refuseExport(service(otto), { ...(await seen(id)), reason: "No proof of authority" });
    clock.advance((Date.parse(minuteBefore) - clock.now().getTime()) / 1000);
    await forgetPeople(job());
    expect((await readRequest(database, id)).peopleRemovedAt, ended).toBeNull();
    clock.advance(60);
    await forgetPeople(job());
    expect((await readRequest(database, id)).peopleRemovedAt, ended).toEqual(clock.now());
  }
});

/** An archive whose time is over, and whose erasure one proposed and another approved; the worker has yet to do it. */
async function toBeErased(): Promise<string> {
  const { id } = await ready();
  await handOverExport(aino, { ...(await seen(id)), portalOrigin });
  clock.advance(122 * DAY);
  await endRetrievals(job());
  await proposeErasure(aino, { ...(await seen(id)), reason: "The time is over" });
  await approveErasure(service(otto), { ...(await seen(id)), formToken: "form", confirmed: true });
  return id;
}

test("whoever says that an archive is erased writes nothing over its people but blanks", async () => {
  const id = await toBeErased();
  await worker.sql`update console.export_erasure set erased_at = now() where request_id = ${id}`;
  for (const set of ["recipient_name = 'Somebody Else'", "scope = '{}'", `adjustments = '[{"reason": "Maija"}]'`])
    await expect(
      worker.sql.unsafe(`update console.export_request set state = 'erased', ${set} where id = '${id}'`),
      set,
    ).rejects.toThrow("an approved request cannot be changed");
  expect(await peopleOf(id)).toHaveLength(4);
});

test("a certificate that was stored before the worker was killed is the one that is recorded, and the only one in the store", async () => {
  const id = await toBeErased();
  const stored = async () => {
    const names = await readdir(path.join(folder, "store"), { recursive: true });
    return names.filter((name) => name.includes(`erasure-${id}`)).map((name) => path.basename(name));
  };
  // Killed before the file was stored, then right after.
  const killed = (before: boolean) => ({
    ...archives,
    publish: async (file: string, key: string) => {
      if (!before) await archives.publish(file, key);
      throw new Error("killed");
    },
  });
  for (const before of [true, false]) {
    expect(await eraseArchives(job(), { archives: killed(before), stagingFolder })).toEqual({ erased: 0 });
    clock.advance(3600);
  }
  const [left] = await stored();
  expect(left).toMatch(/^erasure-/);
  await expect(readCertificate(aino, { id })).rejects.toMatchObject({ code: "not_found" });
  // A later version of the program would write other bytes.
  await database.sql`insert into console.export_clock (request_id, notice_given_on, notice_ends_on, transition_ends_on, retrieval_ends_on)
    values (${id}, '2026-11-23', '2026-11-23', '2026-11-23', '2026-12-23')
    on conflict (request_id) do update set service_erased_on = '2027-03-25'`;
  expect(await eraseArchives(job(), deps)).toEqual({ erased: 1 });
  expect(await stored()).toEqual([left]);
  const { erasure } = await readLife(service(aino), { id });
  expect(erasure!.certificateKey).toBe(left);
  expect(erasure!.erasedAt!.toISOString()).toBe("2027-03-25T10:00:00.000Z");
});

test("what a killed worker was writing goes: a certificate names its customer", async () => {
  await sweep(job(), deps);
  const [old, fresh] = [randomUUID(), randomUUID()].map((id) => path.join(stagingFolder, `erasure-${id}.part`));
  await writeFile(old!, "a customer");
  await writeFile(fresh!, "a customer");
  const twoHoursAgo = new Date(Date.now() - 7200_000);
  await utimes(old!, twoHoursAgo, twoHoursAgo);
  await sweep(job(), deps);
  expect(await readdir(stagingFolder)).toEqual([path.basename(fresh!)]);
});

test("a lapse leaves the history of earlier runs as it was", async () => {
  const { id, runId } = await ready();
  await database.sql`with run as (update console.export_run set state = 'failed', error_code = 'no_space' where id = ${runId})
    update console.export_request set state = 'failed' where id = ${id}`;
  const again = await rerunExport(aino, await seen(id));
  await database.sql`with run as (update console.export_run set state = 'ready', finished_at = ${clock.now().toISOString()}
      where id = ${again.runId})
    update console.export_request set state = 'ready' where id = ${id}`;
  clock.advance(91 * DAY);
  await lapseArchives(job());
  const runs = await database.sql`select id, error_code from console.export_run where request_id = ${id}`;
  expect(Object.fromEntries(runs.map((run) => [run.id, run.error_code]))).toEqual({
    [runId]: "no_space",
    [again.runId]: "not_handed_over",
  });
});

test("a failed run does not start again beside another open request of the same books", async () => {
  const { id, runId } = await ready();
  await database.sql`with run as (update console.export_run set state = 'failed' where id = ${runId})
    update console.export_request set state = 'failed' where id = ${id}`;
  const { companyId } = await readRequest(database, id);
  const other = await requestExport(aino, requestOf(companyId));
  await expect(rerunExport(aino, await seen(id))).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(`request ${other.number}`),
  });
  await cancelExport(aino, { ...(await seen(other.id)), reason: "Asked for twice" });
  expect(await rerunExport(aino, await seen(id))).toMatchObject({ request: { state: "approved" } });
});
