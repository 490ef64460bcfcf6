import { request as httpRequest, type RequestOptions } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csrfGuard } from "#app/platform/http/csrf-guard.server.ts";
import { separateHosts } from "#app/platform/http/hosts.server.ts";
import { securityHeaders } from "#app/platform/http/security-headers.server.ts";

const origins = { console: "https://huolto.example", portal: "https://portal.example" };
const app = express();
app.use(securityHeaders({ formTargets: ["https://broker.example"], https: true }));
app.use(separateHosts(origins));
app.use(csrfGuard((host) => origins[host], new Set(["/api/releases"])));
app.all(
  "*",
  (req, res) => void res.json({ host: res.locals.host, forwarded: req.headers["x-forwarded-host"] ?? null }),
);
const server = app.listen(0, "127.0.0.1");
afterAll(() => void server.close());
beforeAll(async () => void (server.listening || (await new Promise((resolve) => server.once("listening", resolve)))));

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
function send(options: RequestOptions): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: "127.0.0.1", ...options }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}
const host = "huolto.example";

describe("a change is made only from our own page", () => {
  test.each([
    ["from our own page", { "sec-fetch-site": "same-origin" }, 200],
    ["from a sister site", { "sec-fetch-site": "same-site", origin: "https://huolto.example" }, 403],
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
    ["typed into the address bar", { "sec-fetch-site": "none" }, 403],
    ["from an old browser, our origin", { origin: "https://huolto.example" }, 200],
    ["from an old browser, the portal's origin", { origin: "https://portal.example" }, 403],
    ["from an old browser, plain http", { origin: "http://huolto.example" }, 403],
    ["with neither header", {}, 403],
    [
      "with an Origin that only agrees with a made-up forwarded host",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
      403,
    ],
  ])("%s", async (_name, headers, status) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await send({ method, path: "/exports/new", headers: { host, ...headers } });
      expect(answer.status, method).toBe(status);
    }
  });

  test("reading needs none of that", async () => {
    expect((await send({ method: "GET", path: "/", headers: { host, "sec-fetch-site": "cross-site" } })).status).toBe(
      200,
    );
  });

  test("an address with a key of its own is a listed exception, and only that one", async () => {
    expect((await send({ method: "POST", path: "/api/releases", headers: { host } })).status).toBe(200);
    expect((await send({ method: "POST", path: "/api/releases/x", headers: { host } })).status).toBe(403);
  });
});

describe("two hosts", () => {
  test("the portal's host serves the portal alone", async () => {
    const portal = { host: "portal.example" };
    expect((await send({ path: "/d", headers: portal })).status).toBe(200);
    expect((await send({ path: "/d/code", headers: portal })).status).toBe(200);
    expect((await send({ path: "/d.data", headers: portal })).status).toBe(200);
    for (const path of ["/", "/exports", "/audit", "/sign-in", "/dx", "/D", "/d/../exports"]) {
      expect((await send({ path, headers: portal })).status, path).toBe(404);
    }
  });

  test("the console's host does not serve the portal", async () => {
    expect((await send({ path: "/d", headers: { host } })).status).toBe(404);
    // Express and the router behind it take capitals for small letters.
    for (const path of ["/d/download", "/D", "/D/archive", "/D/download", "/D.data", "/%44/code"])
      expect((await send({ path, headers: { host } })).status, path).toBe(404);
  });

  test("a NUL, which the database does not take, is nowhere", async () => {
    expect((await send({ path: "/exports?q=a%00b", headers: { host } })).status).toBe(404);
    expect((await send({ path: "/exports/%00", headers: { host } })).status).toBe(404);
  });

  test("another name is not served, whatever a client forwards", async () => {
    expect((await send({ path: "/", headers: { host: "evil.example" } })).status).toBe(421);
    const answer = await send({ path: "/", headers: { host, "x-forwarded-host": "evil.example" } });
    expect(JSON.parse(answer.body)).toEqual({ host: "console", forwarded: null });
  });
});

test("the headers of every answer", async () => {
  const first = await send({ path: "/", headers: { host } });
  const second = await send({ path: "/", headers: { host } });
  const policy = String(first.headers["content-security-policy"]);
  const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1];
  expect(nonce).toBeTruthy();
  expect(policy).toBe(
    `default-src 'none';script-src 'nonce-${nonce}' 'strict-dynamic';style-src 'self' 'nonce-${nonce}';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self' https://broker.example;frame-ancestors 'none';base-uri 'none';object-src 'none';require-trusted-types-for 'script';report-uri /csp-report`,
  );
  expect(second.headers["content-security-policy"]).not.toContain(nonce);
  expect(first.headers).toMatchObject({
    "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
  });
  expect(first.headers["x-powered-by"]).toBeUndefined();
});
