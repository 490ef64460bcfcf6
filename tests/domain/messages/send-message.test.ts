import { once } from "node:events";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { codeMessage, linkMessage } from "#app/domain/messages/texts.ts";
import { giveUpMessages } from "#app/domain/messages/give-up-messages.server.ts";
import { type NewMessage, queueMessage } from "#app/domain/messages/queue-message.server.ts";
import { sendMessage } from "#app/domain/messages/send-message.server.ts";
import { openGateways } from "#app/platform/messages/open-gateways.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const clock = testClock();
const ctx = ctxOf(database.db, { kind: "job", id: "send-message" }, clock);
const subjectId = "00000000-0000-4000-8000-000000000001";

type Mail = { from: string; to: string[]; user?: string; text: string };
const mails: Mail[] = [];
let answer: (() => Error | undefined) | undefined;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  onAuth: (auth, _session, done) =>
    auth.password === "right" ? done(null, { user: auth.username }) : done(new Error("bad password")),
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const error = answer?.();
      if (error) return done(error);
      mails.push({
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
        to: session.envelope.rcptTo.map((to) => to.address),
        user: session.user as string | undefined,
        text: Buffer.concat(chunks).toString("utf8"),
      });
      done();
    });
  },
});
smtp.listen(0, "127.0.0.1");
await once(smtp.server, "listening");
const { port } = smtp.server.address() as { port: number };
afterAll(() => new Promise<void>((done) => smtp.close(done)));

const SMS_URL = "https://sms.example/v1/messages";
const texts: { authorization: string | null; key: string | null; body: unknown }[] = [];
let smsStatus = 202;
const gateway = setupServer(
  http.post(SMS_URL, async ({ request }) => {
    texts.push({
      authorization: request.headers.get("authorization"),
      key: request.headers.get("idempotency-key"),
      body: await request.json(),
    });
    return new HttpResponse(null, { status: smsStatus });
  }),
);
beforeAll(() => gateway.listen({ onUnhandledFrame: "bypass" }));
afterAll(() => gateway.close());
beforeEach(() => {
  mails.length = 0;
  texts.length = 0;
  answer = undefined;
  smsStatus = 202;
});

const gateways = (password = "right") =>
  openGateways({
    MAIL_URL: `smtp://huolto:${password}@127.0.0.1:${port}`,
    MAIL_FROM: "Huolto <no-reply@huolto.example>",
    SMS_URL,
    SMS_TOKEN: "sms-token",
  });
const outbox = openGateways({ MAIL_URL: "outbox:", MAIL_FROM: "x", SMS_URL: "outbox:", SMS_TOKEN: "" });

const mail: NewMessage = {
  channel: "email",
  recipient: "maija@yritys.example",
  subject: "Lakisääteinen arkistonne on noudettavissa",
  body: "Avaa linkki:\n\nhttps://portal.example/d#token\n",
  purpose: "export_link",
  subjectId,
};
const sms: NewMessage = {
  channel: "sms",
  recipient: "+358401234567",
  body: "Koodi 12345678",
  purpose: "export_code",
  subjectId,
};
const queue = (message: NewMessage) => database.db.transaction((tx) => queueMessage(ctx, tx, message));
const read = async (id: string) =>
  (await database.sql`select state, body, attempts, error_code from console.message where id = ${id}`)[0];

test("a message and its job exist only if the change does", async () => {
  await expect(
    database.db.transaction(async (tx) => {
      await queueMessage(ctx, tx, mail);
      throw new Error("undo");
    }),
  ).rejects.toThrow("undo");
  const id = await queue(mail);
  const jobs = await database.sql`select data from pgboss.job where name = 'send-message'`;
  expect(jobs).toEqual([{ data: { messageId: id } }]);
});

test("e-mail goes out by SMTP, and its text is gone afterwards", async () => {
  const id = await queue(mail);
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(mails).toMatchObject([{ from: "no-reply@huolto.example", to: ["maija@yritys.example"], user: "huolto" }]);
  const text = mails[0]!.text;
  expect(text).toContain("https://portal.example/d#token");
  expect(text).toContain(`Message-ID: <${id}@huolto.example>`);
  expect(text).toMatch(/^Subject: =\?UTF-8\?[BQ]\?/m);
  expect(await read(id)).toEqual({ state: "sent", body: null, attempts: 1, error_code: null });
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(mails).toHaveLength(1);
});

test("a mail server that is busy is tried again; one that refuses is not", async () => {
  const later = await queue(mail);
  answer = () => Object.assign(new Error("try later"), { responseCode: 451 });
  await expect(sendMessage(ctx, { messageId: later, gateways: gateways() })).rejects.toMatchObject({
    code: "unavailable",
  });
  expect(await read(later)).toMatchObject({ state: "queued", body: expect.any(String), error_code: "unavailable" });
  answer = undefined;
  await sendMessage(ctx, { messageId: later, gateways: gateways() });
  expect(await read(later)).toMatchObject({ state: "sent", attempts: 2 });

  const never = await queue(mail);
  answer = () => Object.assign(new Error("no such user"), { responseCode: 550 });
  await sendMessage(ctx, { messageId: never, gateways: gateways() });
  expect(await read(never)).toEqual({ state: "failed", body: null, attempts: 1, error_code: "rejected" });
});

test("our own wrong password is no refusal of the message: an operator mends it and it goes out", async () => {
  const id = await queue(mail);
  await expect(sendMessage(ctx, { messageId: id, gateways: gateways("wrong") })).rejects.toMatchObject({
    code: "unavailable",
  });
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(await read(id)).toMatchObject({ state: "sent" });
});

test("SMS goes to the gateway with the bearer token, once per message", async () => {
  const id = await queue(sms);
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(texts).toEqual([
    {
      authorization: "Bearer sms-token",
      key: id,
      body: { to: "+358401234567", text: "Koodi 12345678", reference: id },
    },
  ]);
  expect(await read(id)).toMatchObject({ state: "sent", body: null });
});

test.each([
  [503, "queued"],
  [429, "queued"],
  [400, "failed"],
  [401, "failed"],
])("an SMS gateway that answers %d leaves the message %s", async (status, state) => {
  smsStatus = status;
  const id = await queue(sms);
  await sendMessage(ctx, { messageId: id, gateways: gateways() }).catch(() => {});
  expect(await read(id)).toMatchObject({ state });
  await database.sql`update console.message set state = 'failed' where id = ${id}`;
});

test("a code that is late by more than its life is not sent", async () => {
  const id = await queue(sms);
  clock.advance(301);
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(texts).toEqual([]);
  expect(await read(id)).toMatchObject({ state: "failed", body: null, error_code: "too_late" });
});

test("the ninth failure is the last, and what nothing sends any more loses its text", async () => {
  smsStatus = 500;
  const id = await queue({ ...mail, recipient: "nobody@127.0.0.1" });
  const stuck = await queue(mail);
  answer = () => Object.assign(new Error("try later"), { responseCode: 451 });
  for (let n = 1; n <= 8; n++)
    await expect(sendMessage(ctx, { messageId: id, gateways: gateways() })).rejects.toThrow();
  await sendMessage(ctx, { messageId: id, gateways: gateways() });
  expect(await read(id)).toMatchObject({ state: "failed", attempts: 9, body: null });
  clock.advance(3 * 3600 + 1);
  expect(await giveUpMessages(ctx)).toBeGreaterThan(0);
  expect(await read(stuck)).toMatchObject({ state: "failed", body: null, error_code: "given_up" });
});

test("the demo's outbox keeps the text", async () => {
  const id = await queue(mail);
  await sendMessage(ctx, { messageId: id, gateways: outbox });
  expect(await read(id)).toMatchObject({ state: "sent", body: mail.body });
});

test("the texts, in three languages: the link in the mail, no name in the SMS", () => {
  for (const language of ["fi", "sv", "en"] as const) {
    const told = { company: "Oy Ab", link: "https://p.example/d#t", until: "2026-12-06" };
    const { body } = linkMessage(language, { ...told, part: "books" });
    expect(body).toContain("\nhttps://p.example/d#t\n");
    expect(body).toContain(language === "en" ? "6 Dec 2026" : "6.12.2026");
    expect(linkMessage(language, { ...told, part: "payroll" }).body).toMatch(
      /palkka-arkisto|lönearkivet|payroll archive/,
    );
    const text = codeMessage(language, { code: "00123456", portalHost: "p.example" });
    expect(text.split("\n").at(-1)).toBe("@p.example #00123456");
    // One SMS of the GSM alphabet with its umlauts has 160 characters.
    expect(text.length).toBeLessThanOrEqual(160);
  }
});
