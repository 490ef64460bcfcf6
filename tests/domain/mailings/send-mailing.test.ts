import { afterAll, beforeEach, expect, test } from "vitest";
import { cancelMailing } from "#app/domain/mailings/queue-mailing.server.ts";
import { resumeMailings } from "#app/domain/mailings/resume-mailings.server.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { smtpGateway } from "#app/platform/messages/smtp.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";
import { type Reply, smtpServer } from "#tests/support/smtp.ts";

const database = await testDatabase();
const clock = testClock();
const ctx = serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }, { clock });
let answer: (to: string) => Reply;
let whenTaken: () => void;
const smtp = await smtpServer({ atRecipient: (to) => answer(to), keepText: true, onTaken: () => whenTaken() });
afterAll(() => smtp.close());
const gateway = smtpGateway(smtp.url, "Huolto <no-reply@huolto.example>", { mailsPerSecond: 1000 });
const going = new AbortController().signal;
const send = (mailingId: string, stopping = going) => sendMailing(ctx, { mailingId, gateway, stopping });
const mailing = (values: Parameters<typeof newMailing>[1] = {}) => newMailing(database, values);

beforeEach(async () => {
  smtp.taken.length = 0;
  answer = () => undefined;
  whenTaken = () => {};
  await database.sql`update console.subscriber set state = 'unsubscribed', email = null, ended_at = now()`;
  await database.sql`update console.mailing set state = 'cancelled' where state in ('queued', 'sending')`;
});

const deliveries = async (id: string) => [
  ...(await database.sql`
    select state, attempts, error_code as code, count(*)::int as n from console.mailing_delivery
    where mailing_id = ${id} group by 1, 2, 3 order by 1, 2, 3`),
];
const stateOf = async (id: string) =>
  (await database.sql`select state from console.mailing where id = ${id}`)[0]!.state;
const people = async () => [
  ...(await database.sql`select email, state, bounces from console.subscriber where email is not null order by email`),
];
const headersOf = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");

test("each subscriber of the topic gets it in their language, with a way out and nothing that follows them", async () => {
  await subscribers(database, 3);
  await subscribers(database, 1, { name: "other", topics: ["bulletins"] });
  await send(await mailing());
  const got = new Map(smtp.taken.map(({ to, raw }) => [to, raw]));
  expect([...got.keys()].sort()).toEqual(["s0", "s1", "s2"].map((name) => `${name}@subscribers.example`));
  const raw = got.get("s1@subscribers.example")!;
  const headers = headersOf(raw);
  const [row] = await database.sql`select token from console.subscriber where email = 's1@subscribers.example'`;
  expect(headers).toContain(`List-Unsubscribe: <https://portal.example/public/unsubscribe?token=${row!.token}>`);
  expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(headers).toMatch(/^List-Id: <maintenance\.portal\.example>\r$/im);
  expect(headers).toContain("Auto-Submitted: auto-generated");
  expect(headers).toContain("Content-Language: sv");
  expect(headers).toMatch(/Message-ID: <[0-9a-f-]{36}@huolto\.example>/);
  expect(headers).toMatch(/Content-Type: text\/plain/);
  expect(headersOf(got.get("s2@subscribers.example")!)).toContain("Subject: Netvisor: Maintenance on Saturday");
  // The body alone is quoted-printable: in a header "token=32" are those letters.
  const body = raw
    .slice(raw.indexOf("\r\n\r\n"))
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const addresses = [...`${headers}${body}`.matchAll(/https?:\/\/[^\s>]+/g)].map(([address]) => address);
  expect(addresses.sort()).toEqual([
    `https://portal.example/public/subscription?token=${row!.token}&lang=sv`,
    `https://portal.example/public/unsubscribe?token=${row!.token}`,
  ]);
  expect(raw).not.toMatch(/<img|text\/html/i);
});

test("one that is held waits, can be taken back until it begins, and not after", async () => {
  await subscribers(database, 2);
  const held = await mailing({ notBefore: new Date(clock.now().getTime() + 600_000) });
  await send(held);
  expect(await stateOf(held)).toBe("queued");
  expect(await resumeMailings(ctx)).toBe(0);
  clock.advance(601);
  expect(await resumeMailings(ctx)).toBe(1);
  // Its job waits: another is not sent.
  expect(await resumeMailings(ctx)).toBe(0);
  const [row] = await database.sql`select subject_id from console.mailing where id = ${held}`;
  const subject = { subjectKind: "window", subjectId: row!.subject_id as string, revision: 0 } as const;
  expect(await cancelMailing(database.db, subject)).toBe(true);
  await send(held);
  expect(smtp.taken).toEqual([]);

  const gone = await mailing();
  await send(gone);
  const [begun] = await database.sql`select subject_id from console.mailing where id = ${gone}`;
  expect(await cancelMailing(database.db, { ...subject, subjectId: begun!.subject_id as string })).toBe(false);
  expect(smtp.taken).toHaveLength(2);
});

test("whoever leaves, or leaves the topic, after it began is left out; whoever comes after it began is not written to", async () => {
  await subscribers(database, 60);
  const id = await mailing();
  const stop = new AbortController();
  // Stops in the first batch, as a worker does that is asked to end.
  whenTaken = () => stop.abort();
  await send(id, stop.signal);
  const first = smtp.taken.length;
  expect(first).toBeLessThanOrEqual(4);
  const waiting = await database.sql`
    select subscriber_id from console.mailing_delivery where mailing_id = ${id} and state = 'queued' and attempts = 0`;
  expect(waiting).toHaveLength(60 - first);
  await database.sql`update console.subscriber set state = 'unsubscribed', email = null where id = ${waiting[0]!.subscriber_id}`;
  await database.sql`update console.subscriber set topics = '{bulletins}' where id = ${waiting[1]!.subscriber_id}`;
  await subscribers(database, 1, { name: "late" });
  clock.advance(1);
  await send(id);
  expect(smtp.byRecipient().size).toBe(58);
  expect(smtp.taken).toHaveLength(58);
  expect(await stateOf(id)).toBe("sent");
  expect(await deliveries(id)).toEqual([
    { state: "left_out", attempts: 0, code: null, n: 2 },
    { state: "sent", attempts: 1, code: null, n: 58 },
  ]);
});

test("a server that asks to come again is asked again, in its time, and in the end no more", async () => {
  await subscribers(database, 2);
  const id = await mailing();
  answer = (to) => (to.startsWith("s0") ? { code: 451, text: "4.7.1 Greylisted" } : undefined);
  await send(id);
  expect(await stateOf(id)).toBe("sending");
  expect(await deliveries(id)).toEqual([
    { state: "queued", attempts: 1, code: "4.7.1", n: 1 },
    { state: "sent", attempts: 1, code: null, n: 1 },
  ]);
  await send(id);
  expect((await deliveries(id))[0]).toMatchObject({ attempts: 1 });
  for (const minutes of [6, 30, 90, 180, 360, 720]) {
    clock.advance(minutes * 60);
    await send(id);
  }
  expect(await deliveries(id)).toEqual([
    { state: "given_up", attempts: 7, code: "4.7.1", n: 1 },
    { state: "sent", attempts: 1, code: null, n: 1 },
  ]);
  expect(await stateOf(id)).toBe("sent");
  expect(await people()).toEqual([
    { email: "s0@subscribers.example", state: "active", bounces: 0 },
    { email: "s1@subscribers.example", state: "active", bounces: 0 },
  ]);
});

test("an address that does not exist is written to no more; one that refuses otherwise is, until the third time in a row", async () => {
  await subscribers(database, 3);
  answer = (to) =>
    to.startsWith("s0")
      ? { code: 550, text: "5.1.1 No such user" }
      : to.startsWith("s1")
        ? { code: 552, text: "Mailbox full" }
        : undefined;
  await send(await mailing());
  clock.advance(60);
  await send(await mailing());
  expect(await people()).toEqual([
    { email: "s0@subscribers.example", state: "bounced", bounces: 1 },
    { email: "s1@subscribers.example", state: "active", bounces: 2 },
    { email: "s2@subscribers.example", state: "active", bounces: 0 },
  ]);
  // One that came through ends the row.
  const all = answer;
  answer = () => undefined;
  clock.advance(60);
  await send(await mailing());
  answer = all;
  for (let n = 0; n < 2; n++) {
    clock.advance(60);
    await send(await mailing());
  }
  expect((await people())[1]).toMatchObject({ state: "active", bounces: 2 });
  clock.advance(60);
  await send(await mailing());
  expect((await people())[1]).toMatchObject({ state: "bounced", bounces: 3 });
  const kept = await database.sql`select details from audit.event where action = 'subscription.bounce'`;
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toContain("@");
});

test("a mail server that is down, or that refuses us as a sender, loses nothing and counts against nobody", async () => {
  await subscribers(database, 5);
  const id = await mailing();
  const away = smtpGateway("smtp://127.0.0.1:1", "Huolto <no-reply@huolto.example>");
  await expect(sendMailing(ctx, { mailingId: id, gateway: away, stopping: going })).rejects.toMatchObject({
    code: "unavailable",
    status: null,
  });
  expect(await deliveries(id)).toEqual([{ state: "queued", attempts: 0, code: null, n: 5 }]);
  const hangsUp = await smtpServer({ atRecipient: () => ({ code: 421, text: "4.3.2 Going down" }) });
  clock.advance(301);
  await expect(
    sendMailing(ctx, {
      mailingId: id,
      gateway: smtpGateway(hangsUp.url, "Huolto <a@huolto.example>"),
      stopping: going,
    }),
  ).rejects.toMatchObject({ code: "unavailable" });
  await hangsUp.close();
  clock.advance(301);
  await send(id);
  expect(smtp.byRecipient().size).toBe(5);
  expect(await deliveries(id)).toEqual([{ state: "sent", attempts: 1, code: null, n: 5 }]);
});

test("what could not be told within two days is told to nobody, and the mailing ends", async () => {
  await subscribers(database, 2);
  const id = await mailing();
  answer = (to) => (to.startsWith("s0") ? { code: 450, text: "Busy" } : undefined);
  await send(id);
  clock.advance(48 * 3600 + 1);
  expect(await resumeMailings(ctx)).toBe(0);
  await database.sql`delete from pgboss.job where name = 'send-mailing'`;
  expect(await resumeMailings(ctx)).toBe(1);
  await send(id);
  expect(smtp.taken).toHaveLength(1);
  expect(await deliveries(id)).toEqual([
    { state: "given_up", attempts: 1, code: "450", n: 1 },
    { state: "sent", attempts: 1, code: null, n: 1 },
  ]);
  expect(await stateOf(id)).toBe("sent");
});

test("the rate is bounded, however many wait", async () => {
  await subscribers(database, 60);
  const id = await mailing();
  const slow = smtpGateway(smtp.url, "Huolto <no-reply@huolto.example>", { mailsPerSecond: 20 });
  const began = performance.now();
  await sendMailing(ctx, { mailingId: id, gateway: slow, stopping: going });
  expect(smtp.taken).toHaveLength(60);
  expect(performance.now() - began).toBeGreaterThan(1900);
});
