import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { revokeApiKey } from "#app/domain/api-keys/revoke-api-key.server.ts";
import { listBalancers } from "#app/domain/ip-restrictions/edge/list-balancers.server.ts";
import { publishArtefact } from "#app/domain/ip-restrictions/edge/publish-artefact.server.ts";
import { readInForce } from "#app/domain/ip-restrictions/edge/read-in-force.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "#tests/support/contexts.ts";
import { startConsole } from "#tests/support/edge.ts";
import { person } from "#tests/support/incidents.ts";
import { endRestriction, restriction } from "#tests/support/ip-lists.ts";

const database = await testDatabase();
const alma = await person(database, "Alma Alustala", ["platform"]);
const newKey = (purpose: "edge" | "cases" = "edge") => makeApiKey(alma, { name: "Balancer", purpose });
const { key, id: keyId } = await newKey();
const huolto = await startConsole(database, { trusted: ["127.0.0.1"] });
afterAll(() => huolto.stop());

const publish = (at = new Date()) => database.db.transaction((tx) => publishArtefact(tx, { at }));
const get = (path: string, headers: Record<string, string> = {}, by = key) =>
  fetch(`${huolto.url}/api/edge/${path}`, { headers: { authorization: `Bearer ${by}`, ...headers } });
const report = (body: unknown, by = key) =>
  fetch(`${huolto.url}/api/edge/report`, {
    method: "POST",
    headers: { authorization: `Bearer ${by}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const pirkko = (at = new Date()) =>
  ctxOf(database.db, staffActor("00000000-0000-4000-8000-000000000001", ["customer_service"]), { now: () => at });

test("without a restriction the file is there too; it says its version, its hash is of its bytes, and it is sent once", async () => {
  const answer = await get("artefact?kind=haproxy");
  const file = await answer.text();
  const version = answer.headers.get("x-huolto-version")!;
  expect(file).toBe(`# huolto ip-lists version=${version} sha256=${answer.headers.get("x-huolto-sha256")}\n`);
  const digest = createHash("sha256").update(file).digest("base64");
  expect(answer.headers.get("repr-digest")).toBe(`sha-256=:${digest}:`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const again = await get("artefact?kind=haproxy", { "if-none-match": answer.headers.get("etag")! });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(await (await get("artefact?kind=nginx")).text()).toContain("map $huolto_customer $huolto_entry {");
  const other = await get("artefact?kind=envoy");
  expect([other.status, (await other.json()).error]).toEqual([422, expect.objectContaining({ field: "kind" })]);
});

test("only a key for lists opens these addresses, each by its own method", async () => {
  const cases = await newKey("cases");
  expect((await get("artefact?kind=nginx", {}, cases.key)).status).toBe(403);
  expect((await get("authorize", {}, cases.key)).status).toBe(403);
  expect((await get("authorize", {}, "huolto_edg_wrong")).status).toBe(401);
  expect((await fetch(`${huolto.url}/api/edge/artefact?kind=nginx`)).status).toBe(401);
  const wrong = await get("report");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
});

test("a balancer's report is kept, with the time since which each list is in force; silence is not called well", async () => {
  const approvedAt = new Date(Date.now() - 60_000);
  const first = await restriction(database, "9000011-7", ["192.0.2.0/28"], { approvedAt });
  const one = await publish(approvedAt);
  const lb = { name: "lb-1", kind: "haproxy", error: null };
  const said = (version: { version: number; sha256: string } | null, inForceSince: string | null, more = {}) =>
    report({ ...lb, version: version?.version ?? null, sha256: version?.sha256 ?? null, inForceSince, ...more });
  const of = async (at?: Date) => (await readInForce(pirkko(at), { restrictionId: first })).balancers;

  expect((await said(null, null, { error: "HAProxy does not answer." })).status).toBe(204);
  expect(await of()).toMatchObject([{ name: "lb-1", since: null, state: "failed", behind: true }]);
  const since = new Date(Date.now() - 30_000).toISOString();
  expect((await said(one, since)).status).toBe(204);
  expect(await of()).toMatchObject([{ since, state: "current", behind: false, error: null }]);

  await restriction(database, "9000022-1", ["192.0.2.16/28"], { approvedAt: new Date() });
  const two = await publish();
  expect(await of()).toMatchObject([{ since, state: "behind" }]);
  expect((await said(two, new Date().toISOString())).status).toBe(204);
  // The first list is in force since it was, not since another customer got one.
  expect(await of()).toMatchObject([{ since, state: "current" }]);
  expect(await of(new Date(Date.now() + 31_000))).toMatchObject([{ since, state: "unknown", behind: true }]);
  expect(await listBalancers(pirkko())).toMatchObject({
    inForce: { version: two.version, customers: 2, networks: 2 },
    balancers: [{ name: "lb-1", version: two.version, state: "current" }],
  });
  const trail = await database.sql`
    select outcome, details->>'version' as version from audit.event where action = 'edge_balancer.report' order by seq`;
  expect(trail.map(({ outcome, version }) => [outcome, version && Number(version)])).toEqual([
    ["failed", null],
    ["done", one.version],
    ["done", two.version],
  ]);
  // Nothing new, nothing on record.
  await said(two, new Date().toISOString());
  expect(await database.sql`select from audit.event where action = 'edge_balancer.report'`).toHaveLength(3);
  // A clock that is ahead does not make a list in force in the future.
  await said(two, new Date(Date.now() + 3_600_000).toISOString());
  const [row] = await database.sql`select in_force_since <= now() as past from console.edge_balancer`;
  expect(row!.past).toBe(true);
});

test("a name stays with its key until that is revoked; what was never published is refused, and so is anything else", async () => {
  const [newest] =
    await database.sql`select version::int, sha256 from console.edge_artefact order by version desc limit 1`;
  const sound = { name: "lb-9", kind: "nginx", ...newest, inForceSince: new Date().toISOString(), error: null };
  const other = await newKey();
  expect((await report(sound)).status).toBe(204);
  expect((await report(sound, other.key)).status).toBe(403);
  const bad: [string, object][] = [
    ["name", { name: "LB 9" }],
    ["name", { name: "-lb" }],
    ["name", { name: "a".repeat(64) }],
    ["kind", { kind: "envoy" }],
    ["version", { version: newest!.version + 1 }],
    ["version", { sha256: "0".repeat(64) }],
    ["version", { version: null }],
    ["sha256", { sha256: "x" }],
    ["inForceSince", { inForceSince: "yesterday" }],
    ["error", { error: "x".repeat(501) }],
  ];
  for (const [field, part] of bad) {
    const answer = await report({ ...sound, ...part });
    expect([answer.status, (await answer.json()).error.field], JSON.stringify(part)).toEqual([422, field]);
  }
  expect((await report({ ...sound, more: 1 })).status).toBe(422);
  await revokeApiKey(alma, { id: keyId });
  expect((await report(sound)).status).toBe(401);
  expect((await report(sound, other.key)).status).toBe(204);
});

test("a proxy that asks is told 204, or 403 with the reason; a change counts within a second", async () => {
  const { key: proxy } = await newKey();
  const list = await restriction(database, "9000055-4", ["192.0.2.0/24", "2001:db8::/32"]);
  await publish();
  // By now the lists of an earlier question are more than a second old.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const ask = async (headers: Record<string, string>) => {
    const answer = await get("authorize", headers, proxy);
    return answer.status === 204 ? 204 : [answer.status, (await answer.json()).reason];
  };
  const from = (address: string, customer = "9000055-4") =>
    ask({ "x-huolto-customer": customer, "x-huolto-address": address });
  expect(await from("192.0.2.200")).toBe(204);
  expect(await from("::ffff:192.0.2.200")).toBe(204);
  expect(await from("2001:DB8::5")).toBe(204);
  expect(await from("198.51.100.1")).toEqual([403, "not_listed"]);
  expect(await from("198.51.100.1", "9000066-3")).toBe(204);
  for (const address of ["010.0.0.1", "192.0.2.1:443", "192.0.2.1, 192.0.2.2", "fe80::1%eth0", "192.0.2"])
    expect(await from(address), address).toEqual([403, "no_address"]);
  expect(await ask({ "x-huolto-address": "192.0.2.1" })).toEqual([403, "no_customer"]);
  // A header of the outside beside the proxy's own reads as one text.
  for (const customer of ["9000066-3, 9000055-4", "9000055-4/", "9000055_4"])
    expect(await from("198.51.100.1", customer), customer).toEqual([403, "no_customer"]);
  // Without an address from the proxy, the one that our own proxies saw: the right-most that is none of them.
  const forwarded = (chain: string) => ask({ "x-huolto-customer": "9000055-4", "x-forwarded-for": chain });
  expect(await forwarded("192.0.2.1")).toBe(204);
  expect(await forwarded("192.0.2.1, 198.51.100.1")).toEqual([403, "not_listed"]);
  await endRestriction(database, list);
  await publish();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await from("198.51.100.1")).toBe(204);
});
