import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { balancerFile } from "#app/domain/ip-restrictions/edge/formats/balancer-file-rules.ts";
import { publishArtefact } from "#app/domain/ip-restrictions/edge/publish-artefact.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  runAgent,
  startConsole,
  startHaproxy,
  startInstallation,
  startNginx,
  visit,
  visitThroughHop,
} from "#tests/support/edge.ts";
import { restriction } from "#tests/support/ip-lists.ts";
import { toolSuite } from "#tests/support/tools.ts";

const database = await testDatabase();
const { dir: folder, key, keyFile, service, huolto } = await startInstallation(database);

// The networks of each are within those of the other, and an address can be one customer's and not the other's.
const WIDE = "9000011-7";
const NARROW = "9000022-1";
const SHUT = "9000033-6";
const OPEN = "9000044-0";
await restriction(database, WIDE, ["127.0.0.0/28", "198.51.100.0/24", "2001:db8::/32", "203.0.113.128/26"]);
await restriction(database, NARROW, ["127.0.0.4/32", "198.51.100.64/27", "2001:db8:7::/48", "::1/128"]);
await restriction(database, SHUT, []);
await database.db.transaction((tx) => publishArtefact(tx, { at: new Date() }));

/** A balancer with the lists, as its installation goes: the file first, then the balancer, then the agent. */
async function installed<B extends { agent: string[] }>(
  name: string,
  kind: "haproxy" | "nginx",
  start: (options: { dir: string; service: string }) => Promise<B>,
): Promise<B> {
  const dir = path.join(folder, name);
  mkdirSync(dir);
  const common = ["--balancer", name, "--url", huolto.url, "--key-file", keyFile, "--dir", dir];
  expect(await runAgent([...common, "--kind", kind, "--files-only"])).toMatchObject({ code: 0 });
  const balancer = await start({ dir, service: service.address });
  expect(await runAgent([...common, ...balancer.agent, "--once"])).toMatchObject({ code: 0 });
  return balancer;
}

/** By loopback addresses, which are the connection's own: nothing that is said counts. */
const own: [customer: string, from: string, status: number][] = [
  [WIDE, "127.0.0.1", 200],
  [WIDE, "127.0.0.15", 200],
  [WIDE, "127.0.0.16", 403],
  [WIDE, "::1", 403],
  [NARROW, "127.0.0.4", 200],
  [NARROW, "127.0.0.3", 403],
  [NARROW, "127.0.0.5", 403],
  [NARROW, "::1", 200],
  [SHUT, "127.0.0.1", 403],
  [SHUT, "::1", 403],
  [OPEN, "127.0.0.200", 200],
  [OPEN, "::1", 200],
  ["www", "127.0.0.200", 200],
];

/** By any address, as a hop in front that is trusted names it. */
const told: [customer: string, from: string, status: number][] = [
  [WIDE, "198.51.100.0", 200],
  [WIDE, "198.51.100.255", 200],
  [WIDE, "198.51.99.255", 403],
  [WIDE, "198.51.101.0", 403],
  [WIDE, "198.51.100.70", 200],
  [NARROW, "198.51.100.70", 200],
  [NARROW, "198.51.100.63", 403],
  [NARROW, "198.51.100.96", 403],
  [WIDE, "203.0.113.128", 200],
  [WIDE, "203.0.113.191", 200],
  [WIDE, "203.0.113.192", 403],
  [WIDE, "203.0.113.127", 403],
  [WIDE, "2001:db8:7::1", 200],
  [NARROW, "2001:db8:7:ffff:ffff:ffff:ffff:ffff", 200],
  [NARROW, "2001:db8:8::", 403],
  [WIDE, "2001:db9::", 403],
  // An IPv4 address in the first 32 bits of an IPv6 one, which is another address.
  [WIDE, "c633:6446::", 403],
  [WIDE, "::ffff:198.51.100.1", 200],
  [WIDE, "::ffff:198.51.101.1", 403],
  [WIDE, "::198.51.100.1", 403],
  [SHUT, "198.51.100.1", 403],
  [OPEN, "192.0.2.1", 200],
];

/** What a client may try to say of itself, from 127.0.0.16, which is not listed. */
const lies: Record<string, string>[] = [
  { "x-forwarded-for": "127.0.0.1" },
  { "x-forwarded-for": "127.0.0.1, 127.0.0.1" },
  { "X-FORWARDED-FOR": "198.51.100.1" },
  { "x-real-ip": "127.0.0.1" },
  { forwarded: "for=127.0.0.1" },
  { "x-huolto-address": "127.0.0.1" },
  { "x-huolto-customer": OPEN },
  { "x-huolto-entry": "open" },
  { "x-forwarded-host": `${OPEN}.books.example` },
];

toolSuite("HAProxy", ["haproxy"], () => {
  let balancer: Awaited<ReturnType<typeof startHaproxy>>;
  beforeAll(async () => {
    balancer = await installed("lb-haproxy", "haproxy", startHaproxy);
  });
  afterAll(() => balancer?.stop());

  test.each(own)("%s from %s itself: %i", async (customer, from, status) => {
    expect((await visit({ port: balancer.port, customer, from })).status).toBe(status);
  });
  test.each(told)("%s from %s by the PROXY protocol: %i", async (customer, from, status) => {
    expect(await visitThroughHop(balancer.proxyPort, customer, from)).toBe(status);
  });
  test.each(lies)("what a client says of itself changes nothing: %o", async (headers) => {
    const { port } = balancer;
    expect((await visit({ port, customer: WIDE, from: "127.0.0.16", headers })).status).toBe(403);
    const hop = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    expect(await visitThroughHop(balancer.proxyPort, WIDE, "192.0.2.1", hop.join(""))).toBe(403);
  });
  test("the service behind is told the address that was seen, and whose request it is", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9", "x-huolto-customer": OPEN, forwarded: "for=203.0.113.9" };
    const { text } = await visit({ port: balancer.port, customer: WIDE, from: "127.0.0.2", headers });
    expect(JSON.parse(text)).toMatchObject({ "x-forwarded-for": "127.0.0.2", "x-huolto-customer": WIDE });
    expect(JSON.parse(text)).not.toHaveProperty("forwarded");
  });
  test("a host's name that would reach into the lists is refused, and letters' case changes nothing", async () => {
    const { port } = balancer;
    const host = (name: string) => visit({ port, customer: WIDE, from: "127.0.0.16", headers: { host: name } });
    expect((await host("se5560-x.books.example")).status).toBe(200);
    for (const name of [`${WIDE}/00000000000000000000FFFF7F.x`, `${WIDE}/.x`, `${WIDE} .x`, `${WIDE}%2f.x`])
      expect((await host(name)).status, name).toBe(400);
    expect((await host(`${WIDE}.BOOKS.example`)).status).toBe(403);
  });
});

toolSuite("nginx", ["nginx"], () => {
  let balancer: Awaited<ReturnType<typeof startNginx>>;
  beforeAll(async () => {
    balancer = await installed("lb-nginx", "nginx", startNginx);
  });
  afterAll(() => balancer?.stop());
  // 127.0.0.1 is the hop in front: it is believed, and so is no client's own address.
  const clients = own.filter(([, from]) => from !== "127.0.0.1");

  test.each(clients)("%s from %s itself: %i", async (customer, from, status) => {
    expect((await visit({ port: balancer.port, customer, from })).status).toBe(status);
  });
  test.each(told)("%s from %s by X-Forwarded-For of the trusted hop: %i", async (customer, from, status) => {
    const headers = { "x-forwarded-for": from };
    expect((await visit({ port: balancer.port, customer, headers })).status).toBe(status);
  });
  test("of what the hop forwards the right-most address counts: the rest is what the client said", async () => {
    const through = async (forwarded: string) =>
      (await visit({ port: balancer.port, customer: WIDE, headers: { "x-forwarded-for": forwarded } })).status;
    expect(await through("198.51.100.1, 192.0.2.1")).toBe(403);
    expect(await through("192.0.2.1, 198.51.100.1")).toBe(200);
    expect(await through("198.51.100.1, 192.0.2.1, 127.0.0.1")).toBe(403);
    expect(await through("198.51.100.1, 127.0.0.1, 192.0.2.1, 127.0.0.1")).toBe(403);
  });
  test.each(lies)("what a client says of itself changes nothing: %o", async (headers) => {
    expect((await visit({ port: balancer.port, customer: WIDE, from: "127.0.0.16", headers })).status).toBe(403);
  });
  test("the service behind is told the address that was seen, and whose request it is", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9", "x-huolto-customer": OPEN, forwarded: "for=203.0.113.9" };
    const { text } = await visit({ port: balancer.port, customer: WIDE, from: "127.0.0.2", headers });
    expect(JSON.parse(text)).toMatchObject({ "x-forwarded-for": "127.0.0.2", "x-huolto-customer": WIDE });
    expect(JSON.parse(text)).not.toHaveProperty("forwarded");
  });
});

/**
 * The console behind a balancer that knows no list: what it takes for the client's address decides by its own. It trusts 127.0.0.1,
 * which is where the balancer's connections come from.
 */
async function behind(kind: "haproxy" | "nginx", start: typeof startHaproxy | typeof startNginx) {
  const dir = path.join(folder, `console-${kind}`);
  mkdirSync(dir);
  const own = await startConsole(database, { trusted: ["127.0.0.1"], origin: `http://${OPEN}.books.example` });
  const nothing = { version: 1, sha256: "0".repeat(64), content: { customers: {} } };
  const file = kind === "haproxy" ? "ip-lists.map" : "ip-lists.conf";
  writeFileSync(path.join(dir, file), balancerFile(kind, nothing));
  const balancer = await start({ dir, service: own.url.slice("http://".length) });
  const ask = async (from: string, headers: Record<string, string> = {}) => {
    const authorization = `Bearer ${key}`;
    const path = "/api/edge/authorize";
    const { status, text } = await visit({
      port: balancer.port,
      customer: OPEN,
      from,
      path,
      headers: { authorization, ...headers },
    });
    return [status, text && JSON.parse(text).reason];
  };
  await restriction(database, OPEN, ["127.0.0.2/32", "::1/128"]);
  await database.db.transaction((tx) => publishArtefact(tx, { at: new Date() }));
  try {
    expect(await ask("127.0.0.2")).toEqual([204, ""]);
    expect(await ask("::1")).toEqual([204, ""]);
    for (const address of ["127.0.0.2", "127.0.0.2, 127.0.0.2", "127.0.0.2, 127.0.0.1", "::1"]) {
      const lies = {
        "x-forwarded-for": address,
        "x-real-ip": address,
        "x-huolto-address": address,
        forwarded: `for=${address}`,
      };
      expect(await ask("127.0.0.3", lies), address).toEqual([403, "not_listed"]);
    }
  } finally {
    await balancer.stop();
    await own.stop();
    await database.sql`update console.ip_restriction set state = 'lifted' where business_id = ${OPEN}`;
  }
}

toolSuite("the console behind a balancer", ["haproxy", "nginx"], () => {
  test("HAProxy: whatever a client says, the address that HAProxy saw counts", () => behind("haproxy", startHaproxy));
  test("nginx: whatever a client says, the address that nginx saw counts", () => behind("nginx", startNginx));
});
