import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { isAlive, listeningPort, running, runToEnd, until } from "#tests/support/processes.ts";

/** `npm run serve` as an installation meets it: behind a proxy, every setting given. Its host names are made up and never called. */
const home = mkdtempSync(path.join(tmpdir(), "huolto-serve-"));
chmodSync(home, 0o755);
let server: EmbeddedServer;
let sql: postgres.Sql;
let port: number;
let good: Record<string, string>;
let served: ChildProcess | undefined;
let said = "";

beforeAll(async () => {
  server = await startEmbedded(home, { flags: ["fsync=off"] });
  const root = postgres(server.url, { max: 1, onnotice: () => {} });
  await root`create role keeper login createrole password 'kept'`;
  await root`create database console owner keeper`;
  await root.end();
  const url = new URL(server.url);
  url.username = "keeper";
  url.password = "kept";
  url.pathname = "/console";
  sql = postgres(url.href, { max: 1, onnotice: () => {} });
  port = await listeningPort();
  const keyFile = path.join(home, "key.pem");
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const store = (name: string) => {
    mkdirSync(path.join(home, name));
    return pathToFileURL(path.join(home, name)).href;
  };
  good = {
    PORT: String(port),
    HUOLTO_HOME: path.join(home, "home"),
    DATABASE_URL: url.href,
    SECRET: "0123456789012345678901234567890123456789",
    PUBLIC_ORIGIN: "https://console.example",
    PORTAL_ORIGIN: "https://portal.example",
    DOCUMENT_STORE: store("documents"),
    ARCHIVE_STORE: store("archives"),
    SIGNING_KEY_FILE: keyFile,
    OIDC_ISSUER: "https://broker.invalid",
    OIDC_CLIENT_ID: "huolto",
    OIDC_CLIENT_SECRET: "0123456789abcdef",
    MAIL_URL: "smtp://mail.invalid",
    MAIL_FROM: "huolto@console.example",
    SMS_URL: "https://sms.invalid/send",
    SMS_TOKEN: "token",
    TRUSTED_PROXIES: "192.0.2.1",
    METRICS_TOKEN: "metrics-token",
    LOG_LEVEL: "error",
  };
});
afterEach(stop);
afterAll(async () => {
  await sql?.end();
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function serve(more: Record<string, string> = {}) {
  said = "";
  served = spawn(process.execPath, ["app/boot/serve.mjs"], {
    env: { ...process.env, NODE_ENV: undefined, ...good, ...more } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [served.stdout!, served.stderr!]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  await until(
    "readiness",
    () => {
      if (served!.exitCode !== null) throw new Error(`It ended with code ${served!.exitCode}:\n${said}`);
      return said.includes("Huolto is ready");
    },
    200_000,
  );
}

async function stop(): Promise<number | null> {
  if (!served || served.exitCode !== null) return null;
  const child = served;
  served = undefined;
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  return ended;
}

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** A request as the proxy passes it on. */
function ask(
  pathname: string,
  { host = "console.example", headers = {}, form }: { host?: string; headers?: object; form?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const forwarded = {
      host,
      "x-forwarded-proto": "https",
      "x-forwarded-host": host,
      "x-forwarded-for": "203.0.113.7",
    };
    const type = form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path: pathname,
        method: form === undefined ? "GET" : "POST",
        headers: { ...forwarded, ...type, ...headers },
        agent: false,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
      },
    );
    sent.once("error", reject).end(form);
  });
}

async function beginSignIn(): Promise<string[]> {
  await sql`delete from console.rate_limit`;
  const begun = await ask("/sign-in/start", {
    headers: { origin: "https://console.example", "sec-fetch-site": "same-origin" },
    form: "method=mobile_app",
  });
  // The broker's name does not exist: the person is told so, and the attempt is counted all the same.
  expect(begun.status).toBe(302);
  expect(begun.headers.location).toBe("/sign-in?returnTo=%2F&error=broker_unreachable");
  return (await sql`select key from console.rate_limit`).map((row) => row.key as string);
}

describe("refuses to start", () => {
  test("with nothing given: each missing setting is named", async () => {
    const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
    const { code, said: words } = await runToEnd("serve", nothing);
    expect(code).toBe(1);
    expect([...words.matchAll(/^ {2}([A-Z_]+): is not set$/gm)].map((found) => found[1])).toEqual([
      "SECRET",
      "PUBLIC_ORIGIN",
      "PORTAL_ORIGIN",
      "TRUSTED_PROXIES",
      "DOCUMENT_STORE",
      "ARCHIVE_STORE",
      "SIGNING_KEY_FILE",
      "OIDC_ISSUER",
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_SECRET",
      "MAIL_URL",
      "MAIL_FROM",
      "SMS_URL",
      "SMS_TOKEN",
      "DATABASE_URL",
    ]);
    expect(words).not.toMatch(/^\s+at /m);
  });

  test("with demo parts on: each is named", async () => {
    const demo = { MAIL_URL: "outbox:", SMS_URL: "outbox:", BROKER_PORT: "3001", OIDC_ISSUER: "http://localhost:3001" };
    const { code, said: words } = await runToEnd("serve", { ...good, ...demo });
    expect(code).toBe(1);
    expect(words).toContain("  MAIL_URL: outbox: is a demo part; name a real gateway\n");
    expect(words).toContain("  SMS_URL: outbox: is a demo part; name a real gateway\n");
    expect(words).toContain("  BROKER_PORT: the demo sign-in is a demo part; remove the setting\n");
    expect(words).toContain("  OIDC_ISSUER: must be https:// in production\n");
  });

  test.each([
    [
      { SIGNING_KEY_FILE: "/nowhere/key.pem" },
      /The signing key \/nowhere\/key\.pem cannot be read \(ENOENT\)\. Make one/,
    ],
    [{ OIDC_METHODS: "bank" }, /OIDC_METHODS: .*"bank" is not id=acr_value/],
    [{ DOCUMENT_STORE: "s3://" }, /DOCUMENT_STORE: A store is given as file:\/\/\/folder or s3:\/\/bucket\/prefix\./],
    [{ TRUSTED_PROXIES: "10.0.0.0/33" }, /TRUSTED_PROXIES: must be addresses or networks/],
    [
      { DATABASE_URL: "postgres://keeper:kept@127.0.0.1:1/console" },
      /No Postgres answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/,
    ],
  ])("with %j", async (bad, words) => {
    const { code, said: refusal } = await runToEnd("serve", { ...good, ...(bad as Record<string, string>) });
    expect(refusal).toMatch(words);
    expect(refusal).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});

describe("with everything given", () => {
  test("serves the sign-in page behind a proxy, by the listener that the proxy reaches", async () => {
    await serve();
    expect(said).toContain(`Huolto is ready behind https://console.example on 127.0.0.1:${port}.`);

    const ready = await ask("/readyz");
    expect(JSON.parse(ready.text)).toEqual({
      ready: true,
      checks: { database: "ok", queue: "ok", "archive store": "ok", "document store": "ok" },
    });
    expect((await ask("/metrics")).status).toBe(403);
    const metrics = await ask("/metrics", { headers: { authorization: "Bearer metrics-token" } });
    expect(metrics.text).toContain("huolto_http_request_seconds_count");

    const page = await ask("/sign-in");
    expect(page.status).toBe(200);
    expect(page.text).toContain("Identify yourself with one of these");
    expect(page.text).not.toContain("Demo:");
    expect(page.headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains; preload");
    expect(page.headers["content-security-policy"]).toContain("form-action 'self' https://broker.invalid;");

    expect((await ask("/")).headers.location).toMatch(/^\/sign-in/);
    expect((await ask("/outbox")).status).not.toBe(200);
    expect((await ask("/", { host: "elsewhere.example" })).status).toBe(421);
    expect((await ask("/sign-in", { host: "portal.example" })).status).toBe(404);

    // The request came from 127.0.0.1, which is not the trusted proxy: what it says about others is not believed.
    expect(await beginSignIn()).toEqual(["sign-in:127.0.0.1"]);

    const parts = (name: string) => running(served!.pid!, name).length;
    expect([parts("app/server.ts"), parts("app/worker.ts"), parts("broker"), parts("embedded")]).toEqual([2, 1, 0, 0]);
    const pids = running(served!.pid!, "app/");
    expect(await stop()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    // Nothing of the demo has come into the database.
    expect(await sql`select count(*)::int as n from console.staff`).toEqual([{ n: 0 }]);
    expect(await sql`select count(*)::int as n from ledger.companies`).toEqual([{ n: 0 }]);
  });

  test("a trusted proxy's word about the client counts, and only its own", async () => {
    await serve({ TRUSTED_PROXIES: "127.0.0.1" });
    expect(await beginSignIn()).toEqual(["sign-in:203.0.113.7"]);
    expect(await stop()).toBe(0);
  });
});
