import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterAll, beforeEach, expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { addNote } from "#app/domain/cases/add-note.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { addWebhook } from "#app/domain/webhooks/add-webhook.server.ts";
import { deliverDue } from "#app/domain/webhooks/deliver-due.server.ts";
import { listWebhooks } from "#app/domain/webhooks/list-webhooks.server.ts";
import { pauseWebhook } from "#app/domain/webhooks/pause-webhook.server.ts";
import { readDeliveries } from "#app/domain/webhooks/read-deliveries.server.ts";
import { redeliver } from "#app/domain/webhooks/redeliver.server.ts";
import { removeWebhook } from "#app/domain/webhooks/remove-webhook.server.ts";
import { resumeWebhook } from "#app/domain/webhooks/resume-webhook.server.ts";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Desk, deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { ctxOf, testClock } from "#tests/support/contexts.ts";
import { testService } from "#tests/support/service.ts";

const database = await testDatabase();
await withCustomers(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const here = { networks: [], loopback: true };
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);
const alma: Desk = { ...(await deskPerson(database, "Alma Alustala", ["platform"], clock)), webhookReach: here };
const worker: ServiceCtx = {
  ...ctxOf(database.db, { kind: "job", id: "collect-webhooks" }, clock),
  ...testService(),
  webhookReach: here,
};

type Got = { headers: IncomingHttpHeaders; body: string };
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A system that takes webhooks. @param answer a status, or null: it never answers */
async function system(answer: (got: Got, count: number) => number | null | Promise<number | null> = () => 204) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", async () => {
      got.push({ headers: request.headers, body });
      const status = await answer(got.at(-1)!, got.length);
      if (status === null) return;
      response.writeHead(status, { location: "/elsewhere" }).end("secret words");
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/huolto`, got };
}
const told = (got: Got[]) => got.map(({ body }) => JSON.parse(body));

beforeEach(async () => {
  for (const { id } of (await listWebhooks(alma)).webhooks) await removeWebhook(alma, { id });
});
const log = async (id: string) => (await readDeliveries(alma, { id })).deliveries;

/** Standard Webhooks 1.0, as its text says and nothing of ours: what a receiver writes. */
function verified({ headers, body }: Got, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signedContent = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  const expected = createHmac("sha256", key).update(signedContent).digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .some((entry) => {
      const [version, given = ""] = entry.split(",");
      const signature = Buffer.from(given, "base64");
      return version === "v1" && signature.length === 32 && timingSafeEqual(signature, expected);
    });
}

test("each change is told once, signed, without names or notes", async () => {
  const { url, got } = await system();
  const { id, secret } = await addWebhook(alma, { name: "Ticket system", url });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { id: caseId, number } = await opened(pirkko, "restore", { externalNumber: "TKT-5" });
  await addNote(pirkko, { number, text: "Between us." });
  await addReply(pirkko, { number, text: "Emme palauta.", language: "fi", templateId: null });
  await actOnCase(pirkko, { number, version: 1, action: "refuse", text: null });
  await deliverDue(worker);
  const about = { id: caseId, number, kind: "restore", externalNumber: "TKT-5", priority: "normal" };
  const event = expect.any(Number);
  const timestamp = "2026-11-23T08:00:00.000Z";
  expect(told(got)).toEqual([
    { type: "case.opened", timestamp, data: { event, case: { ...about, state: "received", closed: false } } },
    {
      type: "case.replied",
      timestamp,
      data: {
        event,
        case: { ...about, state: "received", closed: false },
        reply: { text: "Emme palauta.", language: "fi" },
      },
    },
    {
      type: "case.moved",
      timestamp,
      data: { event, case: { ...about, state: "refused", closed: true }, action: "refuse" },
    },
  ]);
  expect(got.map(({ body }) => body).join()).not.toMatch(/Pirkko|Rinne|1234567|Between|About/);
  for (const one of got) {
    expect(verified(one, secret)).toBe(true);
    expect(verified({ ...one, body: one.body.replace("restore", "restorf") }, secret)).toBe(false);
    expect(one.headers["webhook-timestamp"]).toBe(String(Date.parse(timestamp) / 1000));
    expect(one.headers["content-type"]).toBe("application/json");
  }
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  await deliverDue(worker);
  expect(got).toHaveLength(3);
  expect(await log(id)).toMatchObject([
    { what: "case.moved", caseNumber: number, state: "delivered", attempts: 1, status: 204, errorCode: null },
    { what: "case.replied", state: "delivered" },
    { what: "case.opened", state: "delivered", nextAt: null, deliveredAt: timestamp },
  ]);
  const stored = await database.sql`select * from console.webhook_delivery`;
  expect(JSON.stringify(stored)).not.toContain("secret words");
});

test("what a sealed case tells is its state alone", async () => {
  const { url, got } = await system();
  await addWebhook(alma, { name: "Ticket system", url });
  await opened(pirkko, "log_disclosure", { externalNumber: "S-1", subject: "Police" });
  await deliverDue(worker);
  expect(told(got)).toMatchObject([
    { type: "case.opened", data: { case: { kind: "log_disclosure", state: "registered", externalNumber: null } } },
  ]);
  expect(got[0]!.body).not.toMatch(/Police|S-1/);
});

test("what is not taken is tried again later, with the same id and a new signature, in the order of its case", async () => {
  const { url, got } = await system((_one, count) => (count <= 2 ? 503 : 200));
  const { id, secret } = await addWebhook(alma, { name: "Ticket system", url });
  const { number } = await opened(pirkko, "restore");
  await addReply(pirkko, { number, text: "Emme palauta.", language: "fi", templateId: null });
  await deliverDue(worker, { random: () => 0.5 });
  // What comes after it of the same case waits.
  expect(told(got).map(({ type }) => type)).toEqual(["case.opened"]);
  expect((await log(id)).map(({ state, status, attempts, nextAt }) => [state, status, attempts, nextAt])).toEqual([
    ["queued", null, 0, "2026-11-23T08:00:00.000Z"],
    ["queued", 503, 1, "2026-11-23T08:00:05.000Z"],
  ]);
  clock.advance(4);
  await deliverDue(worker);
  expect(got).toHaveLength(1);
  clock.advance(1);
  await deliverDue(worker, { random: () => 0.5 });
  clock.advance(60);
  await deliverDue(worker);
  expect(told(got).map(({ type }) => type)).toEqual(["case.opened", "case.opened", "case.opened", "case.replied"]);
  expect(new Set(got.slice(0, 3).map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(got.slice(0, 3).map(({ headers }) => headers["webhook-signature"])).size).toBe(3);
  expect(got.every((one) => verified(one, secret))).toBe(true);
});

test("after a day it is given up; what comes after it goes on, and it can be sent again by hand", async () => {
  let broken = true;
  const { url, got } = await system(() => (broken ? 500 : 200));
  const { id } = await addWebhook(alma, { name: "Ticket system", url });
  const { number } = await opened(pirkko, "restore");
  const began = clock.now().getTime();
  for (let tries = 1; tries <= 11; tries += 1) {
    await deliverDue(worker, { random: () => 0.5 });
    expect(got).toHaveLength(tries);
    const [row] = await log(id);
    if (tries < 11) clock.advance((Date.parse(row!.nextAt!) - clock.now().getTime()) / 1000);
  }
  // 5 s, 1, 5, 15 and 30 min, 1, 2, 4, 7 and 9 h.
  expect((clock.now().getTime() - began) / 1000).toBe(5 + 51 * 60 + 23 * 3600);
  const [given] = await log(id);
  expect(given).toMatchObject({ state: "given_up", attempts: 11, status: 500, nextAt: null });
  clock.advance(86_400);
  broken = false;
  await addReply(pirkko, { number, text: "Later.", language: "fi", templateId: null });
  await deliverDue(worker);
  expect(told(got).at(-1).type).toBe("case.replied");
  expect((await listWebhooks(alma)).webhooks).toMatchObject([{ counts: { queued: 0, delivered: 1, givenUp: 1 } }]);
  const firstId = got[0]!.headers["webhook-id"];
  await redeliver(alma, { deliveryId: given!.id });
  await expect(redeliver(alma, { deliveryId: given!.id })).rejects.toMatchObject({ code: "conflict" });
  await deliverDue(worker);
  expect(got.at(-1)!.headers["webhook-id"]).toBe(firstId);
  expect((await log(id)).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  await expect(redeliver(pirkko, { deliveryId: given!.id })).rejects.toMatchObject({ code: "forbidden" });
});

test("a redirect is no success and is not followed", async () => {
  const { url, got } = await system(() => 302);
  const { id } = await addWebhook(alma, { name: "Ticket system", url });
  await opened(pirkko, "restore");
  await deliverDue(worker);
  expect(got).toHaveLength(1);
  expect(await log(id)).toMatchObject([{ state: "queued", status: 302 }]);
});

test("while it is paused, what happens waits; resumed, all of it goes out; removed, nothing does", async () => {
  const { url, got } = await system();
  const { id } = await addWebhook(alma, { name: "Ticket system", url });
  await pauseWebhook(alma, { id });
  await expect(pauseWebhook(alma, { id })).rejects.toMatchObject({ code: "conflict" });
  const { number } = await opened(pirkko, "restore");
  await deliverDue(worker);
  expect(got).toHaveLength(0);
  await resumeWebhook(alma, { id });
  await deliverDue(worker);
  expect(told(got)).toMatchObject([{ type: "case.opened", data: { case: { number } } }]);
  await addReply(pirkko, { number, text: "Hei.", language: "fi", templateId: null });
  await removeWebhook(alma, { id });
  await deliverDue(worker);
  expect(got).toHaveLength(1);
  await expect(resumeWebhook(alma, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("four workers deliver each message once", async () => {
  const { url, got } = await system(async () => {
    await new Promise((done) => setTimeout(done, 15));
    return 200;
  });
  await addWebhook(alma, { name: "Ticket system", url });
  for (let i = 0; i < 20; i += 1) await opened(pirkko, "restore");
  const handles = Array.from({ length: 4 }, () => openDb(database.workerUrl, { max: 3 }));
  await Promise.all(handles.map(({ db }) => deliverDue({ ...worker, db })));
  await Promise.all(handles.map(({ close }) => close()));
  expect(got).toHaveLength(20);
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
});

test("what a worker died with goes on after its lease", async () => {
  const { url, got } = await system();
  const { id } = await addWebhook(alma, { name: "Ticket system", url });
  await opened(pirkko, "restore");
  await database.sql`update console.webhook_delivery set attempts = 1,
    next_at = ${new Date(clock.now().getTime() + 60_000).toISOString()} where webhook_id = ${id}`;
  await deliverDue(worker);
  expect(got).toHaveLength(0);
  clock.advance(60);
  await deliverDue(worker);
  expect(await log(id)).toMatchObject([{ state: "delivered", attempts: 2 }]);
});

test("a system that never answers costs ten seconds, and holds up no other", async () => {
  const slow = await system(() => null);
  const quick = await system();
  const { id } = await addWebhook(alma, { name: "Slow", url: slow.url });
  await addWebhook(alma, { name: "Quick", url: quick.url });
  await opened(pirkko, "restore");
  const began = performance.now();
  const round = deliverDue(worker);
  await expect.poll(() => quick.got.length, { timeout: 5000 }).toBe(1);
  await round;
  const took = performance.now() - began;
  expect(took).toBeGreaterThan(9_500);
  expect(took).toBeLessThan(14_000);
  expect(await log(id)).toMatchObject([{ state: "queued", status: null, errorCode: "timeout" }]);
});

test("nobody listens, or the name is unknown: it says why", async () => {
  const { url } = await system();
  servers.at(-1)!.close();
  const { id } = await addWebhook(alma, { name: "Gone", url });
  await opened(pirkko, "restore");
  await deliverDue(worker);
  expect(await log(id)).toMatchObject([{ state: "queued", errorCode: "connection_refused" }]);
});

test("an address that was allowed and no longer is, is refused when it is connected to", async () => {
  const { url, got } = await system();
  const { id } = await addWebhook(alma, { name: "Inner", url });
  await opened(pirkko, "restore");
  await deliverDue({ ...worker, webhookReach: { networks: [], loopback: false } });
  expect(got).toHaveLength(0);
  expect(await log(id)).toMatchObject([{ errorCode: "address_refused" }]);
});

test.each([
  ["http to another machine", "http://tickets.example/hook"],
  ["no address", "tickets"],
  ["another protocol", "ftp://tickets.example/"],
  ["a password in it", "https://me:secret@tickets.example/"],
  ["a script", "javascript:alert(1)"],
])("an address is refused: %s", async (_what, url) => {
  await expect(addWebhook(alma, { name: "x", url })).rejects.toMatchObject({ code: "invalid", field: "url" });
});

test("http to this machine is for the demo alone, and only the platform team adds webhooks", async () => {
  const url = "http://127.0.0.1:1/";
  const production = { ...alma, webhookReach: { networks: [], loopback: false } };
  await expect(addWebhook(production, { name: "x", url })).rejects.toMatchObject({ code: "invalid", field: "url" });
  await expect(addWebhook(pirkko, { name: "x", url })).rejects.toMatchObject({ code: "forbidden" });
  const { secret } = await addWebhook(alma, { name: "x", url });
  const trail = await database.sql`select details from audit.event where action like 'webhook.%'`;
  expect(JSON.stringify(trail)).not.toContain(secret.slice(6, 20));
  expect(JSON.stringify(await listWebhooks(alma))).not.toContain("whsec_");
});
