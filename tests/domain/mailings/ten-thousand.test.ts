import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";
import { smtpServer, type TakenMail } from "#tests/support/smtp.ts";
import { smtpGateway } from "#app/platform/messages/smtp.server.ts";

const PEOPLE = 10_000;
const database = await testDatabase();
await subscribers(database, PEOPLE);

const numberOf = (address: string) => Number(/^[st](\d+)@/.exec(address)![1]);
/** One in a hundred has no mailbox; another one in a hundred has a server that takes nobody's mail the first time. */
const isGone = (n: number) => n % 100 === 7;
const isGrey = (n: number) => n % 100 === 8;
const seen = new Set<string>();
let onTaken: ((mail: TakenMail) => void) | undefined;
const smtp = await smtpServer({
  atRecipient(to) {
    const n = numberOf(to);
    if (isGone(n)) return { code: 550, text: "5.1.1 No such mailbox" };
    if (!isGrey(n) || seen.has(to)) return undefined;
    seen.add(to);
    return { code: 451, text: "4.7.1 Come again" };
  },
  onTaken: (mail) => onTaken?.(mail),
});
afterAll(() => smtp.close());

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});
function worker(mailing: string): ChildProcess {
  const child = spawn(process.execPath, [path.resolve("tests/support/mailing-worker.ts")], {
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      WORKER_DATABASE_URL: database.workerUrl,
      MAIL_SERVER: smtp.url,
      MAILING: mailing,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.add(child);
  return child;
}
const gateway = smtpGateway(smtp.url, "Huolto <no-reply@huolto.example>", { mailsPerSecond: 100_000 });
const sendHere = (mailingId: string) =>
  sendMailing(serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }), {
    mailingId,
    gateway,
    stopping: new AbortController().signal,
  });
/** What the minutes between two tries, or the lease of a dead worker, would bring. */
const timePasses = () => database.sql`
  update console.mailing_delivery set next_at = now() - interval '1 second',
    claimed_until = case when state = 'sending' then now() - interval '1 second' end
  where state in ('queued', 'sending')`;
const states = async (mailing: string) =>
  Object.fromEntries(
    (
      await database.sql`
        select state, count(*)::int as n from console.mailing_delivery where mailing_id = ${mailing} group by state`
    ).map(({ state, n }) => [state, n]),
  );

test("10,000 subscribers and workers that die five times: each gets it, at most twice and under one Message-ID", async () => {
  const mailing = await newMailing(database);
  for (let death = 0; death < 5; death++) {
    // After so many mails, at the moment when the server has taken one and the worker does not know it yet.
    const fatal = smtp.taken.length + 300 + Math.floor(Math.random() * 1000);
    const child = worker(mailing);
    const gone = once(child, "exit");
    onTaken = () => {
      if (smtp.taken.length === fatal) child.kill("SIGKILL");
    };
    await gone;
    expect(child.signalCode).toBe("SIGKILL");
    await timePasses();
  }
  onTaken = undefined;
  // Two at once share what is left, and then those who were asked to come again.
  for (let round = 0; round < 2; round++) {
    await Promise.all([sendHere(mailing), sendHere(mailing)]);
    await timePasses();
  }

  const got = smtp.byRecipient();
  expect(got.size).toBe(PEOPLE - PEOPLE / 100);
  const twice = [...got.values()].filter((mails) => mails.length > 1);
  expect(Math.max(...[...got.values()].map((mails) => mails.length))).toBeLessThanOrEqual(2);
  // Each death can repeat those that were in flight over the four connections, and no others.
  expect(twice.length).toBeGreaterThan(0);
  expect(twice.length).toBeLessThanOrEqual(5 * 4);
  for (const mails of got.values()) expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(new Set(smtp.taken.map(({ messageId }) => messageId)).size).toBe(got.size);
  expect(await states(mailing)).toEqual({ sent: PEOPLE - PEOPLE / 100, refused: PEOPLE / 100 });
  const [row] = await database.sql`
    select state, finished_at is not null as ended from console.mailing where id = ${mailing}`;
  expect(row).toEqual({ state: "sent", ended: true });

  const dead = await database.sql`select email from console.subscriber where state = 'bounced'`;
  expect(dead.map(({ email }) => numberOf(email)).every(isGone)).toBe(true);
  expect(dead).toHaveLength(PEOPLE / 100);
  const codes = await database.sql`
    select error_code, count(*)::int as n from console.mailing_delivery where error_code is not null group by 1`;
  expect([...codes]).toEqual([{ error_code: "5.1.1", n: PEOPLE / 100 }]);
}, 180_000);

test("without a death, workers that share a mailing send each exactly one", async () => {
  smtp.taken.length = 0;
  const few = 2000;
  await subscribers(database, few, { name: "t", topics: ["announcements"] });
  const mailing = await newMailing(database, { topic: "announcements" });
  await Promise.all([sendHere(mailing), sendHere(mailing)]);
  await timePasses();
  await sendHere(mailing);
  expect(smtp.taken).toHaveLength(few - few / 100);
  expect(smtp.byRecipient().size).toBe(few - few / 100);
  expect(await states(mailing)).toEqual({ sent: few - few / 100, refused: few / 100 });
});
