import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { extendRetrieval } from "#app/domain/exports/extend-retrieval.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { makeExportFeed } from "#app/domain/exports/make-export-feed.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { readExportFeed } from "#app/domain/exports/read-export-feed.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { recordDates } from "#app/domain/exports/record-dates.server.ts";
import { recordServiceErasure } from "#app/domain/exports/record-service-erasure.server.ts";
import { repeatExport } from "#app/domain/exports/repeat-export.server.ts";
import { revokeExportFeed } from "#app/domain/exports/revoke-export-feed.server.ts";
import { sendNotices } from "#app/domain/exports/send-notices.server.ts";
import { withdrawErasure } from "#app/domain/exports/withdraw-erasure.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { auditOf, officer, readRequest, readyRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
// Monday 23 November 2026, noon in Helsinki.
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const DAY = 86_400;
const portalOrigin = "https://portal.example";
const service = (by: Awaited<ReturnType<typeof officer>>) =>
  serviceCtxOf(database.db, { ...by.actor, authTime: clock.now() }, { clock });
const aino = await officer(database, "Aino Asker", clock);
const otto = await officer(database, "Otto Other", clock);
const job = () => serviceCtxOf(database.db, { kind: "job", id: "test" }, { clock });

const versionOf = async (id: string) => (await readRequest(database, id)).version;
const seen = async (id: string) => ({ id, version: await versionOf(id) });
const mails = async (id: string) =>
  (
    await database.sql`select purpose, recipient, subject from console.message
      where subject_id = ${id} order by created_at, purpose, recipient`
  ).map((row) => [row.purpose, row.recipient, row.subject]);

/** Handed over today; the notice was given so many days ago and the dates are the law's. */
async function handedOver(dates?: Partial<Parameters<typeof recordDates>[1]>) {
  const ready = await readyRequest(database, aino, service(otto));
  if (dates)
    await recordDates(service(aino), {
      ...(await seen(ready.id)),
      noticeGivenOn: "2026-11-23",
      transitionBasis: "thirty_days",
      ...dates,
    });
  await handOverExport(aino, { ...(await seen(ready.id)), portalOrigin });
  return ready.id;
}
const short = { noticeEndsOn: "2026-11-23", transitionEndsOn: "2026-11-23" };

test("the dates that were left empty are the law's, and a wrong one is refused at its place with nothing changed", async () => {
  const { id, version } = await readyRequest(database, aino, service(otto));
  expect(await readLife(service(aino), { id })).toMatchObject({ dates: null, coming: [], fetchUntil: null });
  await expect(
    recordDates(service(aino), {
      id,
      version,
      noticeGivenOn: "2026-11-23",
      noticeEndsOn: "2027-01-24",
      transitionBasis: "thirty_days",
    }),
  ).rejects.toMatchObject({ code: "invalid", field: "noticeEndsOn" });
  expect(await versionOf(id)).toBe(version);
  await recordDates(service(aino), { id, version, noticeGivenOn: "2026-11-23", transitionBasis: "thirty_days" });
  const life = await readLife(service(aino), { id });
  expect(life.coming.map(({ on, key, daysLeft, state }) => [on, key, daysLeft, state])).toEqual([
    ["2026-12-11", "tell_by", 18, "coming"],
    ["2027-01-23", "notice_ends", 61, "coming"],
    ["2027-02-22", "transition_ends", 91, "coming"],
    ["2027-03-24", "retrieval_ends", 121, "coming"],
    ["2027-03-25", "erase", 122, "coming"],
  ]);
  expect((await auditOf(database, id)).at(-1)).toMatchObject({
    action: "export_request.set_dates",
    details: { noticeEndsOn: "2027-01-23", transitionEndsOn: "2027-02-22", retrievalEndsOn: "2027-03-24" },
  });
  // Of two people with the same page the second is told.
  await expect(
    recordDates(service(otto), { id, version, noticeGivenOn: "2026-11-20", transitionBasis: "thirty_days" }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a link lives as long as the archive can be fetched, by the law's own dates where none are recorded", async () => {
  const expiry = async (id: string) => {
    const [row] = await database.sql`select max(link.expires_at) as at from console.export_link link
      join console.export_run run on run.id = link.run_id where run.request_id = ${id} and link.revoked_at is null`;
    return new Date(row!.at as string).toISOString();
  };
  // To the end of 24 March in Helsinki: two months, 30 days and 30 days after the request of today.
  expect(await expiry(await handedOver())).toBe("2027-03-24T21:59:59.000Z");
  // The agreed 23 December is 30 days after the hand-over of today.
  expect(await expiry(await handedOver(short))).toBe("2026-12-23T21:59:59.000Z");
});

test("reminders, warnings and the end: each once, in the customer's language", async () => {
  const undated = await handedOver();
  const id = await handedOver(short);
  const notices = async () => (await readLife(service(aino), { id })).notices.map(({ kind, dueOn }) => [kind, dueOn]);
  await sendNotices(job());
  expect(await notices()).toEqual([]);
  clock.advance(7 * DAY);
  await sendNotices(job());
  await sendNotices(job());
  expect(await notices()).toEqual([["fetch_week", "2026-11-30"]]);
  expect(await mails(id)).toEqual([
    ["export_notice", "maija@yritys.example", "Muistutus: lakisääteinen arkistonne on noudettavissa 23.12.2026 asti"],
  ]);
  // 17 December: what fell due on the 9th and a week before the end; officers are warned too.
  clock.advance(17 * DAY);
  await Promise.all([sendNotices(job()), sendNotices(job())]);
  expect((await notices()).slice(1)).toEqual([
    ["fetch_14", "2026-12-09"],
    ["retrieval_7", "2026-12-16"],
  ]);
  expect(await endRetrievals(job())).toEqual({ retained: 0, expired: 0 });
  // 23 December is the last day; it is over on the 24th.
  clock.advance(6 * DAY);
  expect(await endRetrievals(job())).toEqual({ retained: 0, expired: 0 });
  clock.advance(DAY);
  expect((await endRetrievals(job())).expired).toBeGreaterThan(0);
  expect(await readRequest(database, id)).toMatchObject({ state: "expired" });
  expect(await readRequest(database, undated)).toMatchObject({ state: "handed_over" });
  const [open] = await database.sql`select count(*)::int as links from console.export_link link
    join console.export_run run on run.id = link.run_id where run.request_id = ${id} and link.revoked_at is null`;
  expect(open!.links).toBe(0);
  await sendNotices(job());
  expect((await notices()).at(-1)).toEqual(["erase_due", "2026-12-24"]);
});

test("one receipt to the customer, when the whole archive has been fetched, however often it is fetched again", async () => {
  const id = await handedOver();
  const [link] = await database.sql`select link.id, link.run_id from console.export_link link
    join console.export_run run on run.id = link.run_id where run.request_id = ${id}`;
  const session = randomUUID();
  await database.sql`insert into console.portal_session (id, token_sha256, link_id) values (${session}, ${randomUUID().repeat(2).slice(0, 64)}, ${link!.id})`;
  const fetch = async (whole: boolean) => {
    const at = clock.now().toISOString();
    await database.sql`insert into console.export_download
        (run_id, link_id, portal_session_id, started_at, finished_at, range_start, range_end, bytes_sent, whole)
      values (${link!.run_id}, ${link!.id}, ${session}, ${at}, ${at}, 0, 999, ${whole ? 1000 : 10}, ${whole})`;
    if (whole) await database.sql`update console.export_request set state = 'downloaded' where id = ${id}`;
    await sendNotices(job());
  };
  const subjects = async () =>
    (await mails(id)).filter(([, to]) => to === "maija@yritys.example").map(([, , subject]) => subject);
  await fetch(false);
  expect(await subjects()).toEqual([]);
  await fetch(true);
  clock.advance(DAY);
  await fetch(true);
  expect(await subjects()).toEqual(["Kuitti: lakisääteinen arkistonne on noudettu"]);
});

test("kept longer after its time, an expired archive has a new link; the reason and the day are needed", async () => {
  const id = await handedOver({ noticeGivenOn: "2026-10-01", ...short });
  clock.advance(40 * DAY);
  await endRetrievals(job());
  const extend = async (retrievalEndsOn: string, reason = "The auditor is late") =>
    extendRetrieval(aino, { ...(await seen(id)), retrievalEndsOn, reason, portalOrigin });
  await expect(extend("2027-01-01")).rejects.toMatchObject({ code: "invalid", field: "retrievalEndsOn" });
  await expect(extend("2028-12-31")).rejects.toMatchObject({ code: "invalid" });
  await expect(extend("2027-06-30", "  x ")).rejects.toMatchObject({ code: "invalid" });
  expect(await extend("2027-06-30")).toMatchObject({ state: "handed_over" });
  expect(await readLife(service(aino), { id })).toMatchObject({ fetchUntil: "2027-06-30" });
  expect(await endRetrievals(job())).toMatchObject({ expired: 0 });
});

test("erasure: proposed by one, approved by another, carried out with a certificate; of the people nothing is left", async () => {
  const id = await handedOver(short);
  await database.sql`update console.export_request set state = 'downloaded' where id = ${id}`;
  const day = clock.now().toISOString();
  const session = randomUUID();
  await database.sql`insert into console.portal_session (id, token_sha256, link_id)
    select ${session}, ${randomUUID().repeat(2).slice(0, 64)}, link.id from console.export_link link
      join console.export_run run on run.id = link.run_id where run.request_id = ${id}`;
  await database.sql`insert into console.export_download
      (run_id, link_id, portal_session_id, started_at, finished_at, range_start, range_end, bytes_sent, whole)
    select run_id, link_id, id, ${day}, ${day}, 0, 999, 1000, true
      from (select session.id, session.link_id, link.run_id from console.portal_session session
        join console.export_link link on link.id = session.link_id where session.id = ${session}) fetched`;
  await expect(
    recordServiceErasure(aino, { ...(await seen(id)), serviceErasedOn: "2026-11-01" }),
  ).rejects.toMatchObject({
    code: "invalid",
    field: "serviceErasedOn",
  });
  clock.advance(60 * DAY);
  await endRetrievals(job());
  expect(await readRequest(database, id)).toMatchObject({ state: "retained" });
  await recordServiceErasure(aino, {
    ...(await seen(id)),
    serviceErasedOn: new Date(clock.now().getTime()).toISOString().slice(0, 10),
  });

  await proposeErasure(aino, { ...(await seen(id)), reason: "The time is over" });
  await expect(proposeErasure(otto, { ...(await seen(id)), reason: "The time is over" })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(
    extendRetrieval(aino, { ...(await seen(id)), retrievalEndsOn: "2028-01-01", reason: "Asked for it", portalOrigin }),
  ).rejects.toMatchObject({ code: "conflict" });
  await withdrawErasure(otto, await seen(id));
  await expect(withdrawErasure(otto, await seen(id))).rejects.toMatchObject({ code: "conflict" });
  await proposeErasure(aino, { ...(await seen(id)), reason: "The time is over indeed" });
  await expect(
    approveErasure(service(aino), { ...(await seen(id)), formToken: "form", confirmed: true }),
  ).rejects.toMatchObject({
    code: "same_person",
  });
  await expect(approveErasure(otto, { ...(await seen(id)), formToken: "form", confirmed: true })).rejects.toMatchObject(
    {
      code: "fresh_sign_in_needed",
    },
  );

  const folder = await mkdtemp(path.join(os.tmpdir(), "erase-"));
  const archives = diskStorage(path.join(folder, "store"));
  const stagingFolder = path.join(folder, "staging");
  const [run] = await database.sql`select archive_key from console.export_run where request_id = ${id}`;
  const key = run!.archive_key as string;
  await writeFile(path.join(folder, "archive"), "the archive");
  await archives.publish(path.join(folder, "archive"), key);
  // What a worker left that was killed between publishing an attempt and saying so: two parts that no row names.
  await database.sql`update console.export_run set attempt = 2 where request_id = ${id}`;
  const orphans = [key.replace("-1.zip", "-2.zip"), key.replace("-1.zip", "-2-part-2.zip")];
  for (const orphan of orphans) {
    await writeFile(path.join(folder, "orphan"), "the archive again");
    await archives.publish(path.join(folder, "orphan"), orphan);
  }
  // Not approved yet: nothing happens.
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 0 });
  // Nor may any program say that it was, in place of the two people.
  await expect(database.sql`update console.export_request set state = 'erased' where id = ${id}`).rejects.toThrow(
    "two people decide",
  );
  await expect(
    database.sql`update console.export_erasure set erased_at = now() where request_id = ${id}`,
  ).rejects.toThrow("erased_after_approval");
  // Whatever the page's form asks: who has not said that it may go for good has approved nothing.
  await expect(
    approveErasure(service(otto), { ...(await seen(id)), formToken: "form", confirmed: false }),
  ).rejects.toMatchObject({ code: "invalid", field: "confirmed" });
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 0 });
  await approveErasure(service(otto), { ...(await seen(id)), formToken: "form", confirmed: true });
  await expect(
    database.sql`update console.export_erasure set reason = 'another one' where request_id = ${id}`,
  ).rejects.toThrow("cannot be changed");

  // A store that fails: the request stays, the page says why, and the next round does it.
  const broken = { ...archives, stat: async () => ({ bytes: 11 }) };
  expect(await eraseArchives(job(), { archives: broken, stagingFolder })).toEqual({ erased: 0 });
  expect(await readLife(service(aino), { id })).toMatchObject({ erasure: { errorCode: "storage_unavailable" } });
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 1 });
  expect(await eraseArchives(job(), { archives, stagingFolder })).toEqual({ erased: 0 });

  for (const gone of [key, ...orphans]) expect(await archives.stat(gone)).toBeNull();
  await expect(database.sql`update console.export_request set state = 'downloaded' where id = ${id}`).rejects.toThrow(
    "stays erased",
  );
  await expect(database.sql`update console.export_erasure set erased = '[]' where request_id = ${id}`).rejects.toThrow(
    "cannot be changed",
  );
  expect(await readdir(stagingFolder)).toEqual([]);
  const life = await readLife(service(aino), { id });
  const pdf = await buffer(await archives.read(life.erasure!.certificateKey!));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(createHash("sha256").update(pdf).digest("hex")).toBe(life.erasure!.certificateSha256);
  expect(life.erasure!.errorCode).toBeNull();
  // Of an archive that is gone it is still said that the customer has it.
  expect(life.fetchedOn).toBe(day.slice(0, 10));
  expect(await readRequest(database, id)).toMatchObject({
    state: "erased",
    recipientName: "",
    recipientEmail: "",
    recipientPhone: "",
    requesterName: "",
  });
  const left = (await mails(id)).filter(([, recipient]) => recipient !== "");
  expect(left).toEqual([["export_erased", "maija@yritys.example", "Lakisääteinen arkistonne on poistettu palvelusta"]]);
  const [ofLinks] =
    await database.sql`select count(*)::int as all, count(*) filter (where recipient <> '' or body is not null)::int as known
    from console.message where subject_id in (select link.id from console.export_link link
      join console.export_run run on run.id = link.run_id where run.request_id = ${id})`;
  expect(ofLinks).toEqual({ all: 1, known: 0 });
  const trail = await auditOf(database, id);
  expect(trail.at(-1)).toMatchObject({ action: "export_request.erase", actor: "job" });
  expect(JSON.stringify(trail)).not.toContain("yritys.example");
});

test("the same scope again: a new request that is approved anew; after an erasure the people are typed anew", async () => {
  const [erased] = await database.sql`select id, version from console.export_request where state = 'erased'`;
  const before = await readRequest(database, erased!.id as string);
  const again = (more: Partial<Parameters<typeof repeatExport>[1]> = {}) =>
    repeatExport(aino, { id: before.id, version: before.version, ...more });
  await expect(again()).rejects.toMatchObject({ code: "invalid", field: "requesterName" });
  const made = await again({
    requesterName: "Maija Meikäläinen",
    recipientName: "Matti Meikäläinen",
    recipientEmail: "matti@yritys.example",
    recipientPhone: "040 765 4321",
  });
  expect(made.expiredSince).toBe(false);
  expect(await readRequest(database, made.id)).toMatchObject({
    state: "requested",
    companyId: before.companyId,
    asOf: before.asOf,
    adjustments: before.adjustments,
    rerunOf: before.id,
    recipientPhone: "+358407654321",
    requestedBy: aino.actor.id,
    approvedBy: null,
  });
  await expect(
    repeatExport(otto, {
      ...(await seen(before.id)),
      requesterName: "M",
      recipientName: "M",
      recipientEmail: "m@y.fi",
      recipientPhone: "040 765 4321",
    }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a calendar program sees every date by the request's number and no customer; a taken-back address is none", async () => {
  const { id } = await readyRequest(database, aino, service(otto));
  await recordDates(service(aino), {
    ...(await seen(id)),
    noticeGivenOn: "2026-12-31",
    transitionBasis: "thirty_days",
  });
  const { token } = await makeExportFeed(aino);
  const read = (given: string) =>
    readExportFeed(serviceCtxOf(database.db, anonymous, { clock }), { token: given, clientIp: "203.0.113.7" });
  const text = await read(token);
  expect(text).not.toContain("Testiyritys");
  const { number } = await readRequest(database, id);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  const mine = events.filter((event) => event.uid.includes(id));
  expect(mine.map((event) => [String(event.startDate), event.startDate.isDate, event.summary])).toEqual([
    ["2027-01-22", true, `Export ${number}: last day to tell the customer that 30 days are not enough`],
    ["2027-02-28", true, `Export ${number}: notice ends, transition begins`],
    ["2027-03-30", true, `Export ${number}: transition ends: archive handed over by now`],
    ["2027-04-29", true, `Export ${number}: last day to fetch the archive`],
    ["2027-04-30", true, `Export ${number}: erase the archive and what the service holds`],
  ]);
  // The same dates are the same bytes: nothing in them is "now".
  clock.advance(60);
  expect(await read(token)).toBe(text);
  await revokeExportFeed(aino);
  await expect(read(token)).rejects.toMatchObject({ code: "not_found" });
  await expect(read("x".repeat(43))).rejects.toMatchObject({ code: "not_found" });
});
