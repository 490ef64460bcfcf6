import { request as httpRequest, type RequestOptions } from "node:http";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "#app/platform/clock.ts";
import { openDb } from "#db/client.ts";
import { runningApp } from "#tests/support/running-app.ts";
import { testDatabase } from "#tests/setup/database.ts";

const CONSOLE = "huolto.example";
const PORTAL = "portal.example";
const database = await testDatabase();
// Two connections, so that a test can hold them all.
const handle = openDb(database.appUrl, { max: 2 });
const logged: string[] = [];
let checked = 0;

/** One page on each host that says how many bytes of a form it was given. */
const page = {
  loader: async () => new Response("page"),
  action: async ({ request }: { request: Request }) =>
    new Response(String((await request.formData()).get("text")?.slice(0, 5))),
};
const server = await runningApp({
  handle,
  clock: systemClock,
  routes: [
    { id: "console", path: "page", module: page },
    { id: "portal", path: "d/page", module: page },
    { id: "bulletin", path: "bulletins/:id", module: page },
    { id: "editor", path: "bulletins/:id/edit", module: page },
    { id: "draft", path: "bulletins/:id/draft", module: page },
    { id: "case", path: "cases/:number", module: page },
  ],
  logged,
  checks: [
    {
      name: "database",
      run: async () => {
        checked += 1;
      },
    },
  ],
  metrics: async () => "metrics\n",
});
afterAll(async () => {
  server.stop();
  await handle.close();
});

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
function send(options: RequestOptions, body: string[] = []): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: server.port, host: "127.0.0.1", agent: false, ...options }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    for (const part of body) sent.write(part);
    sent.end();
  });
}
const form = { host: CONSOLE, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
const post = (host: string, path: string, text: string, headers = {}) =>
  send({ method: "POST", path, headers: { ...form, host, "content-length": text.length, ...headers } }, [text]);

test("a form goes through up to 100 kB; one byte more is refused with a sentence, on both hosts, before anybody reads it", async () => {
  const longest = `text=${"a".repeat(100_000 - 5)}`;
  for (const [host, path] of [
    [CONSOLE, "/page"],
    [PORTAL, "/d/page"],
  ] as const) {
    expect(await post(host, path, longest)).toMatchObject({ status: 200, body: "aaaaa" });
    const refused = await post(host, path, `${longest}b`);
    expect(refused).toMatchObject({ status: 413, headers: { "cache-control": "no-store", connection: "close" } });
    expect(refused.body).toBe("This form is too large: at most 100 kB can be sent. Shorten what you typed.\n");
  }
});

test("the editor of bulletins may send all its texts at once, and no other page so much", async () => {
  const texts = `text=${"%C3%A4".repeat(78_450)}`;
  for (const path of ["/bulletins/1/edit", "/bulletins/1/draft", "/bulletins/preview"])
    expect(await post(CONSOLE, path, texts), path).toMatchObject({ status: 200, body: "äääää" });
  expect((await post(CONSOLE, "/bulletins/1", texts)).status).toBe(413);
});

test("a body of unknown length, or one that is no form, is refused", async () => {
  const chunked = { method: "POST", path: "/page", headers: { ...form, "transfer-encoding": "chunked" } };
  expect((await send(chunked, ["text=a"])).status).toBe(411);
  for (const type of ["multipart/form-data; boundary=x", "application/json", "text/plain"])
    expect((await post(CONSOLE, "/page", "text=a", { "content-type": type })).status, type).toBe(415);
});

test("a file is taken by a case's page alone, of at most 10 MB, and is not read before it is known who sends it", async () => {
  const type = "multipart/form-data; boundary=x";
  const file = (path: string, length: number) =>
    send({ method: "POST", path, headers: { ...form, "content-type": type, "content-length": length } }, [
      "a".repeat(Math.min(length, 100)),
    ]);
  // Only the first hundred bytes come: whoever waited for the rest would never answer.
  expect(await file("/cases/12", 10_000_000)).toMatchObject({ status: 401, body: "Sign in to do this.\n" });
  expect(await file("/cases/12/attachments", 10_000_000)).toMatchObject({
    status: 401,
    headers: { connection: "close" },
  });
  expect(await file("/cases/12", 10_020_001)).toMatchObject({
    status: 413,
    body: "This file is too large: at most 10 MB can be sent.\n",
  });
  for (const path of ["/cases/new", "/cases/12/attachments/1", "/bulletins/1"])
    expect((await file(path, 100)).status, path).toBe(415);
  // Its other forms are as long as any.
  expect(await post(CONSOLE, "/cases/12", "text=abcdef")).toMatchObject({ status: 200, body: "abcde" });
  expect((await post(CONSOLE, "/cases/12", `text=${"a".repeat(100_000)}`)).status).toBe(413);
});

test("a form without fields is an empty form, whatever else it says", async () => {
  for (const headers of [{}, { "content-type": "text/plain" }]) {
    const { "content-type": _none, ...rest } = form;
    const empty = { ...rest, ...headers, "content-length": 0 };
    expect((await send({ method: "POST", path: "/page", headers: empty })).status).toBe(200);
  }
});

test("a report of the browser is logged by its directive, never by text of its sender", async () => {
  const report = (directive: string) => {
    const text = JSON.stringify({ "csp-report": { "effective-directive": directive } });
    return post(CONSOLE, "/csp-report", text, { "content-type": "application/csp-report" });
  };
  expect((await report("script-src-elem")).status).toBe(204);
  expect((await report("maija@yritys.example")).status).toBe(204);
  expect(logged.join("")).toContain('"directive":"script-src-elem"');
  expect(logged.join("")).toContain('"directive":"unknown"');
  expect(logged.join("")).not.toContain("maija");
  const broken = await post(CONSOLE, "/csp-report", "{", { "content-type": "application/csp-report" });
  expect(broken).toMatchObject({ status: 400, body: "This request cannot be read, so nothing was done.\n" });
});

test("health and metrics are not on the portal's host; a crowd that asks whether all is well asks the database once", async () => {
  for (const path of ["/healthz", "/readyz", "/metrics"])
    expect((await send({ path, headers: { host: PORTAL } })).status, path).toBe(404);
  checked = 0;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send({ path: "/readyz", headers: { host: "10.0.0.7:3000" } })),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
  expect(checked).toBe(1);
  expect(answers[0]!.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
});

test("with every database connection taken, a page says within six seconds to come again, and works afterwards", async () => {
  const held = [1, 2].map(() => handle.sql`select pg_sleep(8)`);
  for (const query of held) query.execute();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = performance.now();
  const answers = await Promise.all([
    send({ path: "/page", headers: { host: CONSOLE } }),
    send({ path: "/page", headers: { host: CONSOLE, cookie: "__Host-huolto=some-session" } }),
    post(PORTAL, "/d/page", "text=a"),
  ]);
  expect(performance.now() - began).toBeLessThan(6000);
  for (const answer of answers) expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  await Promise.all(held);
  expect((await send({ path: "/page", headers: { host: CONSOLE } })).status).toBe(200);
});

test("an image is taken on the console's host from its own pages, and read on both hosts", async () => {
  const image = { host: CONSOLE, "content-type": "image/png", "sec-fetch-site": "same-origin" };
  const path = "/bulletins/images";
  expect((await send({ method: "POST", path, headers: image }, ["x"])).status).toBe(401);
  expect(
    (await send({ method: "POST", path, headers: { ...image, "sec-fetch-site": "cross-site" } }, ["x"])).status,
  ).toBe(403);
  expect((await send({ method: "POST", path, headers: { ...image, host: PORTAL } }, ["x"])).status).toBe(404);
  for (const host of [CONSOLE, PORTAL]) {
    const missing = await send({
      path: "/public/images/00000000-0000-4000-8000-000000000000.webp",
      headers: { host },
    });
    expect(missing).toMatchObject({ status: 404, body: "There is no such image.\n" });
    expect(missing.headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  }
});
