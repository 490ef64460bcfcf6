import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { afterAll, beforeEach, expect, test } from "vitest";
import { deliverDisclosure } from "#app/domain/disclosures/deliver-disclosure.server.ts";
import { resolveAuthoritySession } from "#app/domain/disclosures/portal/authority-session.server.ts";
import { packageDoor } from "#app/domain/disclosures/portal/package-door.server.ts";
import { revokeDisclosureLink } from "#app/domain/disclosures/revoke-link.server.ts";
import { checkCode } from "#app/domain/portal-access/check-code.server.ts";
import { openLink } from "#app/domain/portal-access/open-link.server.ts";
import { sendCode } from "#app/domain/portal-access/send-code.server.ts";
import { packageHandler } from "#app/routes/portal/disclosure/package-download.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf } from "#tests/support/contexts.ts";
import { canary, disclosureDesk, PORTAL } from "#tests/support/disclosures.ts";

const database = await testDatabase();
const desk = await disclosureDesk(database);
await desk.events([{ at: "2026-09-10T10:00:00Z", business: "9000001-2", person: "u-1", name: canary.person }]);
const app = express();
app.use((_req, res, next) => {
  res.locals.ctx = ctxOf(database.db, anonymous, desk.clock);
  next();
});
app.get("/d/disclosure/download", packageHandler({ archives: desk.archives }));
const server = createServer(app).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/d/disclosure/download`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await desk.end();
});
beforeEach(async () => void (await database.sql`delete from console.rate_limit`));

const at = {
  door: packageDoor,
  clientIp: "203.0.113.7",
  secret: "a secret of the web processes, 32+ characters",
  portalOrigin: PORTAL,
};
const visitor = () => ctxOf(database.db, anonymous, desk.clock);

async function mailed(id: string) {
  const [mail] = await database.sql`
    select m.recipient, m.subject, m.body from console.message m join console.disclosure_link l on l.id = m.subject_id
    where l.disclosure_id = ${id} and m.channel = 'email' order by l.revoked_at is not null, m.created_at desc limit 1`;
  return mail as unknown as { recipient: string; subject: string; body: string };
}
const tokenIn = (body: string) => /\/d\/disclosure#([\w-]{43})\s/.exec(body)![1]!;
async function codeOf(presession: string) {
  expect(await sendCode(visitor(), { ...at, presession })).toBe("sent");
  const [sms] = await database.sql`
    select recipient, body from console.message where purpose = 'disclosure_code' order by created_at desc, id limit 1`;
  return { to: sms!.recipient as string, code: /#(\d{8})$/.exec(sms!.body)![1]! };
}

test("from the mail to the receipt: link, code to the phone, the package in two ranges, and that is the receipt", async () => {
  const row = await desk.delivered();
  const mail = await mailed(row.id);
  expect(mail.recipient).toBe(canary.email);
  expect(mail.body).not.toContain(canary.person);
  const { presession } = await openLink(visitor(), { ...at, token: tokenIn(mail.body) });
  const { to, code } = await codeOf(presession);
  expect(to).toBe("+358401234567");
  const wrong = String((Number(code) + 1) % 10 ** 8).padStart(8, "0");
  expect(await checkCode(visitor(), { ...at, presession, code: wrong })).toEqual({
    ok: false,
    reason: "wrong",
  });
  const checked = await checkCode(visitor(), { ...at, presession, code });
  if (!checked.ok) throw new Error("the right code was refused");
  const ask = (range?: string) =>
    fetch(url, {
      redirect: "manual",
      headers: { cookie: `__Host-dd=${checked.sessionToken}`, ...(range ? { range } : {}) },
    });
  const half = Math.floor(row.packageBytes! / 2);
  const first = Buffer.from(await (await ask(`bytes=0-${half - 1}`)).arrayBuffer());
  expect((await desk.read(row.id)).state).toBe("delivered");
  const rest = await ask(`bytes=${half}-`);
  expect(rest.status).toBe(206);
  const all = Buffer.concat([first, Buffer.from(await rest.arrayBuffer())]);
  expect(createHash("sha512").update(all).digest("hex")).toBe(row.packageSha512);
  await expect.poll(async () => (await desk.read(row.id)).state, { timeout: 10_000 }).toBe("received");
  expect((await desk.read(row.id)).receipt).toMatchObject({
    how: "download",
    bytes: row.packageBytes,
    sha512: row.packageSha512,
  });
  const [file] = await database.sql`select state from console.case_file where id = ${row.caseId}`;
  expect(file!.state).toBe("received");
  // A new link ends the earlier one and what was opened with it.
  const again = await deliverDisclosure(desk.alma, { ...(await desk.read(row.id)), portalOrigin: PORTAL, again: true });
  expect((await ask()).status).toBe(303);
  const next = await openLink(visitor(), { ...at, token: tokenIn((await mailed(row.id)).body) });
  desk.clock.advance(1);
  const opened = await checkCode(visitor(), {
    ...at,
    presession: next.presession,
    code: (await codeOf(next.presession)).code,
  });
  if (!opened.ok) throw new Error("the right code was refused");
  expect(await resolveAuthoritySession({ db: database.db, clock: desk.clock }, opened.sessionToken)).toMatchObject({
    disclosureId: row.id,
  });
  await revokeDisclosureLink(desk.alma, again);
  expect(await resolveAuthoritySession({ db: database.db, clock: desk.clock }, opened.sessionToken)).toBeNull();
});

test("a link that is over sends nothing and answers as a good one does; no cookie, no byte", async () => {
  const row = await desk.delivered();
  const token = tokenIn((await mailed(row.id)).body);
  desk.clock.advance(30 * 24 * 3600 + 1);
  const { presession } = await openLink(visitor(), { ...at, token });
  const before = (await database.sql`select 1 from console.message where channel = 'sms'`).length;
  expect(await sendCode(visitor(), { ...at, presession })).toBe("sent");
  expect((await database.sql`select 1 from console.message where channel = 'sms'`).length).toBe(before);
  expect((await fetch(url, { redirect: "manual" })).status).toBe(303);
});
