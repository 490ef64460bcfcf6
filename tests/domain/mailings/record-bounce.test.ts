import { expect, test } from "vitest";
import { recordBounce } from "#app/domain/mailings/record-bounce.server.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { outbox } from "#app/platform/messages/outbox.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf, serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";

const database = await testDatabase();
const clock = testClock();
const job = serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }, { clock });
const key = { kind: "api_key", id: "00000000-0000-4000-8000-00000000000a" } as const;
const mailServer = ctxOf(database.db, { ...key, purpose: "bounces" }, clock);
await subscribers(database, 2);

async function sent(): Promise<string[]> {
  const id = await newMailing(database);
  clock.advance(60);
  await sendMailing(job, { mailingId: id, gateway: outbox, stopping: new AbortController().signal });
  const rows = await database.sql`
    select d.message_id from console.mailing_delivery d join console.subscriber s on s.id = d.subscriber_id
    where d.mailing_id = ${id} order by s.email`;
  return rows.map((row) => row.message_id as string);
}
const subscriber = async (email: string) =>
  (
    await database.sql`select state, bounces from console.subscriber where email = ${`${email}@subscribers.example`}`
  )[0]!;

test("a report that an address does not exist ends writing to it; said twice it counts once", async () => {
  const [messageId] = await sent();
  const report = { messageId: `<${messageId!.toUpperCase()}@huolto.example>`, status: "5.1.1" };
  expect(await recordBounce(mailServer, report)).toEqual({ recorded: true });
  expect(await recordBounce(mailServer, report)).toEqual({ recorded: false });
  expect(await subscriber("s0")).toEqual({ state: "bounced", bounces: 1 });
  const [row] = await database.sql`
    select state, error_code, bounced_at is not null as bounced from console.mailing_delivery where message_id = ${messageId!}`;
  expect(row).toEqual({ state: "sent", error_code: "5.1.1", bounced: true });
});

test("a full mailbox counts, three in a row end it; a delay counts for nothing, a delivery that timed out does", async () => {
  const report = async (status: string, action?: string) => {
    const ids = await sent();
    return await recordBounce(mailServer, { messageId: ids.at(-1)!, status, action });
  };
  expect(await report("5.2.2")).toEqual({ recorded: true });
  expect(await subscriber("s1")).toEqual({ state: "active", bounces: 1 });
  expect(await report("4.2.2")).toEqual({ recorded: false });
  expect(await report("4.4.1", "delayed")).toEqual({ recorded: false });
  // Two came through in between: the row begins anew.
  expect(await report("4.4.7", "failed")).toEqual({ recorded: true });
  expect(await subscriber("s1")).toEqual({ state: "active", bounces: 1 });
  await report("5.2.2");
  await report("5.7.1");
  expect(await subscriber("s1")).toEqual({ state: "bounced", bounces: 3 });
});

test("a report about a mail from before the address was confirmed anew ends nothing", async () => {
  await database.sql`update console.subscriber set state = 'active', bounces = 0, bounced_at = null`;
  const [before] = await sent();
  clock.advance(60);
  await database.sql`update console.subscriber set confirmed_at = ${clock.now().toISOString()}`;
  expect(await recordBounce(mailServer, { messageId: before!, status: "5.1.1" })).toEqual({ recorded: true });
  expect(await subscriber("s0")).toEqual({ state: "active", bounces: 0 });
  const [after] = await sent();
  await recordBounce(mailServer, { messageId: after!, status: "5.1.1" });
  expect(await subscriber("s0")).toEqual({ state: "bounced", bounces: 1 });
});

test("a mail that is none of ours, a report that cannot be read, and whoever has no key for bounces", async () => {
  const status = "5.1.1";
  for (const messageId of ["00000000-0000-4000-8000-000000000000", "<20261123.4Yxyz@mx.example>", ""])
    await expect(recordBounce(mailServer, { messageId, status })).rejects.toMatchObject({ code: "not_found" });
  await expect(recordBounce(mailServer, { messageId: "x", status: "550" })).rejects.toMatchObject({ field: "status" });
  await expect(recordBounce(mailServer, { status })).rejects.toMatchObject({ code: "invalid", field: "messageId" });
  await expect(recordBounce(mailServer, null)).rejects.toMatchObject({ code: "invalid" });
  const pipeline = ctxOf(database.db, { ...key, purpose: "releases" }, clock);
  await expect(recordBounce(pipeline, { messageId: "x", status })).rejects.toMatchObject({ code: "forbidden" });
  for (const actor of [anonymous, staffActor(key.id, ["release_manager"])])
    await expect(recordBounce(ctxOf(database.db, actor, clock), { messageId: "x", status })).rejects.toMatchObject({
      code: "not_signed_in",
    });
});
