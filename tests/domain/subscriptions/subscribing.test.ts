import { beforeEach, expect, test } from "vitest";
import { sendMessage } from "#app/domain/messages/send-message.server.ts";
import { changeOwnSubscription } from "#app/domain/subscriptions/change-own-subscription.server.ts";
import { confirmSubscription } from "#app/domain/subscriptions/confirm-subscription.server.ts";
import { forgetAddresses } from "#app/domain/subscriptions/forget-addresses.server.ts";
import { leaveSubscription } from "#app/domain/subscriptions/leave-subscription.server.ts";
import { readOwnSubscription } from "#app/domain/subscriptions/read-own-subscription.server.ts";
import { subscribe } from "#app/domain/subscriptions/subscribe.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";

const database = await testDatabase();
const clock = testClock();
const ctx = serviceCtxOf(database.db, anonymous, { clock });
const clientIp = "198.51.100.7";

beforeEach(async () => {
  clock.advance(1);
  await database.sql`update console.subscriber set state = 'unsubscribed', email = null where email is not null`;
  await database.sql`delete from console.rate_limit`;
  await inOneWindow(database.sql, 3600);
});

const ask = (email: string, more: Partial<Parameters<typeof subscribe>[1]> = {}) =>
  subscribe(ctx, { email, language: "fi", topics: ["maintenance"], clientIp, secret: "x".repeat(32), ...more });
const rows = async () => [
  ...(await database.sql`
    select email, state, language, topics from console.subscriber where email is not null order by created_at`),
];
/** The newest mails first. */
const mails = async (email: string) => [
  ...(await database.sql`
    select id, subject, body from console.message where recipient = ${email} order by created_at desc, id`),
];
const newestMail = async (email: string) => (await mails(email))[0]!;
const confirmToken = async (email: string) =>
  /\/public\/subscription\/confirm\?lang=\w\w#([\w-]{43})\n/.exec((await newestMail(email)).body)![1]!;
const subscribed = async (email: string) => {
  await ask(email);
  clock.advance(1);
  return (await confirmSubscription(ctx, { token: await confirmToken(email), clientIp }))!.token;
};

test("nobody is written to before the owner of the address has said so", async () => {
  await ask("maija@yritys.example", { language: "sv", topics: ["bulletins", "maintenance", "bulletins"] });
  expect(await rows()).toEqual([
    { email: "maija@yritys.example", state: "pending", language: "sv", topics: ["bulletins", "maintenance"] },
  ]);
  const mail = await newestMail("maija@yritys.example");
  expect(mail.subject).toBe("Netvisor: bekräfta prenumerationen");
  expect(mail.body).toContain("veckobulletiner, underhållsavbrott");
  expect(mail.body).toContain("https://portal.example/public/subscription/confirm?lang=sv#");
  const token = await confirmToken("maija@yritys.example");
  const own = await confirmSubscription(ctx, { token, clientIp });
  // A second press, and a second window.
  expect(await confirmSubscription(ctx, { token, clientIp })).toEqual(own);
  expect(await rows()).toMatchObject([{ state: "active" }]);
  expect(await readOwnSubscription(ctx, own!)).toEqual({
    address: "m•••@yritys.example",
    language: "sv",
    topics: ["bulletins", "maintenance"],
  });
});

test("an address that is subscribed gets a mail of its own, and who asks learns nothing and changes nothing", async () => {
  const own = await subscribed("maija@yritys.example");
  clock.advance(1);
  await ask("MAIJA@yritys.example", { language: "en", topics: ["bulletins"] });
  expect(await rows()).toMatchObject([{ state: "active", language: "fi", topics: ["maintenance"] }]);
  const mail = await newestMail("maija@yritys.example");
  expect(mail.subject).toBe("Netvisor: olet jo tilannut sähköpostin");
  expect(mail.body).toContain(`https://portal.example/public/subscription?token=${own}&lang=fi`);
  // Nothing in it confirms anything.
  expect(mail.body).not.toContain("/confirm");
});

test("the newest link is the one that works, for 48 hours; with another one, nothing happens", async () => {
  await ask("maija@yritys.example");
  const first = await confirmToken("maija@yritys.example");
  clock.advance(1);
  await ask("maija@yritys.example", { language: "en" });
  const second = await confirmToken("maija@yritys.example");
  expect(await confirmSubscription(ctx, { token: first, clientIp })).toBeNull();
  expect(await confirmSubscription(ctx, { token: "", clientIp })).toBeNull();
  clock.advance(48 * 3600);
  expect(await confirmSubscription(ctx, { token: second, clientIp })).toBeNull();
  expect(await rows()).toMatchObject([{ state: "pending", language: "en" }]);
});

test("asked for by two at once, an address is one subscription", async () => {
  await Promise.all([1, 2, 3].map(() => ask("pekka@yritys.example")));
  expect(await rows()).toHaveLength(1);
});

test("what cannot be taken says which field, and writes nothing", async () => {
  const injected = "maija@yritys.example\r\nBcc: pekka@yritys.example";
  await expect(ask(injected)).rejects.toMatchObject({ code: "invalid", field: "email" });
  await expect(ask("maija@yritys.example", { topics: [] })).rejects.toMatchObject({ code: "invalid", field: "topics" });
  await expect(ask("maija@yritys.example", { language: "xx" as "fi" })).rejects.toMatchObject({ code: "invalid" });
  expect(await rows()).toEqual([]);
});

test("one address is written to three times a day, said to nobody; one network may ask twenty times an hour", async () => {
  const before = (await mails("kohde@yritys.example")).length;
  for (let n = 0; n < 5; n++)
    await ask(n % 2 ? "kohde@yritys.example" : "KOHDE@yritys.example", { clientIp: `198.51.100.${n}` });
  const sent = await database.sql`select 1 from console.message where lower(recipient) = 'kohde@yritys.example'`;
  expect(sent.length - before).toBe(3);
  for (let n = 0; n < 20; n++) await ask(`a${n}@yritys.example`, { clientIp: "203.0.113.9" });
  await expect(ask("b@yritys.example", { clientIp: "203.0.113.9" })).rejects.toMatchObject({ code: "limit" });
  await ask("b@yritys.example", { clientIp: "203.0.113.10" });
  const keys = await database.sql`select key from console.rate_limit where key like 'subscribe%'`;
  expect(keys.length).toBeGreaterThan(20);
  for (const { key } of keys) expect(key).not.toMatch(/@|kohde|yritys/i);
});

test("topics and language are changed by one's own link, and by nothing else", async () => {
  const token = await subscribed("maija@yritys.example");
  expect(await changeOwnSubscription(ctx, { token, language: "en", topics: ["announcements"] })).toBe(true);
  expect(await changeOwnSubscription(ctx, { token: `${token}x`, language: "sv", topics: ["bulletins"] })).toBe(false);
  await expect(changeOwnSubscription(ctx, { token, language: "en", topics: [] })).rejects.toMatchObject({
    field: "topics",
  });
  expect(await rows()).toMatchObject([{ language: "en", topics: ["announcements"] }]);
});

test("on leaving the address is gone at once, from the messages too; leaving again is no fault, and one may come back", async () => {
  const token = await subscribed("maija@yritys.example");
  const { id } = await newestMail("maija@yritys.example");
  const send = async () => {};
  const mail = { keepsBody: false, send, openRun: () => ({ send, close: () => {} }) };
  await sendMessage(ctx, { messageId: id, gateways: { mail, sms: { keepsBody: false, send } } });
  for (let n = 0; n < 2; n++) await leaveSubscription(ctx, { token });
  await leaveSubscription(ctx, { token: "nobody" });
  expect(await rows()).toEqual([]);
  expect(await readOwnSubscription(ctx, { token })).toBeNull();
  const left = await database.sql`select recipient, body from console.message where id = ${id}`;
  expect([...left]).toEqual([{ recipient: "", body: null }]);
  const events = await database.sql`
    select action, details from audit.event where action like 'subscription.%' order by seq desc limit 1`;
  expect(events[0]).toMatchObject({ action: "subscription.leave" });
  const all = await database.sql`select details::text as text from audit.event where action like 'subscription.%'`;
  for (const { text } of all) expect(text).not.toContain("@");
  clock.advance(1);
  expect(await subscribed("maija@yritys.example")).not.toBe(token);
  expect(await rows()).toMatchObject([{ state: "active" }]);
});

test("who never confirmed is forgotten after a week, a dead address after a month", async () => {
  await ask("maija@yritys.example");
  const dead = await subscribed("pekka@yritys.example");
  await database.sql`update console.subscriber set state = 'bounced', bounced_at = ${clock.now().toISOString()} where token = ${dead}`;
  clock.advance(7 * 24 * 3600 - 60);
  expect(await forgetAddresses(ctx)).toBe(0);
  clock.advance(61);
  expect(await forgetAddresses(ctx)).toBe(1);
  expect(await rows()).toMatchObject([{ email: "pekka@yritys.example" }]);
  clock.advance(23 * 24 * 3600);
  expect(await forgetAddresses(ctx)).toBe(1);
  expect(await rows()).toEqual([]);
});

test("a dead address that is confirmed again is written to again", async () => {
  const token = await subscribed("pekka@yritys.example");
  await database.sql`update console.subscriber set state = 'bounced', bounces = 3, bounced_at = now() where token = ${token}`;
  clock.advance(1);
  expect(await subscribed("pekka@yritys.example")).toBe(token);
  const [row] = await database.sql`select state, bounces from console.subscriber where token = ${token}`;
  expect(row).toEqual({ state: "active", bounces: 0 });
});
