import { createRequestHandler } from "@remix-run/express";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { formBodies } from "#app/platform/http/form-body.server.ts";
import { admitFile } from "#app/routes/cases/admit-file.server.ts";
import * as attach from "#app/routes/cases/attach.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";
import { buildOf, listening } from "#tests/support/running-app.ts";

const database = await testDatabase();
await withCustomers(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const people = {
  pirkko: await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock),
  tarmo: await deskPerson(database, "Tarmo Tarkastola", ["auditor"], clock),
};

/** What stands between the socket and the route, for a person that the request names. */
const app = express();
app.use(
  formBodies({ limitBytes: 1000, files: { paths: /^\/cases\/\d+/, limitBytes: 10_020_000 }, exceptions: new Set() }),
);
app.use((req, res, next) => {
  res.locals.ctx = people[req.get("x-person") as keyof typeof people];
  next();
});
app.post(/^\/cases\//, admitFile());
const remix = createRequestHandler({
  build: buildOf([{ id: "attach", path: "cases/:number/attachments", module: attach }]),
  mode: "production",
  getLoadContext: (_req, res) => ({ ctx: res.locals.ctx }) as never,
});
app.all("*", remix as unknown as express.RequestHandler);
const server = await listening(app);
afterAll(server.stop);

async function upload(person: keyof typeof people, number: number, name: string, text: string) {
  const body = new FormData();
  body.set("intent", "attach");
  body.set("file", new File([text], name));
  // As a browser sends it: with its length.
  const encoded = new Response(body);
  const bytes = await encoded.arrayBuffer();
  const response = await fetch(`http://127.0.0.1:${server.port}/cases/${number}/attachments`, {
    method: "POST",
    headers: {
      "content-type": encoded.headers.get("content-type")!,
      accept: "application/json",
      origin: "http://127.0.0.1",
      "x-person": person,
    },
    body: bytes,
  });
  return { status: response.status, body: await response.json() };
}

test("a file of ten megabytes arrives whole, one byte more is refused with a sentence, and an auditor's is not read", async () => {
  const { number } = await opened(people.pirkko, "slowdown");
  expect(await upload("pirkko", number, "suuri.txt", "a".repeat(10_000_000))).toEqual({
    status: 200,
    body: { fileName: "suuri.txt" },
  });
  expect(await upload("pirkko", number, "liian.txt", "a".repeat(10_000_001))).toMatchObject({
    status: 422,
    body: {
      error: { code: "invalid", field: "file", message: "A file can have at most 10 MB. Send a smaller part of it." },
    },
  });
  expect(await upload("tarmo", number, "a.txt", "a")).toMatchObject({
    status: 403,
    body: { error: { code: "forbidden" } },
  });
  const { attachments } = await readCase(people.pirkko, { number });
  expect(attachments).toMatchObject([{ fileName: "suuri.txt", size: 10_000_000 }]);
  const refused =
    await database.sql`select actor_id from audit.event where action = 'case.attach' and outcome = 'refused'`;
  expect(refused.map((row) => row.actor_id)).toEqual([people.tarmo.actor.id]);
});
