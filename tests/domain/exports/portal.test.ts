import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { archiveDoor } from "#app/domain/exports/portal/archive-door.server.ts";
import { beginDownload } from "#app/domain/exports/portal/begin-download.server.ts";
import { endPortalSession } from "#app/domain/exports/portal/end-portal-session.server.ts";
import { finishDownload } from "#app/domain/exports/portal/finish-download.server.ts";
import { readPortalArchive } from "#app/domain/exports/portal/read-portal-archive.server.ts";
import { resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { reissueLink } from "#app/domain/exports/reissue-link.server.ts";
import { revokeLink } from "#app/domain/exports/revoke-link.server.ts";
import { checkCode } from "#app/domain/portal-access/check-code.server.ts";
import { openLink } from "#app/domain/portal-access/open-link.server.ts";
import { sendCode } from "#app/domain/portal-access/send-code.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf, testClock } from "#tests/support/contexts.ts";
import { endRestriction, restriction } from "#tests/support/ip-lists.ts";
import { auditOf, officer, readRequest, readyRequest } from "#tests/support/leaving-customer.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";

const database = await testDatabase();
const clock = testClock();
const asker = await officer(database, "Aino Asker", clock);
const approver = await officer(database, "Otto Approver", clock);
const secret = "a secret of the web processes, 32+ characters";
const portalOrigin = "https://portal.example";
const visitor = () => ctxOf(database.db, anonymous, clock);
const at = { door: archiveDoor, clientIp: "203.0.113.7", secret, portalOrigin };

// The budgets per network and phone count by the database's clock, which a test does not move.
beforeEach(async () => {
  await database.sql`delete from console.rate_limit`;
  await inOneWindow(database.sql, 3600);
});

/** A link as the customer finds it in the mail. */
async function handedOver(bytes = 1000) {
  const ready = await readyRequest(
    database,
    { ...asker, actor: { ...asker.actor, authTime: clock.now() } },
    { ...approver, actor: { ...approver.actor, authTime: clock.now() } },
    bytes,
  );
  const request = await handOverExport(asker, { ...ready, portalOrigin });
  return { ...ready, version: request.version, token: await mailedToken(ready.id) };
}

async function mailedToken(requestId: string) {
  const [mail] = await database.sql`
    select m.body from console.message m join console.export_link l on l.id = m.subject_id
    join console.export_run r on r.id = l.run_id
    where r.request_id = ${requestId} and m.channel = 'email' order by m.created_at desc, l.created_at desc limit 1`;
  return /\/d#([\w-]{43})\s/.exec(mail!.body)![1]!;
}

async function newestSms() {
  const [sms] = await database.sql`
    select recipient, body from console.message where channel = 'sms' order by created_at desc, id limit 1`;
  return sms as unknown as { recipient: string; body: string };
}

const smsCount = async () =>
  Number((await database.sql`select count(*) from console.message where channel = 'sms'`)[0]!.count);

async function browserWithCode(token: string) {
  const { presession } = await openLink(visitor(), { ...at, token });
  clock.advance(1);
  expect(await sendCode(visitor(), { ...at, presession })).toBe("sent");
  const code = /#(\d{8})$/.exec((await newestSms()).body)![1]!;
  return { presession, code };
}

const wrong = (code: string) => String((Number(code) + 1) % 10 ** 8).padStart(8, "0");

test("from the mail to the archive: link, code by SMS, session of one archive, download on record", async () => {
  const { id, token } = await handedOver();
  const [link] =
    await database.sql`select token_sha256, expires_at from console.export_link order by created_at desc limit 1`;
  expect(link!.token_sha256).toBe(createHash("sha256").update(token).digest("hex"));
  // No dates are recorded: two months, 30 days and 30 days more, to the end of the day.
  const daysLeft = (new Date(link!.expires_at).getTime() - clock.now().getTime()) / 86_400_000;
  expect(daysLeft).toBeGreaterThan(118);
  expect(daysLeft).toBeLessThan(123.1);

  const { presession, code } = await browserWithCode(token);
  const sms = await newestSms();
  expect(sms.recipient).toBe("+358401234567");
  expect(sms.body).toMatch(/\n@portal\.example #\d{8}$/);
  expect(sms.body).not.toMatch(/Testiyritys|Meikäläinen/);
  const [stored] = await database.sql`select salt, hash from console.export_code order by created_at desc limit 1`;
  expect(JSON.stringify(stored)).not.toContain(code);

  const checked = await checkCode(visitor(), { ...at, presession, code: ` ${code.slice(0, 4)} ${code.slice(4)} ` });
  if (!checked.ok) throw new Error("the right code was refused");
  const actor = await resolvePortalSession({ db: database.db, clock }, checked.sessionToken);
  const portal = ctxOf(database.db, actor!, clock);
  expect(await readPortalArchive(portal)).toMatchObject({
    requestId: id,
    parts: [{ part: 1, bytes: 1000, sha512: "ab".repeat(64), fetchedAt: null }],
  });

  const first = await beginDownload(portal, { part: 1, start: 0, end: 999 });
  await finishDownload(portal, { ...first, bytesSent: 600 });
  expect((await readRequest(database, id)).state).toBe("handed_over");
  const rest = await beginDownload(portal, { part: 1, start: 600, end: 999 });
  await finishDownload(portal, { ...rest, bytesSent: 400 });
  expect((await readRequest(database, id)).state).toBe("downloaded");
  // The page tells the customer that all of it has gone out, and when.
  expect(await readPortalArchive(portal)).toMatchObject({ parts: [{ part: 1, fetchedAt: clock.now() }] });

  await endPortalSession(portal);
  expect(await resolvePortalSession({ db: database.db, clock }, checked.sessionToken)).toBeNull();
  expect((await auditOf(database, id)).slice(4).map((row) => `${row.actor} ${row.action}`)).toEqual([
    "job export_run.ready",
    "staff export_request.assume_dates",
    "staff export_request.hand_over",
    "anonymous export_link.open",
    "anonymous export_code.send",
    "anonymous portal_session.start",
    "portal export_download.start",
    "portal export_download.finish",
    "portal export_download.start",
    "portal export_download.finish",
    "portal portal_session.end",
  ]);
});

test("an archive whose last bytes go out after its time for fetching ended counts as fetched", async () => {
  const { id, token } = await handedOver();
  const { presession, code } = await browserWithCode(token);
  const checked = await checkCode(visitor(), { ...at, presession, code });
  if (!checked.ok) throw new Error("the right code was refused");
  const actor = await resolvePortalSession({ db: database.db, clock }, checked.sessionToken);
  const portal = ctxOf(database.db, actor!, clock);
  const first = await beginDownload(portal, { part: 1, start: 0, end: 499 });
  const last = await beginDownload(portal, { part: 1, start: 500, end: 999 });
  await database.sql`update console.export_request set state = 'expired' where id = ${id}`;
  await finishDownload(portal, { ...first, bytesSent: 500 });
  expect((await readRequest(database, id)).state).toBe("expired");
  await finishDownload(portal, { ...last, bytesSent: 500 });
  expect((await readRequest(database, id)).state).toBe("retained");
});

test("opening the link sends nothing: a scanner that opens it costs no SMS", async () => {
  const { token } = await handedOver();
  const before = await smsCount();
  await openLink(visitor(), { ...at, token });
  expect(await smsCount()).toBe(before);
});

test("a link that is unknown, over, revoked or locked answers as a good one does, and sends nothing", async () => {
  const good = await handedOver();
  const locked = await handedOver();
  const revoked = await handedOver();
  await database.sql`update console.export_link set locked_at = now() where run_id = ${locked.runId}`;
  await revokeLink(asker, revoked);
  const shape = async (token: string) => {
    const opened = await openLink(visitor(), { ...at, token });
    const sent = await sendCode(visitor(), { ...at, presession: opened.presession });
    const checked = await checkCode(visitor(), { ...at, presession: opened.presession, code: "00000000" });
    const more: unknown[] = [];
    for (let n = 0; n < 3; n++) {
      // Opened anew, so that a limit counts by the link and not by the browser.
      const { presession } = await openLink(visitor(), { ...at, token });
      more.push(await sendCode(visitor(), { ...at, presession }).catch((error: Error) => error.message));
    }
    // What the browser can read of the cookie: the id is a version 4 UUID, and the same each time the link is opened.
    const id = (cookie: string) => Buffer.from(cookie, "base64url").toString("hex", 0, 16);
    const again = await openLink(visitor(), { ...at, token });
    const cookie = {
      uuid: /^.{12}4.{3}[89ab]/.test(id(opened.presession)),
      same: id(opened.presession) === id(again.presession),
    };
    return { length: opened.presession.length, maxAge: opened.maxAgeSeconds, sent, checked, more, cookie };
  };
  const wanted = await shape(good.token);
  const limit = "Three codes were sent within an hour. Use the newest one, or try again in an hour.";
  expect(wanted).toMatchObject({
    sent: "sent",
    checked: { ok: false, reason: "wrong" },
    more: ["sent", "sent", limit],
    cookie: { uuid: true, same: true },
  });
  const before = await smsCount();
  for (const token of ["x".repeat(43), locked.token, revoked.token]) {
    await database.sql`delete from console.rate_limit where key like 'portal-%'`;
    expect(await shape(token)).toEqual(wanted);
  }
  clock.advance(124 * 24 * 3600);
  await database.sql`delete from console.rate_limit`;
  expect(await shape(good.token)).toEqual(wanted);
  expect(await smsCount()).toBe(before);
});

test("the sixth try does not count, not even with the right code", async () => {
  const { token } = await handedOver();
  const { presession, code } = await browserWithCode(token);
  for (let n = 0; n < 5; n++)
    expect(await checkCode(visitor(), { ...at, presession, code: wrong(code) })).toEqual({
      ok: false,
      reason: "wrong",
    });
  expect(await checkCode(visitor(), { ...at, presession, code })).toEqual({ ok: false, reason: "wrong" });
});

// More than the tries of a code, of a link and the connections of the pool: a hundred only wait longer for the same.
const AT_ONCE = 25;

test("any number of guesses at once are five tries", async () => {
  const { token, runId } = await handedOver();
  const { presession, code } = await browserWithCode(token);
  const guesses = Array.from({ length: AT_ONCE }, () => checkCode(visitor(), { ...at, presession, code: wrong(code) }));
  expect(await Promise.all(guesses)).toEqual(Array(AT_ONCE).fill({ ok: false, reason: "wrong" }));
  const [counted] = await database.sql`
    select c.tries, l.wrong_tries from console.export_code c join console.export_link l on l.id = c.link_id
    where l.run_id = ${runId}`;
  expect(counted).toEqual({ tries: 5, wrong_tries: 5 });
  expect(await checkCode(visitor(), { ...at, presession, code })).toEqual({ ok: false, reason: "wrong" });
});

test("the right code any number of times at once opens one session", async () => {
  const { token } = await handedOver();
  const { presession, code } = await browserWithCode(token);
  const tries = Array.from({ length: AT_ONCE }, () => checkCode(visitor(), { ...at, presession, code }));
  expect((await Promise.all(tries)).filter(({ ok }) => ok)).toHaveLength(1);
});

test("a code works once, in the browser that asked for it, for its own link", async () => {
  const a = await handedOver();
  const b = await handedOver();
  const { presession, code } = await browserWithCode(a.token);
  const elsewhere = await openLink(visitor(), { ...at, token: a.token });
  expect(await checkCode(visitor(), { ...at, presession: elsewhere.presession, code })).toMatchObject({ ok: false });
  const onB = await browserWithCode(b.token);
  if (onB.code !== code)
    expect(await checkCode(visitor(), { ...at, presession: onB.presession, code })).toMatchObject({ ok: false });
  expect(await checkCode(visitor(), { ...at, presession, code })).toMatchObject({ ok: true });
  expect(await checkCode(visitor(), { ...at, presession, code })).toMatchObject({ ok: false });
});

test("a new code ends the one before; any code ends after five minutes", async () => {
  const { token } = await handedOver();
  const first = await browserWithCode(token);
  clock.advance(1);
  await sendCode(visitor(), { ...at, presession: first.presession });
  const second = /#(\d{8})$/.exec((await newestSms()).body)![1]!;
  if (second !== first.code)
    expect(await checkCode(visitor(), { ...at, presession: first.presession, code: first.code })).toMatchObject({
      ok: false,
    });
  clock.advance(5 * 60);
  expect(await checkCode(visitor(), { ...at, presession: first.presession, code: second })).toMatchObject({
    ok: false,
  });
});

test("asking for more codes than a link may send uses up nobody's budget of messages", async () => {
  const { token } = await handedOver();
  const { presession } = await openLink(visitor(), { ...at, token });
  for (let n = 0; n < 12; n++) await sendCode(visitor(), { ...at, presession }).catch(() => {});
  const budget = await database.sql`select hits from console.rate_limit where key like 'sms:%'`;
  expect(budget.map((row) => row.hits)).toEqual([3, 3]);
});

test("three codes an hour and ten a day", async () => {
  const { token } = await handedOver();
  const send = async () => {
    await database.sql`delete from console.rate_limit`;
    const { presession } = await openLink(visitor(), { ...at, token });
    return await sendCode(visitor(), { ...at, presession });
  };
  for (let hour = 0; hour < 3; hour++) {
    for (let n = 0; n < 3; n++) expect(await send()).toBe("sent");
    await expect(send()).rejects.toMatchObject({ code: "limit", message: expect.stringContaining("hour") });
    clock.advance(3601);
  }
  expect(await send()).toBe("sent");
  await expect(send()).rejects.toMatchObject({ code: "limit", message: expect.stringContaining("tomorrow") });
});

test("fifteen wrong tries lock the link, until staff issue a new one", async () => {
  const handed = await handedOver();
  for (let n = 0; n < 3; n++) {
    const { presession, code } = await browserWithCode(handed.token);
    for (let t = 0; t < 5; t++) await checkCode(visitor(), { ...at, presession, code: wrong(code) });
  }
  const [link] =
    await database.sql`select wrong_tries, locked_at from console.export_link where run_id = ${handed.runId}`;
  expect(link).toMatchObject({ wrong_tries: 15, locked_at: expect.anything() });
  clock.advance(3601);
  const before = await smsCount();
  const { presession } = await openLink(visitor(), { ...at, token: handed.token });
  expect(await sendCode(visitor(), { ...at, presession })).toBe("sent");
  expect(await smsCount()).toBe(before);
  await reissueLink(asker, { ...handed, portalOrigin });
  const { presession: fresh, code } = await browserWithCode(await mailedToken(handed.id));
  expect(await checkCode(visitor(), { ...at, presession: fresh, code })).toMatchObject({ ok: true });
});

test("the budgets of a phone, a network and the whole installation hold", async () => {
  const { token } = await handedOver();
  const { presession } = await openLink(visitor(), { ...at, token });
  const spend = async (key: string, hits: number) =>
    await database.sql`insert into console.rate_limit (key, window_started_at, hits)
      values (${key}, to_timestamp(floor(extract(epoch from now()) / 3600) * 3600), ${hits})`;
  await spend("sms:all", 200);
  await expect(sendCode(visitor(), { ...at, presession })).rejects.toMatchObject({ code: "unavailable" });
  await database.sql`delete from console.rate_limit`;
  // One IPv6 subscriber has a whole /64.
  await spend("portal-code:2001:db8:0:1::/64", 20);
  await expect(sendCode(visitor(), { ...at, presession, clientIp: "2001:db8:0:1:abcd::7" })).rejects.toMatchObject({
    code: "limit",
  });
  expect(await sendCode(visitor(), { ...at, presession, clientIp: "2001:db8:0:2::7" })).toBe("sent");
});

async function session() {
  const handed = await handedOver();
  const { presession, code } = await browserWithCode(handed.token);
  const checked = await checkCode(visitor(), { ...at, presession, code });
  if (!checked.ok) throw new Error("the right code was refused");
  const resolve = () => resolvePortalSession({ db: database.db, clock }, checked.sessionToken);
  return { handed, resolve };
}

test("a portal session ends after 15 minutes without use", async () => {
  const { resolve } = await session();
  clock.advance(14 * 60);
  expect(await resolve()).not.toBeNull();
  clock.advance(14 * 60);
  expect(await resolve()).not.toBeNull();
  clock.advance(15 * 60);
  expect(await resolve()).toBeNull();
});

test("a portal session ends after 60 minutes whatever its use", async () => {
  const { resolve } = await session();
  for (let minute = 0; minute < 59; minute += 10) {
    expect(await resolve()).not.toBeNull();
    clock.advance(10 * 60);
  }
  expect(await resolve()).toBeNull();
});

test("a link revoked during a download gets no further range", async () => {
  const { handed, resolve } = await session();
  const portal = ctxOf(database.db, (await resolve())!, clock);
  await beginDownload(portal, { part: 1, start: 0, end: 99 });
  await revokeLink(asker, handed);
  await expect(beginDownload(portal, { part: 1, start: 100, end: 999 })).rejects.toMatchObject({
    code: "not_signed_in",
  });
  expect(await resolve()).toBeNull();
  const [ranges] = await database.sql`select count(*) from console.export_download where run_id = ${handed.runId}`;
  expect(Number(ranges!.count)).toBe(1);
});

test("past the link's end no further range begins, though no worker has ended it yet", async () => {
  const { handed, resolve } = await session();
  const portal = ctxOf(database.db, (await resolve())!, clock);
  const end = new Date(clock.now().getTime() + 60_000).toISOString();
  await database.sql`update console.export_link set expires_at = ${end} where run_id = ${handed.runId}`;
  const { downloadId } = await beginDownload(portal, { part: 1, start: 0, end: 99 });
  clock.advance(61);
  await expect(beginDownload(portal, { part: 1, start: 100, end: 999 })).rejects.toMatchObject({
    code: "not_signed_in",
  });
  // What began in time is still recorded.
  await finishDownload(portal, { downloadId, bytesSent: 100 });
  expect((await auditOf(database, handed.id)).at(-1)).toMatchObject({ action: "export_download.finish" });
});

test("a pre-session that was changed, or sealed with another secret, opens nothing", async () => {
  const { token } = await handedOver();
  const { presession } = await openLink(visitor(), { ...at, token });
  const bytes = Buffer.from(presession, "base64url");
  bytes[0]! ^= 1;
  for (const value of [bytes.toString("base64url"), "", "abc", null])
    expect(await sendCode(visitor(), { ...at, presession: value })).toBe("reopen");
  expect(await sendCode(visitor(), { ...at, presession, secret: "another secret" })).toBe("reopen");
  clock.advance(30 * 60);
  expect(await sendCode(visitor(), { ...at, presession })).toBe("reopen");
});

test("from a network that the customer has not listed no code is sent or taken, of a link that works as of one that is over", async () => {
  const { id, token } = await handedOver();
  const [request] = await database.sql`select business_id from console.export_request where id = ${id}`;
  const { presession } = await openLink(visitor(), { ...at, token });
  const list = await restriction(database, request!.business_id, ["198.51.100.0/24"]);
  const sent = await smsCount();
  const refused = { code: "forbidden", message: expect.stringContaining("networks of its own") };
  await expect(sendCode(visitor(), { ...at, presession })).rejects.toMatchObject(refused);
  await expect(checkCode(visitor(), { ...at, presession, code: "12345678" })).rejects.toMatchObject(refused);
  await database.sql`update console.export_link set revoked_at = now()
    where run_id in (select id from console.export_run where request_id = ${id})`;
  await expect(sendCode(visitor(), { ...at, presession })).rejects.toMatchObject(refused);
  expect(await smsCount()).toBe(sent);
  const trail = (await auditOf(database, id)).filter(({ action }) => action === "portal.refuse_address");
  expect(trail).toHaveLength(1);
  expect(JSON.stringify(trail)).not.toContain(at.clientIp);
  await database.sql`update console.export_link set revoked_at = null
    where run_id in (select id from console.export_run where request_id = ${id})`;
  expect(await sendCode(visitor(), { ...at, presession, clientIp: "198.51.100.7" })).toBe("sent");
  await endRestriction(database, list);
});
