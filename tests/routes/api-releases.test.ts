import { request as httpRequest } from "node:http";
import { afterAll, expect, test } from "vitest";
import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import { listApiKeys } from "#app/domain/api-keys/list-api-keys.server.ts";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { revokeApiKey } from "#app/domain/api-keys/revoke-api-key.server.ts";
import * as notFound from "#app/routes/api/not-found.ts";
import * as releases from "#app/routes/api/releases.ts";
import { openDb } from "#db/client.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";
import { runningApp } from "#tests/support/running-app.ts";

const database = await testDatabase();
const handle = openDb(database.appUrl, { max: 4 });
const clock = testClock(new Date("2026-11-24T05:00:00Z"));
const juuso = await person(database, "Juuso Julkaisula", ["release_manager"], clock);
const logged: string[] = [];

const server = await runningApp({
  handle,
  clock,
  routes: [
    { id: "releases", path: "api/releases", module: releases },
    { id: "rest", path: "api/*", module: notFound },
  ],
  // The tests come from addresses of their own, as through a proxy.
  trusted: ["loopback"],
  logged,
});
afterAll(async () => {
  server.stop();
  await handle.close();
});

type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a program gets is whatever was sent
  json: any;
};
type Sent = { key?: string; from?: string; method?: string; path?: string; headers?: Record<string, string> };

function send(
  body: unknown,
  { key, from = "203.0.113.1", method = "POST", path = "/api/releases", headers = {} }: Sent = {},
) {
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
          "x-forwarded-for": from,
          ...(text && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          ...(key && { authorization: `Bearer ${key}` }),
          ...headers,
        },
      },
      (response) => {
        let received = "";
        response.on("data", (chunk) => {
          received += chunk;
        });
        response.on("end", () => {
          const json = /json/.test(String(response.headers["content-type"])) ? JSON.parse(received) : null;
          resolve({ status: response.statusCode!, headers: response.headers, text: received, json });
        });
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

let keys = 0;
async function newKey(purpose: ApiKeyPurpose = "releases") {
  keys += 1;
  return makeApiKey(juuso, { name: `Pipeline ${keys}`, purpose });
}
const { id: keyId, key } = await newKey();

const weekly = {
  version: "2026.48.0",
  kind: "weekly",
  releasedAt: "2026-11-24T06:00:00+02:00",
  commit: "4F2A9C1d",
  changes: [
    "new: Payslips are sent to the bank's archive",
    { section: "fixed", text: "The sum of a payslip", pages: ["/payroll/payslips"], apis: ["/api/payslips"] },
    "Small things",
  ],
};
const rowOf = async (version: string) =>
  (await database.sql`select * from console.release where version = ${version}`)[0];
const jobsOf = (id: string) =>
  database.sql`select data from pgboss.job where name = 'reconcile-marks' and data->>'ownerId' = ${id}`;

test("a pipeline records a release: 201, a row, its job and its trail; said again it is 200 and nothing more", async () => {
  const answer = await send(weekly, { key });
  expect(answer).toMatchObject({
    status: 201,
    headers: { location: "https://huolto.example/releases/2026.48.0", "cache-control": "no-store" },
    json: {
      created: true,
      release: {
        version: "2026.48.0",
        kind: "weekly",
        releasedAt: "2026-11-24T04:00:00.000Z",
        commit: "4f2a9c1d",
        changes: [
          { section: "new", text: "Payslips are sent to the bank's archive", pages: [], apis: [] },
          { section: "fixed", text: "The sum of a payslip", pages: ["/payroll/payslips"], apis: ["/api/payslips"] },
          { section: "improved", text: "Small things", pages: [], apis: [] },
        ],
        href: "https://huolto.example/releases/2026.48.0",
      },
    },
  });
  const row = await rowOf("2026.48.0");
  expect(row).toMatchObject({ api_key_id: keyId, reported_by: null, record_version: 1 });
  const again = await send(weekly, { key });
  expect(again).toMatchObject({ status: 200, json: { created: false, release: answer.json.release } });
  // Without the time, which the second attempt may not know.
  const { releasedAt: _at, ...withoutTime } = weekly;
  expect(await send(withoutTime, { key })).toMatchObject({ status: 200, json: { created: false } });
  expect(await jobsOf(row!.id)).toHaveLength(1);
  const trail = await database.sql`
    select actor_kind, actor_id, action, outcome, details from audit.event where target_id = '2026.48.0'`;
  expect(trail).toEqual([
    {
      actor_kind: "api_key",
      actor_id: keyId,
      action: "release.record",
      outcome: "done",
      details: { kind: "weekly", changes: 3, commit: "4f2a9c1d" },
    },
  ]);
});

test("the same version with other content is 409, says what differs, and changes nothing", async () => {
  const before = await rowOf("2026.48.0");
  const other = { ...weekly, kind: "urgent", releasedAt: "2026-11-24T06:00:01+02:00", changes: ["Other"] };
  expect(await send(other, { key })).toMatchObject({
    status: 409,
    json: {
      error: {
        code: "conflict",
        field: "kind",
        message: expect.stringContaining("differs in: kind, releasedAt, changes. Nothing was changed"),
      },
    },
  });
  expect(await rowOf("2026.48.0")).toEqual(before);
});

test.each([
  ["changes[0].pages[0]", { pages: ["/a\u0000"] }],
  ["changes[0].apis[1]", { apis: ["/api/a", "/api\n/b"] }],
  ["changes[0].text", { text: "Half of \ud83d" }],
])("what no text of ours can hold is refused with its place: %s", async (field, change) => {
  const { key: other } = await newKey();
  const changes = [{ text: "A line", ...change }];
  expect(await send({ ...weekly, version: "2026.48.9", changes }, { key: other })).toMatchObject({
    status: 422,
    json: { error: { code: "invalid", field } },
  });
  expect(await rowOf("2026.48.9")).toBeUndefined();
});

test("ten pipelines that say the same at once make one release", async () => {
  const { key: busy } = await newKey();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => send({ ...weekly, version: "7.0" }, { key: busy })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
  expect(await jobsOf((await rowOf("7.0"))!.id)).toHaveLength(1);
});

test("without a time a release is of now; a clock may be five minutes ahead, and no more", async () => {
  const { releasedAt: _at, ...now } = { ...weekly, version: "2026.48.1" };
  expect((await send(now, { key })).json.release.releasedAt).toBe("2026-11-24T05:00:00.000Z");
  const at = (version: string, releasedAt: string) => send({ ...weekly, version, releasedAt }, { key });
  expect((await at("2026.48.2", "2026-11-24T05:05:00Z")).status).toBe(201);
  expect((await at("2026.48.3", "2026-11-24T05:05:01Z")).json.error).toMatchObject({ field: "releasedAt" });
  expect(await rowOf("2026.48.3")).toBeUndefined();
});

const many = (count: number) => Array.from({ length: count }, (_, i) => `Change ${i}`);
test.each([
  ["no version", { version: undefined }, "version"],
  ["a version that is the name of a page", { version: "new" }, "version"],
  ["a version with a space", { version: "1 2" }, "version"],
  ["another kind", { kind: "monthly" }, "kind"],
  ["a time without offset", { releasedAt: "2026-11-24T06:00:00" }, "releasedAt"],
  ["a day that is none", { releasedAt: "2026-02-30T06:00:00Z" }, "releasedAt"],
  ["a commit of six digits", { commit: "abc123" }, "commit"],
  ["no changes", { changes: [] }, "changes"],
  ["too many changes", { changes: many(201) }, "changes"],
  ["an empty text", { changes: ["One", "Two", { text: " " }] }, "changes[2].text"],
  ["a text of 501 characters", { changes: ["One", "a".repeat(501)] }, "changes[1]"],
  ["a text with a line break", { changes: [{ text: "One\nTwo" }] }, "changes[0].text"],
  ["an unknown section", { changes: [{ text: "One", section: "broken" }] }, "changes[0].section"],
  ["a page that is a number", { changes: [{ text: "One", pages: ["/a", 7] }] }, "changes[0].pages[1]"],
  ["a change that is a number", { changes: [7] }, "changes[0]"],
])("%s is refused with its place, and nothing is recorded", async (_what, part, field) => {
  const { key: own } = await newKey();
  const answer = await send({ ...weekly, version: "9.9.9", ...part }, { key: own });
  expect(answer).toMatchObject({ status: 422, json: { error: { code: "invalid", field } } });
  expect(answer.json.error.requestId).toMatch(/\S{8,}/);
  expect(answer.json.error.message).toMatch(/^[A-Z].*\.$/);
  expect(await rowOf("9.9.9")).toBeUndefined();
});

test("every fault is told, each with its place; what is not known is a fault too", async () => {
  const { json } = await send(
    { version: "9.9.9", kind: "x", changes: ["One", { text: "Two", sektion: "new" }], relasedAt: "2026" },
    { key },
  );
  expect(json.error.message).toContain("kind: The kind is weekly or urgent.");
  expect(json.error.message).toContain("changes[1]: Not known here: sektion.");
  expect(json.error.message).toContain("Not known here: relasedAt.");
  for (const body of ["{", "[]", '"text"', "null"]) {
    const { key: own } = await newKey();
    expect(await send(body, { key: own }), body).toMatchObject({ status: 422, json: { error: { code: "invalid" } } });
  }
});

test("without a key of this installation nobody passes, and is told so in the way that HTTP has for it", async () => {
  const none = await send(weekly);
  expect(none).toMatchObject({ status: 401, json: { error: { code: "not_signed_in" } } });
  expect(none.headers["www-authenticate"]).toBe('Bearer realm="huolto"');
  for (const authorization of [`Basic ${btoa("a:b")}`, "Bearer", "Bearer a b", `Bearer ${"a".repeat(1000)}`, key])
    expect((await send(weekly, { headers: { authorization } })).status, authorization).toBe(401);
  expect((await send(weekly, { key: `${key.slice(0, -1)}~` })).status).toBe(401);
  // A session's cookie is no key.
  expect((await send(weekly, { headers: { cookie: "huolto_session=x" } })).status).toBe(401);
});

test("a key of another purpose is refused and on record; a revoked one opens nothing from that moment", async () => {
  const bounces = await newKey("bounces");
  expect(await send(weekly, { key: bounces.key })).toMatchObject({
    status: 403,
    json: { error: { code: "forbidden", message: "This key is for one thing only: report bounced mail." } },
  });
  expect(
    await database.sql`select outcome from audit.event where actor_id = ${bounces.id} and action = 'access.refuse'`,
  ).toEqual([{ outcome: "refused" }]);
  const { id, key: lost } = await newKey();
  expect((await send(weekly, { key: lost })).status).toBe(200);
  await revokeApiKey(juuso, { id });
  expect(await send(weekly, { key: lost })).toMatchObject({
    status: 401,
    json: { error: { message: "This key has been revoked. Ask for a new one." } },
  });
  await expect(revokeApiKey(juuso, { id })).rejects.toMatchObject({ code: "conflict" });
});

test("wrong keys are counted by address: the twenty-first in a minute waits, and a right key from there does not", async () => {
  const from = "203.0.113.21";
  await inOneWindow(database.sql, 60, 15);
  const statuses = [];
  for (let i = 0; i < 21; i++) statuses.push((await send(weekly, { key: `huolto_rel_wrong${i}`, from })).status);
  expect(statuses).toEqual([...Array(20).fill(401), 429]);
  const refused = await send(weekly, { key: "huolto_rel_wrong", from });
  expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "60" }, json: { error: { code: "limit" } } });
  expect((await send(weekly, { key, from })).status).toBe(200);
  expect((await send(weekly, { key: "huolto_rel_wrong", from: "203.0.113.22" })).status).toBe(401);
});

test("a key may send sixty requests a minute, from wherever they come", async () => {
  const { key: own } = await newKey();
  await inOneWindow(database.sql, 60, 15);
  const statuses = [];
  for (let i = 0; i < 61; i++) statuses.push((await send(weekly, { key: own, from: `198.51.100.${i}` })).status);
  expect(statuses).toEqual([...Array(60).fill(200), 429]);
});

test("a key is kept as its hash only, known by its beginning, and when it was used is known to the minute", async () => {
  const made = await newKey();
  expect(made.key).toMatch(/^huolto_rel_[\w-]{43}$/);
  expect(JSON.stringify(await database.sql`select * from console.api_key`)).not.toContain(made.key);
  const shown = async () => (await listApiKeys(juuso)).find(({ id }) => id === made.id)!;
  expect(await shown()).toMatchObject({ prefix: made.key.slice(0, 15), madeBy: "Juuso Julkaisula", lastUsedAt: null });
  const start = clock.now();
  await send(weekly, { key: made.key });
  clock.advance(59);
  await send(weekly, { key: made.key });
  expect((await shown()).lastUsedAt).toEqual(start);
  clock.advance(2);
  await send(weekly, { key: made.key });
  expect((await shown()).lastUsedAt).toEqual(clock.now());
  expect(logged.join("")).not.toContain(made.key.slice(0, 20));
});

test("only release managers and the platform team make and revoke keys, each for what they may see themselves", async () => {
  const pirkko = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);
  await expect(makeApiKey(pirkko, { name: "Mine", purpose: "releases" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listApiKeys(pirkko)).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeApiKey(pirkko, { id: keyId })).rejects.toMatchObject({ code: "forbidden" });
  const alma = await person(database, "Alma Alustala", ["platform"], clock);
  for (const purpose of ["edge", "cases"]) {
    await expect(makeApiKey(juuso, { name: "Theirs", purpose })).rejects.toMatchObject({ code: "forbidden" });
    await makeApiKey(alma, { name: "Ours", purpose });
  }
  await expect(makeApiKey(juuso, { name: " ", purpose: "releases" })).rejects.toMatchObject({ field: "name" });
  await expect(makeApiKey(juuso, { name: "All", purpose: "all" })).rejects.toMatchObject({ field: "purpose" });
});

test("another method or another address is refused in JSON, never with a page", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
    const answer = await send(method === "GET" ? undefined : weekly, { key, method });
    expect(answer, method).toMatchObject({
      status: 405,
      headers: { allow: "POST" },
      json: { error: { code: "method" } },
    });
  }
  expect(await send(undefined, { path: "/api/release", method: "GET" })).toMatchObject({
    status: 404,
    json: { error: { code: "not_found" } },
  });
  for (const [headers, status] of [
    [{ "content-type": "text/plain" }, 415],
    [{ "content-length": "300000" }, 413],
  ] as const) {
    const answer = await send(weekly, { key, headers });
    expect(answer).toMatchObject({
      status,
      json: { error: { code: "invalid", requestId: answer.headers["x-request-id"] } },
    });
  }
});
