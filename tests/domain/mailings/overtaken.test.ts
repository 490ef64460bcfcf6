import { createServer, type Socket } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { cancelMailing, queueMailing } from "#app/domain/mailings/queue-mailing.server.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { type MailGateway, MessageError } from "#app/platform/messages/gateway.ts";
import { smtpGateway } from "#app/platform/messages/smtp.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { newMailing, subscribers, texts } from "#tests/support/mailings.ts";
import { type Reply, smtpServer } from "#tests/support/smtp.ts";

const database = await testDatabase();
let clock = testClock();
const moving = { now: () => clock.now() };
const ctx = serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }, { clock: moving });
let answer: (to: string) => Reply;
const smtp = await smtpServer({ atRecipient: (to) => answer(to), keepText: true });
afterAll(() => smtp.close());
const gateway = smtpGateway(smtp.url, "Huolto <no-reply@huolto.example>", { mailsPerSecond: 1000 });
const going = new AbortController().signal;
const send = (mailingId: string) => sendMailing(ctx, { mailingId, gateway, stopping: going });
const mailing = () => newMailing(database);

beforeEach(async () => {
  clock = testClock();
  smtp.taken.length = 0;
  answer = () => undefined;
  await database.sql`update console.subscriber set state = 'unsubscribed', email = null, ended_at = now()`;
});

const subjectOf = async (id: string) =>
  (await database.sql`select subject_id from console.mailing where id = ${id}`)[0]!.subject_id as string;
const states = async (id: string) =>
  (
    await database.sql`select state, attempts from console.mailing_delivery where mailing_id = ${id} order by state`
  ).map(({ state, attempts }) => `${state} ${attempts}`);
const stateOf = async (id: string) =>
  (await database.sql`select state from console.mailing where id = ${id}`)[0]!.state;

/** What is told next about the same. */
async function newer(id: string, { notBefore = clock.now() } = {}): Promise<string> {
  const next = { topic: "maintenance", subjectKind: "window", revision: 1, texts, notBefore } as const;
  const subjectId = await subjectOf(id);
  return (await database.db.transaction((tx) => queueMailing(ctx, tx, { ...next, subjectId })))!;
}

test("what was put off is not told after something newer about the same: nobody reads an old time last", async () => {
  await subscribers(database, 2);
  const announced = await mailing();
  answer = (to) => (to.startsWith("s0") ? { code: 451, text: "4.7.1 Greylisted" } : undefined);
  await send(announced);
  expect(await states(announced)).toEqual(["queued 1", "sent 1"]);
  const moved = await newer(announced);
  answer = () => undefined;
  clock.advance(360);
  await send(moved);
  await send(announced);
  expect(smtp.taken.map(({ to }) => to.slice(0, 2)).sort()).toEqual(["s0", "s1", "s1"]);
  expect(await states(announced)).toEqual(["left_out 1", "sent 1"]);
  expect(await stateOf(announced)).toBe("sent");
});

test("what is newer but still held, or was taken back, keeps nothing from going", async () => {
  await subscribers(database, 1);
  for (const taken of [false, true]) {
    smtp.taken.length = 0;
    const id = await mailing();
    await newer(id, { notBefore: new Date(clock.now().getTime() + 120_000) });
    const subject = { subjectKind: "window", subjectId: await subjectOf(id), revision: 1 } as const;
    if (taken) {
      await cancelMailing(database.db, subject);
      clock.advance(300);
    }
    await send(id);
    expect(smtp.taken).toHaveLength(1);
  }
});

/** Sends through a gateway that does as `act` says with each mail. */
const through = (act: (to: string) => Promise<void>): MailGateway => ({
  keepsBody: false,
  send: ({ to }) => act(to),
  openRun: () => ({ send: ({ to }) => act(to), close: () => {} }),
});

test.each([
  ["is told to come again", new MessageError("unavailable", "later", { status: "4.7.1" })],
  ["is refused", new MessageError("rejected", "never", { status: "5.1.1" })],
  ["finds the server gone", new MessageError("unavailable", "gone", { status: null })],
])(
  "a worker that slept past its lease and then %s takes nothing back from the one who sent meanwhile",
  async (_, fault) => {
    await subscribers(database, 6);
    const id = await mailing();
    const wake = Promise.withResolvers<void>();
    let asleep = 0;
    const sleeping = sendMailing(ctx, {
      mailingId: id,
      stopping: going,
      gateway: through(async () => {
        asleep += 1;
        await wake.promise;
        throw fault;
      }),
    }).catch(() => {});
    await expect.poll(() => asleep).toBe(4);
    clock.advance(181);
    // Another takes what the first had, and is in the middle of it when the first wakes.
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const sent: string[] = [];
    const second = sendMailing(ctx, {
      mailingId: id,
      stopping: going,
      gateway: through(async (to) => {
        sent.push(to);
        if (sent.length === 4) reached.resolve();
        if (sent.length > 2) await goOn.promise;
      }),
    });
    await reached.promise;
    await expect.poll(() => states(id)).toContain("sent 2");
    wake.resolve();
    await sleeping;
    const held = await states(id);
    expect(held.filter((state) => state.startsWith("queued"))).toEqual([]);
    goOn.resolve();
    await second;
    clock.advance(400);
    await send(id);
    expect(smtp.taken).toEqual([]);
    expect(sent.sort()).toEqual([...new Set(sent)]);
    expect(await states(id)).toEqual(Array.from({ length: 6 }, () => "sent 2"));
    const people = await database.sql`select distinct state, bounces from console.subscriber where email is not null`;
    expect([...people]).toEqual([{ state: "active", bounces: 0 }]);
  },
);

test.each(["end", "destroy"] as const)(
  "a server that takes a mail and hangs up (%s) before it says so gets it once in a run",
  async (hangUp) => {
    const got: string[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.write("220 mx\r\n");
      let inText = "";
      let reading = false;
      socket.on("data", (chunk) => {
        if (reading) {
          inText += chunk;
          if (!inText.endsWith("\r\n.\r\n")) return;
          got.push(inText);
          socket[hangUp]();
          return;
        }
        for (const line of String(chunk).trimEnd().split("\r\n")) {
          reading = line === "DATA";
          socket.write(reading ? "354 go on\r\n" : "250 ok\r\n");
        }
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    await subscribers(database, 1);
    const id = await mailing();
    const rude = smtpGateway(`smtp://127.0.0.1:${port}`, "Huolto <no-reply@huolto.example>");
    await expect(sendMailing(ctx, { mailingId: id, gateway: rude, stopping: going })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(got).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    server.close();
  },
);
