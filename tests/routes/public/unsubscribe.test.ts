import { request as httpRequest } from "node:http";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "#app/platform/clock.ts";
import * as unsubscribe from "#app/routes/public/unsubscribe.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { subscribers } from "#tests/support/mailings.ts";
import { runningApp } from "#tests/support/running-app.ts";

/** As a mail program does it (RFC 8058): over HTTP, with no cookie, no Origin and no page of ours before it. */
const database = await testDatabase();
await subscribers(database, 5);
const logged: string[] = [];
const server = await runningApp({
  handle: database,
  clock: systemClock,
  routes: [{ id: "unsubscribe", path: "public/unsubscribe", module: unsubscribe }],
  logged,
});
afterAll(server.stop);

type Answer = { status: number; type: string | undefined; location: string | undefined; body: string };
function send(method: string, token: string, { type, body = "" }: { type?: string; body?: string } = {}) {
  const headers = {
    host: "portal.example",
    ...(type && { "content-type": type, "content-length": Buffer.byteLength(body) }),
  };
  return new Promise<Answer>((resolve, reject) => {
    const path = `/public/unsubscribe?token=${token}`;
    const sent = httpRequest(
      { port: server.port, host: "127.0.0.1", agent: false, method, path, headers },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => {
          const { "content-type": answered, location } = response.headers;
          resolve({ status: response.statusCode!, type: answered, location, body: text });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
const tokenOf = async (n: number) =>
  (await database.sql`select token from console.subscriber where email = ${`s${n}@subscribers.example`}`)[0]!
    .token as string;
const left = async (token: string) =>
  (await database.sql`select email is null as left from console.subscriber where token = ${token}`)[0]!.left as boolean;

const oneClick = { type: "application/x-www-form-urlencoded", body: "List-Unsubscribe=One-Click" };
const multipart = {
  type: "multipart/form-data; boundary=b",
  body: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
};

test.each([
  ["form", 0, oneClick],
  ["multipart form", 1, multipart],
])("a %s posted by a mail program leaves at once, as often as it comes", async (_what, n, form) => {
  const token = await tokenOf(n);
  for (let time = 0; time < 2; time++) {
    expect(await send("POST", token, form)).toEqual({
      status: 200,
      type: "text/plain; charset=utf-8",
      location: undefined,
      body: "Unsubscribed.\n",
    });
    expect(await left(token)).toBe(true);
  }
});

test("opening the address leaves nothing, as programs do that look through mail: it leads to a page that asks", async () => {
  const token = await tokenOf(2);
  for (const method of ["GET", "HEAD"]) {
    const answer = await send(method, token);
    expect(answer).toMatchObject({ status: 302, location: `/public/subscription?token=${token}&lang=fi&leave=1` });
  }
  expect(await left(token)).toBe(false);
});

test("an unknown token is answered alike, and no token is in the log", async () => {
  expect(await send("POST", "nobody", oneClick)).toMatchObject({ status: 200, body: "Unsubscribed.\n" });
  const token = await tokenOf(3);
  await send("POST", token, oneClick);
  expect(logged.join("")).toContain('"path":"/public/unsubscribe"');
  expect(logged.join("")).not.toContain(token);
});
