import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, expect, test } from "vitest";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import * as caseRoute from "#app/routes/api/case.ts";
import * as cases from "#app/routes/api/cases.ts";
import * as notFound from "#app/routes/api/not-found.ts";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";
import { runningApp } from "#tests/support/running-app.ts";

const database = await testDatabase();
await withCustomers(database);
const handle = openDb(database.appUrl, { max: 10 });
// Monday 10:00 in Helsinki, winter time.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await deskPerson(database, "Alma Alustala", ["platform"], clock);
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);

const server = await runningApp({
  handle,
  clock,
  routes: [
    { id: "cases", path: "api/cases", module: cases },
    { id: "case", path: "api/cases/:number", module: caseRoute },
    { id: "rest", path: "api/*", module: notFound },
  ],
  trusted: ["loopback"],
});
afterAll(async () => {
  server.stop();
  await handle.close();
});

// biome-ignore lint/suspicious/noExplicitAny: what a program gets is whatever was sent
type Answer = { status: number; headers: Record<string, unknown>; json: any };
type Sent = { key?: string; idempotency?: string | null; method?: string; path?: string };

function send(body: unknown, { key, idempotency = randomUUID(), method = "POST", path = "/api/cases" }: Sent = {}) {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return new Promise<Answer>((resolve, reject) => {
    const sent = httpRequest(
      {
        port: server.port,
        host: "127.0.0.1",
        agent: false,
        method,
        path,
        headers: {
          host: "huolto.example",
          "x-forwarded-for": "203.0.113.1",
          ...(text && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          ...(key && { authorization: `Bearer ${key}` }),
          ...(idempotency !== null && { "idempotency-key": idempotency }),
        },
      },
      (response) => {
        let received = "";
        response.on("data", (chunk) => {
          received += chunk;
        });
        response.on("end", () => {
          const isJson = /json/.test(String(response.headers["content-type"]));
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            json: isJson ? JSON.parse(received) : null,
          });
        });
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

const { id: keyId, key } = await makeApiKey(alma, { name: "Ticket system", purpose: "cases" });
const other = await makeApiKey(alma, { name: "Another system", purpose: "cases" });
const slow = {
  kind: "slowdown",
  businessId: "1234567-1",
  subject: "Myyntilaskut hitaita",
  message: "Laskujen avaaminen kestää.\r\nVoitteko auttaa?",
  priority: "high",
  request: { operation: "Sales invoices" },
};
const count = async () => Number((await database.sql`select count(*) as n from console.case_file`)[0]!.n);

test("a ticket becomes a case, with the customer's words; said again it is the same case", async () => {
  const idempotency = randomUUID();
  const first = await send({ ...slow, externalNumber: "TKT-1" }, { key, idempotency });
  const number = first.json.case.number as number;
  expect(first).toMatchObject({
    status: 201,
    headers: { location: `/api/cases/${number}` },
    json: {
      created: true,
      case: {
        number,
        kind: "slowdown",
        state: "new",
        stateLabel: "New",
        waitsFor: "us",
        closed: false,
        externalNumber: "TKT-1",
        priority: "high",
        language: "fi",
        openedAt: "2026-11-23T08:00:00.000Z",
        closedAt: null,
        href: `https://huolto.example/cases/${number}`,
      },
    },
  });
  const page = await readCase(pirkko, { number });
  expect(page).toMatchObject({ openedBy: "Ticket system", dueAt: "2026-11-23T12:00:00.000Z" });
  expect(page.timeline).toMatchObject([
    {
      by: null,
      program: "Ticket system",
      words: "opened the case",
      text: "Laskujen avaaminen kestää.\nVoitteko auttaa?",
    },
  ]);
  const before = await count();
  // The same content, its names in another order, the key in the quotes that RFC 8941 asks for.
  const again = await send({ externalNumber: "TKT-1", ...slow }, { key, idempotency: `"${idempotency}"` });
  expect(again).toMatchObject({ status: 200, json: { created: false, case: first.json.case } });
  expect(await count()).toBe(before);
  const trail = await database.sql`select actor_kind, actor_id, details from audit.event
    where action = 'case.open' and target_id = ${String(number)}`;
  expect(trail).toMatchObject([{ actor_kind: "api_key", actor_id: keyId }]);
  expect(JSON.stringify(trail)).not.toContain("laskut");
});

test("the same key with another content is refused, and nothing is done", async () => {
  const idempotency = randomUUID();
  expect((await send(slow, { key, idempotency })).status).toBe(201);
  const before = await count();
  expect(await send({ ...slow, subject: "Other" }, { key, idempotency })).toMatchObject({
    status: 422,
    json: { error: { code: "invalid", field: "Idempotency-Key", message: expect.stringContaining("another content") } },
  });
  expect(await count()).toBe(before);
  // Another system's keys are its own.
  expect((await send(slow, { key: other.key, idempotency })).status).toBe(201);
});

test("eight at once with one key make one case", async () => {
  const idempotency = randomUUID();
  const before = await count();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(slow, { key, idempotency })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ json }) => json.case.number)).size).toBe(1);
  expect(await count()).toBe(before + 1);
});

test("eight at once with one key and two contents make one case, and the others are refused", async () => {
  const idempotency = randomUUID();
  const before = await count();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => send({ ...slow, subject: `Subject ${i % 2}` }, { key, idempotency })),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 200, 200, 201, 422, 422, 422, 422]);
  expect(await count()).toBe(before + 1);
});

test("eight at once for one ticket, each with a key of its own, make one case", async () => {
  const before = await count();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send({ ...slow, externalNumber: "TKT-8" }, { key })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect(await count()).toBe(before + 1);
  // Two systems may count their tickets alike.
  expect((await send({ ...slow, externalNumber: "TKT-8" }, { key: other.key })).status).toBe(201);
});

test.each([
  ["no key at all", null, "Idempotency-Key"],
  ["an empty one", '""', "Idempotency-Key"],
  ["one with a space", "a b", "Idempotency-Key"],
  ["one that is too long", "x".repeat(256), "Idempotency-Key"],
])("an Idempotency-Key is needed: %s", async (_what, idempotency, field) => {
  const before = await count();
  expect(await send(slow, { key, idempotency })).toMatchObject({
    status: 422,
    json: { error: { code: "invalid", field } },
  });
  expect(await count()).toBe(before);
});

test.each([
  ["an unknown customer", { ...slow, businessId: "0000000-0" }, "businessId"],
  ["no customer", { ...slow, businessId: undefined }, "businessId"],
  ["no subject", { ...slow, subject: undefined }, "subject"],
  ["a number as subject", { ...slow, subject: 5 }, "subject"],
  ["an unknown kind", { ...slow, kind: "coffee" }, "kind"],
  ["an authority's request", { kind: "log_disclosure", subject: "Police" }, "kind"],
  ["a name that is not known", { ...slow, colour: "red" }, undefined],
  ["an answer that is none", { ...slow, request: { who: "us" } }, "request.who"],
  ["a question that is not asked", { ...slow, request: { shoe: "42" } }, "request.shoe"],
  ["half a character", { ...slow, message: "\ud800" }, "message"],
  ["a list", [], undefined],
  ["no JSON", "{", undefined],
  ["a hole without a bottom", `{"request":${"[".repeat(40_000)}${"]".repeat(40_000)}}`, "kind"],
])("%s is refused with its place", async (_what, body, field) => {
  const before = await count();
  const answer = await send(body, { key });
  expect(answer).toMatchObject({ status: 422, json: { error: { code: "invalid" } } });
  expect(answer.json.error.field).toBe(field);
  expect(await count()).toBe(before);
});

test("a body over 100 kB is not read", async () => {
  const before = await count();
  const answer = await send({ ...slow, message: "x".repeat(100_001) }, { key });
  expect(answer.status).toBe(413);
  expect(await count()).toBe(before);
});

test("a system reads how far its own cases are, and no others", async () => {
  const { json } = await send(slow, { key });
  const number = json.case.number as number;
  const read = (by: string | undefined, path = `/api/cases/${number}`) =>
    send(undefined, { key: by, method: "GET", path, idempotency: null });
  expect(await read(key)).toMatchObject({ status: 200, json: { case: { number, state: "new", lastReply: null } } });
  await addReply(pirkko, { number, text: "Tutkimme asiaa.", language: "fi", templateId: null });
  await actOnCase(pirkko, { number, version: 1, action: "answer", text: "For ourselves." });
  const told = await read(key);
  expect(told.json.case).toMatchObject({
    state: "answered",
    waitsFor: "customer",
    lastReply: { text: "Tutkimme asiaa.", language: "fi", at: "2026-11-23T08:00:00.000Z" },
  });
  expect(JSON.stringify(told.json)).not.toMatch(/Pirkko|ourselves/);
  const elsewhere = await read(other.key);
  expect(elsewhere).toMatchObject({ status: 404, json: { error: { code: "not_found" } } });
  const absent = await read(other.key, "/api/cases/999999");
  expect(elsewhere.json.error.message).toBe(absent.json.error.message);
  for (const path of ["/api/cases/0", "/api/cases/x", "/api/cases/99999999999"])
    expect((await read(key, path)).status).toBe(404);
  expect((await read(undefined)).status).toBe(401);
});

test("keys of another purpose and other methods are told so", async () => {
  const releases = await makeApiKey(alma, { name: "Pipeline", purpose: "releases" });
  expect(await send(slow, { key: releases.key })).toMatchObject({
    status: 403,
    json: { error: { code: "forbidden" } },
  });
  expect((await send(slow, {})).status).toBe(401);
  expect(await send(undefined, { key, method: "GET" })).toMatchObject({ status: 405, headers: { allow: "POST" } });
});
