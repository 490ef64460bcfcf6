import { afterAll, expect, test } from "vitest";
import { makeApiKey } from "#app/domain/api-keys/make-api-key.server.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { systemClock } from "#app/platform/clock.ts";
import { outbox } from "#app/platform/messages/outbox.ts";
import * as bounces from "#app/routes/api/bounces.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import { newMailing, subscribers } from "#tests/support/mailings.ts";
import { listening, webAppOf } from "#tests/support/running-app.ts";

const database = await testDatabase();
const juuso = await person(database, "Juuso Julkaisula", ["release_manager"], systemClock);
const { key } = await makeApiKey(juuso, { name: "Mail server", purpose: "bounces" });
const { key: pipeline } = await makeApiKey(juuso, { name: "Pipeline", purpose: "releases" });
await subscribers(database, 3);
const mailingId = await newMailing(database);
await sendMailing(serviceCtxOf(database.db, { kind: "job", id: "send-mailing" }), {
  mailingId,
  gateway: outbox,
  stopping: new AbortController().signal,
});
const ids = (await database.sql`select message_id from console.mailing_delivery order by message_id`).map(
  (row) => row.message_id as string,
);

const logged: string[] = [];
const app = webAppOf({
  handle: database,
  clock: systemClock,
  routes: [{ id: "bounces", path: "api/bounces", module: bounces }],
  // The tests ask at the address itself.
  origin: "http://127.0.0.1:45871",
  logged,
});
// The host that a request names must be the configured one, whichever port the machine had free.
const server = await listening((req, res) => {
  req.headers.host = "127.0.0.1:45871";
  app(req, res);
});
afterAll(server.stop);

async function post(body: string, type = "application/json", as = key) {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/bounces`, {
    method: "POST",
    headers: { authorization: `Bearer ${as}`, "content-type": type },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, json: text.startsWith("{") ? JSON.parse(text) : text };
}
const json = (messageId: unknown, status: unknown, as = key) =>
  post(JSON.stringify({ messageId, status }), undefined, as);

test("a program tells of a mail that came back, as JSON", async () => {
  expect(await json(`<${ids[0]}@huolto.example>`, "5.1.1")).toEqual({ status: 200, json: { recorded: true } });
  expect(await json(ids[0], "5.1.1")).toEqual({ status: 200, json: { recorded: false } });
  const [row] = await database.sql`
    select s.state from console.subscriber s join console.mailing_delivery d on d.subscriber_id = s.id
    where d.message_id = ${ids[0]!}`;
  expect(row).toEqual({ state: "bounced" });
});

test("or sends the mail server's report as it came", async () => {
  const report = `Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It came back.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; maija@yritys.example
Action: failed
Status: 5.2.2

--b
Content-Type: message/rfc822

Message-ID: <${ids[1]}@huolto.example>

x
--b--
`;
  expect(await post(report, "message/rfc822")).toEqual({ status: 200, json: { recorded: true } });
  const refused = await post("Subject: Kiitos\n\nHei!\n", "message/rfc822");
  expect(refused).toMatchObject({ status: 422, json: { error: { code: "invalid" } } });
});

test("what is wrong is answered in JSON with its code and its field, and nothing is written", async () => {
  const none = await json("00000000-0000-4000-8000-000000000000", "5.1.1");
  expect(none).toMatchObject({ status: 404, json: { error: { code: "not_found" } } });
  expect(await json(ids[2], "550")).toMatchObject({ status: 422, json: { error: { field: "status" } } });
  expect(await json(7, "5.1.1")).toMatchObject({ status: 422, json: { error: { field: "messageId" } } });
  expect(await post("{")).toMatchObject({ status: 422, json: { error: { code: "invalid" } } });
  expect((await post("x", "text/plain")).status).toBe(415);
  expect((await json(ids[2], "5.1.1", "nobody")).status).toBe(401);
  expect([401, 403]).toContain((await json(ids[2], "5.1.1", pipeline)).status);
  const [row] = await database.sql`select bounced_at from console.mailing_delivery where message_id = ${ids[2]!}`;
  expect(row).toEqual({ bounced_at: null });
  expect(logged.join("")).not.toContain("yritys.example");
});

test("as many may come back in a minute as go out", async () => {
  const statuses = new Set<number>();
  for (let n = 0; n < 80; n++) statuses.add((await json("00000000-0000-4000-8000-000000000000", "5.1.1")).status);
  expect([...statuses]).toEqual([404]);
});
