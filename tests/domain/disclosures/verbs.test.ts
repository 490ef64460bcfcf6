import { execFileSync } from "node:child_process";
import { createHash, createPublicKey } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { approveDisclosure } from "#app/domain/disclosures/approve-disclosure.server.ts";
import { chooseCandidates } from "#app/domain/disclosures/choose-candidates.server.ts";
import { closeDisclosure } from "#app/domain/disclosures/close-disclosure.server.ts";
import { correctScope } from "#app/domain/disclosures/correct-scope.server.ts";
import { eraseDisclosures, packageKey } from "#app/domain/disclosures/erase-disclosures.server.ts";
import { executeDisclosure } from "#app/domain/disclosures/execute-disclosure.server.ts";
import { listDisclosures } from "#app/domain/disclosures/list-disclosures.server.ts";
import type { PersonMatch } from "#app/domain/disclosures/match-rules.ts";
import { readDisclosure } from "#app/domain/disclosures/read-disclosure.server.ts";
import { readDisclosureState } from "#app/domain/disclosures/read-disclosure-state.server.ts";
import { receiveDisclosure } from "#app/domain/disclosures/receive-disclosure.server.ts";
import { recordTold } from "#app/domain/disclosures/record-told.server.ts";
import { refuseDisclosure } from "#app/domain/disclosures/refuse-disclosure.server.ts";
import { registerDisclosure } from "#app/domain/disclosures/register-disclosure.server.ts";
import { remindToTell } from "#app/domain/disclosures/remind-to-tell.server.ts";
import { sendBackDisclosure } from "#app/domain/disclosures/send-back-disclosure.server.ts";
import { verifyDisclosure } from "#app/domain/disclosures/verify-disclosure.server.ts";
import { tidyDisclosures } from "#app/jobs/disclosure/sweep-disclosures.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { canary, disclosureDesk, request } from "#tests/support/disclosures.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";

const database = await testDatabase();
const desk = await disclosureDesk(database);
afterAll(() => desk.end());
const { agent, alma, pasi, katri, read } = desk;

const at = "2026-09-10T10:00:00Z";
await desk.events([
  {
    at,
    business: "9000001-2",
    person: "u-1",
    name: canary.person,
    details: { method: "bank", colleague: "Muu Ihminen" },
  },
  { at: "2026-08-31T20:59:59Z", business: "9000001-2", person: "u-1", name: canary.person },
  { at: "2026-08-31T21:00:00Z", business: "9000001-2", person: "u-1", name: "LINTUSALO,  kanaria" },
  { at: "2026-09-30T21:00:00Z", business: "9000001-2", person: "u-1", name: canary.person },
  { at, business: "9000001-2", person: "u-2", name: "Toinen Ihminen" },
  { at, business: "9000002-0", person: "u-3", name: "Kaima Kaimala" },
  { at, business: "9000003-9", person: "u-4", name: "Kaima Kaimala" },
  { at, business: "9000003-9", person: "u-5", name: "Nurinperin Nimetty" },
  { at, business: "9000003-9", person: "system", name: "" },
]);
beforeEach(async () => void (await database.sql`delete from console.rate_limit`));

const packageOf = async (id: string, key: string) => {
  const file = path.join(desk.folder, `${id}.zip`);
  await writeFile(file, Buffer.concat(await (await desk.archives.read(key)).toArray()));
  return file;
};
const trail = async () =>
  JSON.stringify(
    await database.sql`select action, details from audit.event where target_kind in ('disclosure', 'case')`,
  );

test("from the register to the end: one person's rows of the period, sealed, approved by another, received, closed", async () => {
  const row = await desk.delivered();
  expect(row).toMatchObject({ state: "delivered", rowsFound: 2 });
  const file = await packageOf(row.id, row.packageKey!);
  const key = createPublicKey(desk.deps.signingKey);
  expect(await verifyArchive(file, { publicKey: key })).toMatchObject({
    ok: true,
    archive: { controlTotals: { disclosure: { number: expect.any(Number) }, files: { "events.csv": 2 } } },
  });
  expect(
    createHash("sha512")
      .update(await readFile(file))
      .digest("hex"),
  ).toBe(row.packageSha512);

  const folder = path.join(desk.folder, row.id);
  await mkdir(folder);
  execFileSync("unzip", ["-q", file, "-d", folder]);
  const bag = path.join(folder, (await readdir(folder))[0]!);
  expect(execFileSync("sha512sum", ["-c", "manifest-sha512.txt"], { cwd: bag }).toString()).not.toMatch(/FAILED/);
  const csv = await readFile(path.join(bag, "data/events.csv"), "utf8");
  expect(csv.split("\r\n").map((line) => line.split(",")[1])).toEqual([
    "at",
    "2026-08-31T21:00:00.000000Z",
    "2026-09-10T10:00:00.000000Z",
    undefined,
  ]);
  // The colleague's name is withheld, and counted.
  expect(csv).toContain('"{""method"":""bank""}",1');
  expect(csv).not.toMatch(/Muu Ihminen|Toinen/);
  for (const language of ["fi", "sv", "en"])
    expect(await readFile(path.join(bag, `data/summary-${language}.html`), "utf8")).toContain(canary.reference);

  const received = await receiveDisclosure(alma, { ...row, how: "Their letter of 24 November" });
  const closed = await closeDisclosure(alma, received);
  expect(closed).toMatchObject({ state: "closed", keepUntil: "2028-11-23" });
  const [file1] =
    await database.sql`select state, business_id, subject, closed_at from console.case_file where id = ${row.caseId}`;
  expect(file1).toMatchObject({ state: "closed", business_id: null, subject: "Log disclosure request" });
  // What was done is on record, and nothing of what it was about.
  const records = await trail();
  expect(records).toContain("disclosure.approve");
  expect(records).not.toMatch(/Kanaria|KAN\/|u-1|9000001|letter/);
});

test("the same rows, facts and day make the same bytes", async () => {
  const first = await desk.executed();
  const back = await sendBackDisclosure(pasi, first);
  await executeDisclosure(alma, back);
  await desk.run(first.id);
  const second = await read(first.id);
  expect(second.packageKey).not.toBe(first.packageKey);
  expect(second.packageSha512).toBe(first.packageSha512);
  expect(await desk.archives.stat(first.packageKey!)).toBeNull();
});

test("namesakes wait for a person, and only the one who is meant is disclosed", async () => {
  const row = await desk.executed({ persons: "kaima  KAIMALA" });
  expect(row).toMatchObject({ state: "verified", runState: "choosing", packageKey: null });
  const [match] = row.matches as PersonMatch[];
  expect(match!.candidates.map(({ person, companies, events }) => [person, companies, events])).toEqual([
    ["u-3", 1, 1],
    ["u-4", 1, 1],
  ]);
  const choose = (persons: string[]) =>
    chooseCandidates(alma, { ...row, choices: [{ named: "kaima KAIMALA", persons }] });
  await expect(choose(["u-1"])).rejects.toMatchObject({ code: "invalid" });
  await expect(chooseCandidates(alma, { ...row, choices: [] })).rejects.toMatchObject({ code: "invalid" });
  await choose(["u-4"]);
  // Somebody new with the name: the earlier choice was made among others, and is asked again.
  await desk.events([{ at, business: "9000004-7", person: "u-9", name: "Kaima Kaimala" }]);
  await desk.run(row.id);
  const again = await read(row.id);
  expect(again.runState).toBe("choosing");
  await chooseCandidates(alma, { ...again, choices: [{ named: "kaima KAIMALA", persons: ["u-4"] }] });
  await desk.run(row.id);
  const done = await read(row.id);
  expect(done).toMatchObject({ state: "executed", rowsFound: 1, counts: { companies: { "9000003-9": 1 } } });
});

test("a name in another order is asked about even when nobody else has it; nobody of a name is a legal answer", async () => {
  const asked = await desk.executed({ persons: "Nimetty Nurinperin" });
  expect(asked.runState).toBe("choosing");
  const nobody = await desk.executed({ persons: "Ei Ketään" });
  expect(nobody).toMatchObject({ state: "executed", rowsFound: 0 });
  const file = await packageOf(nobody.id, nobody.packageKey!);
  expect(await verifyArchive(file)).toMatchObject({ ok: true });
});

test("the second person is none of those who had a hand in it, and still has the role", async () => {
  const row = await desk.executed();
  const input = { id: row.id, version: row.version, packageSha512: row.packageSha512!, formToken: "form" };
  await expect(approveDisclosure(alma, input)).rejects.toMatchObject({ code: "same_person" });
  await expect(approveDisclosure(agent, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(approveDisclosure(pasi, { ...input, formToken: "another" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(approveDisclosure(pasi, { ...input, packageSha512: "0".repeat(128) })).rejects.toMatchObject({
    code: "conflict",
  });
  const stale = serviceCtxOf(
    database.db,
    { ...pasi.actor, authTime: new Date(desk.clock.now().getTime() - 301_000) },
    { clock: desk.clock },
  );
  await expect(approveDisclosure(stale, input)).rejects.toMatchObject({ code: "fresh_sign_in_needed" });
  const leaver = await desk.person("platform");
  await database.sql`delete from console.staff_role where staff_id = ${leaver.actor.id}`;
  await expect(approveDisclosure(leaver, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    database.sql`update console.disclosure set approved_by = executed_by where id = ${row.id}`,
  ).rejects.toThrow(/another_person_approves/);
  // Two at once: one of them wins, and the other is told.
  const both = await Promise.allSettled([approveDisclosure(pasi, input), approveDisclosure(katri, input)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("who registered a request does not approve it, whatever their role", async () => {
  const { id } = await registerDisclosure(katri, request());
  const verified = await verifyDisclosure(alma, { id, version: 1, how: "Called the switchboard" });
  await executeDisclosure(alma, verified);
  await desk.run(id);
  const row = await read(id);
  const input = { id, version: row.version, packageSha512: row.packageSha512!, formToken: "form" };
  await expect(approveDisclosure(katri, input)).rejects.toMatchObject({ code: "same_person" });
});

test("customer service registers, sees number, state and days, and does nothing else", async () => {
  const { id, number } = await registerDisclosure(agent, request());
  const state = await readDisclosureState(agent, { id });
  expect(Object.keys(state).sort()).toEqual(["changedAt", "id", "number", "registeredAt", "state"]);
  expect(state).toMatchObject({ number, state: "registered" });
  const list = await listDisclosures(agent);
  expect(list.content).toBeNull();
  expect(JSON.stringify(list)).not.toMatch(/Kanari|KAN\//);
  const seen = { id, version: 1 };
  for (const act of [
    () => readDisclosure(agent, { id }),
    () => verifyDisclosure(agent, { ...seen, how: "I called them myself" }),
    () => correctScope(agent, { ...seen, ...request() }),
    () => executeDisclosure(agent, { ...seen, scopeSha256: "" }),
    () => refuseDisclosure(agent, { ...seen, reason: "No reason at all" }),
  ])
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  const auditor = await desk.person("auditor");
  await expect(listDisclosures(auditor)).rejects.toMatchObject({ code: "forbidden" });
  await expect(database.sql`select 1 from service.events`).rejects.toThrow(/permission denied/);
});

test("a scope is corrected before its rows are found; the trail has its hashes and which parts, no content", async () => {
  const row = await desk.verified();
  const { from, to, businessIds, events, allEvents } = request();
  const corrected = await correctScope(alma, {
    ...row,
    from,
    to,
    businessIds,
    events,
    allEvents,
    persons: "Toinen Ihminen",
  });
  await expect(executeDisclosure(alma, { ...corrected, scopeSha256: row.scopeSha256 })).rejects.toMatchObject({
    code: "conflict",
  });
  await executeDisclosure(alma, corrected);
  await desk.run(row.id);
  expect(await read(row.id)).toMatchObject({ state: "executed", rowsFound: 1 });
  const [event] =
    await database.sql`select details from audit.event where action = 'disclosure.correct_scope' and outcome = 'done'`;
  expect(event!.details).toEqual({ parts: ["persons"], before: row.scopeSha256, after: corrected.scopeSha256 });
  await expect(correctScope(alma, { ...(await read(row.id)), ...request() })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("who wrote on the scope does not approve what was found by it, nor does the database let them", async () => {
  const { id, version } = await desk.verified({ persons: "Toinen Ihmine" });
  const corrected = await correctScope(pasi, { ...request({ persons: "Toinen Ihminen" }), id, version });
  await executeDisclosure(alma, { id, version: corrected.version, scopeSha256: corrected.scopeSha256 });
  await desk.run(id);
  const found = await read(id);
  const input = { id, version: found.version, packageSha512: found.packageSha512!, formToken: "form" };
  expect((await readDisclosure(pasi, { id })).may.approve).toMatchObject({ allowed: false });
  await expect(approveDisclosure(pasi, input)).rejects.toMatchObject({ code: "same_person" });
  await expect(
    database.sql`update console.disclosure set approved_by = ${pasi.actor.id} where id = ${id}`,
  ).rejects.toThrow(/another_person_approves/);
  await approveDisclosure(katri, input);
});

test("a look at the content that could not be recorded shows nothing, and is not taken for one that was", async () => {
  const { id } = await registerDisclosure(agent, request());
  const looks = () =>
    database.sql`select 1 from audit.event where action = 'disclosure.view' and target_id = ${id}`.then(
      (r) => r.length,
    );
  await expect(readDisclosure({ ...alma, requestId: null as unknown as string }, { id })).rejects.toThrow();
  expect(await looks()).toBe(0);
  await inOneWindow(database.sql, 900, 5);
  await readDisclosure(alma, { id });
  await readDisclosure(alma, { id });
  expect(await looks()).toBe(1);
});

test("what is missing or too wide is not taken, with the field to mend", async () => {
  const field = async (more: Parameters<typeof request>[0]) =>
    registerDisclosure(agent, request(more)).then(
      () => "taken",
      (error) => error.field,
    );
  expect(await field({ persons: "" })).toBe("businessIds");
  expect(await field({ allEvents: false })).toBe("events");
  expect(await field({ to: "2026-08-31" })).toBe("to");
  expect(await field({ from: "2026-10-25 03:30" })).toBe("from");
  expect(await field({ tellCustomer: "later" })).toBe("tellAfter");
  expect(await field({ receivedOn: "2026-11-24" })).toBe("receivedOn");
  expect(await field({ recipientPhone: "09 123" })).toBe("recipientPhone");
  const future = await desk.verified({ to: "2026-12-31" });
  await expect(executeDisclosure(alma, future)).rejects.toMatchObject({ code: "conflict" });
});

test("a worker that dies leaves nothing half done, and a zombie publishes nothing", async () => {
  const verified = await desk.verified();
  await executeDisclosure(alma, verified);
  const broken = {
    ...desk.deps,
    archives: { ...desk.archives, publish: () => Promise.reject(new Error("the disk is away")) },
  };
  const { performDisclosure } = await import("#app/jobs/disclosure/perform-disclosure.ts");
  const signal = new AbortController().signal;
  await expect(performDisclosure(desk.jobCtx, broken, { id: verified.id, signal })).rejects.toThrow("the disk is away");
  expect(await read(verified.id)).toMatchObject({ state: "verified", runState: "queued", packageKey: null });
  expect(await readdir(desk.deps.stagingFolder)).toEqual([]);
  // Frozen just before it says that it is ready; another takes over.
  const slow = {
    ...desk.deps,
    archives: {
      ...desk.archives,
      async publish(file: string, key: string) {
        await desk.archives.publish(file, key);
        await database.sql`update console.disclosure set run_lease_expires_at = now() - interval '1 second' where id = ${verified.id}`;
        await desk.run(verified.id);
      },
    },
  };
  await performDisclosure(desk.jobCtx, slow, { id: verified.id, signal });
  const row = await read(verified.id);
  expect(row).toMatchObject({ state: "executed", packageKey: packageKey(verified.id, 3) });
  expect(await desk.archives.stat(packageKey(verified.id, 2))).toBeNull();
});

test("the customer is told when the decision says so: the team is reminded on the day, and the request stays open until then", async () => {
  const row = await desk.delivered({ tellCustomer: "later", tellAfter: "2026-11-25" });
  await expect(recordTold(alma, row)).rejects.toMatchObject({ code: "conflict" });
  expect(await remindToTell(alma)).toEqual({ reminded: 0 });
  const received = await receiveDisclosure(alma, { ...row, how: "Their letter" });
  await expect(closeDisclosure(alma, received)).rejects.toMatchObject({ code: "conflict" });
  const later = { now: () => new Date("2026-11-25T08:00:00Z") };
  const then = serviceCtxOf(database.db, alma.actor, { clock: later });
  expect(await remindToTell(then)).toEqual({ reminded: 1 });
  expect(await remindToTell(then)).toEqual({ reminded: 0 });
  const mails = await database.sql`select body from console.message where purpose = 'disclosure_reminder'`;
  expect(mails.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(mails)).not.toMatch(/Kanari|KAN\//);
  const told = await recordTold(then, await read(row.id));
  expect((await closeDisclosure(then, told)).state).toBe("closed");
  const never = await desk.delivered({ tellCustomer: "no" });
  await expect(recordTold(alma, never)).rejects.toMatchObject({ code: "conflict" });
  expect((await readDisclosure(alma, { id: never.id })).customerText).toBeNull();
});

test("two years later the package and the content are gone; number, authority, dates, hash and rows stay", async () => {
  const row = await desk.delivered();
  const closed = await closeDisclosure(alma, await receiveDisclosure(alma, { ...row, how: "Their letter" }));
  const at = (day: string) =>
    serviceCtxOf(database.db, alma.actor, { clock: { now: () => new Date(`${day}T12:00:00Z`) } });
  const others = () =>
    database.sql`update console.disclosure set erased_at = now() where id <> ${row.id} and keep_until is not null`;
  await others();
  expect(await eraseDisclosures(at("2028-11-23"), desk.archives)).toEqual({ erased: 0 });
  expect(await desk.archives.stat(closed.packageKey!)).not.toBeNull();
  expect(await eraseDisclosures(at("2028-11-24"), desk.archives)).toEqual({ erased: 1 });
  expect(await desk.archives.stat(closed.packageKey!)).toBeNull();
  const erased = await read(row.id);
  expect(erased).toMatchObject({
    authority: canary.authority,
    rowsFound: 2,
    packageSha512: row.packageSha512,
    scope: {},
  });
  expect(JSON.stringify({ ...erased, authority: "" })).not.toMatch(/Kanari|KAN\/|letter|u-1|9000001/);
  const links =
    await database.sql`select m.recipient, m.body from console.message m join console.disclosure_link l on l.id = m.subject_id where l.disclosure_id = ${row.id}`;
  expect(links).toMatchObject([{ recipient: "", body: null }]);
  expect(await readDisclosure(alma, { id: row.id })).toMatchObject({ erased: true, scope: null });
});

test("a refused request keeps no package", async () => {
  const row = await desk.executed();
  await refuseDisclosure(alma, { ...row, reason: "The authority withdrew it" });
  await tidyDisclosures(desk.jobCtx, desk.deps);
  expect(await desk.archives.stat(row.packageKey!)).toBeNull();
  expect(await read(row.id)).toMatchObject({ state: "refused", keepUntil: "2028-11-23" });
});
