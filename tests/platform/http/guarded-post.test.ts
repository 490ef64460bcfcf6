import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { guardedPost, mayReach } from "#app/platform/http/guarded-post.server.ts";

const nowhere = { networks: [], loopback: false };

// Each of RFC 6890's registries of special addresses, and the ways to write an IPv4 address in IPv6.
test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:10.0.0.1",
  "::ffff:7f00:1",
  "64:ff9b::10.0.0.1",
  "2002:a00:1::",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "2001:db8::1",
  "::7f00:1",
  "::10.0.0.1",
  "4000::1",
  "tickets.example",
])("%s is not reached", (address) => {
  expect(mayReach(address, nowhere)).toBe(false);
});

test.each(["8.8.8.8", "193.166.3.2", "2001:14ba:8300::1", "::ffff:8.8.8.8"])("%s is reached", (address) => {
  expect(mayReach(address, nowhere)).toBe(true);
});

test("a private network is reached where the operator opens it, and no further", () => {
  const reach = { networks: ["10.0.20.0/24", "fd12:3456::/32"], loopback: false };
  expect(mayReach("10.0.20.7", reach)).toBe(true);
  expect(mayReach("::ffff:10.0.20.7", reach)).toBe(true);
  expect(mayReach("10.0.21.7", reach)).toBe(false);
  expect(mayReach("fd12:3456::9", reach)).toBe(true);
  expect(mayReach("fd12:3457::9", reach)).toBe(false);
  expect(mayReach("127.0.0.1", reach)).toBe(false);
});

let hits = 0;
const server = createServer((_request, response) => {
  hits += 1;
  response.writeHead(200).end();
}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as { port: number };
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const post = (url: string, more: Partial<Parameters<typeof guardedPost>[1]> = {}) =>
  guardedPost(url, { headers: {}, body: "{}", reach: nowhere, timeoutMs: 2000, ...more });
const answering = (...addresses: string[]) =>
  (async () => addresses.map((address) => ({ address, family: 4 }))) as never;

test("only the addresses that were checked are connected to", async () => {
  const demo = { networks: [], loopback: true };
  hits = 0;
  expect(await post(`http://localhost:${port}/`, { reach: demo, resolveName: answering("127.0.0.1") })).toEqual({
    status: 200,
  });
  expect(hits).toBe(1);
  // A name that also has an inner address is refused as a whole: which one is taken is not ours to say.
  const two = answering("8.8.8.8", "127.0.0.1");
  expect(await post(`https://tickets.example:${port}/`, { resolveName: two })).toEqual({ failure: "address_refused" });
  const inner = answering("127.0.0.1");
  expect(await post(`https://tickets.example:${port}/`, { resolveName: inner })).toEqual({
    failure: "address_refused",
  });
  expect(hits).toBe(1);
});

test.each([
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://0x7f.1/",
  "https://2130706433/",
  "https://[::ffff:169.254.169.254]/",
  "https://10.0.0.1/",
  "http://8.8.8.8/",
])("%s goes nowhere", async (url) => {
  expect(await post(url)).toEqual({ failure: "address_refused" });
});

test("a name that nobody knows, and a server that speaks no TLS, say so", async () => {
  const unknown = (async () => {
    throw new Error("ENOTFOUND");
  }) as never;
  expect(await post("https://tickets.example/", { resolveName: unknown })).toEqual({ failure: "name_unknown" });
  const reach = { networks: ["127.0.0.0/8"], loopback: false };
  expect(await post(`https://127.0.0.1:${port}/`, { reach })).toMatchObject({ failure: expect.any(String) });
  expect(hits).toBe(1);
});
