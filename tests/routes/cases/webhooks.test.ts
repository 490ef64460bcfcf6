import { expect, test } from "vitest";
import { addReply } from "#app/domain/cases/add-reply.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Desk, deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCustomers(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await deskPerson(database, "Alma Alustala", ["platform"], clock);
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);

const page = (by: Desk, form?: Record<string, string>, query = "") =>
  visit("cases/webhooks.tsx", "/cases/webhooks", `/cases/webhooks${query}`, by, form);
const only = async () => (await database.sql`select * from console.webhook`)[0]!;

test("nobody is told at first; only the platform team sees and changes who is", async () => {
  const { html } = await page(alma);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("No other system is told of changes to cases.");
  expect(textOf(html)).toContain("Compute HMAC-SHA-256");
  expect(html).toContain('href="/releases/keys"');
  expect((await page(pirkko)).status).toBe(403);
});

test("a secret is shown once, when the webhook is added; a wrong address is told at its field with what was typed", async () => {
  const refused = await page(alma, { intent: "add", name: "Tickets", url: "gopher://x" });
  expect(refused.status).toBe(422);
  expect(markupFaults(refused.html)).toEqual([]);
  expect(refused.html).toMatch(
    /<input(?=[^>]*id="webhook-url")(?=[^>]*aria-invalid="true")(?=[^>]*value="gopher:\/\/x")/,
  );
  const { html } = await page(alma, { intent: "add", name: "Tickets", url: "https://tickets.example/huolto" });
  const { secret } = await only();
  expect(html).toContain(`<code class="rounded bg-surface px-1.5 py-1 break-all select-all">${secret}</code>`);
  const later = (await page(alma)).html;
  expect(later).not.toContain(secret as string);
  expect(textOf(later)).toContain("1 system is told of changes to cases, and nothing was given up.");
  expect(rowsOf(later)[1]!.slice(1, 3)).toEqual(["In use", "Never"]);
});

test("the log says of each message how far it is; what was given up is sent again; notes are not told", async () => {
  const { number } = await opened(pirkko, "slowdown");
  await addReply(pirkko, { number, text: "Hei!", language: "fi", templateId: null });
  const { id } = await only();
  await database.sql`update console.webhook_delivery set state = 'given_up', attempts = 11, status = 503
    where body->>'type' = 'case.opened'`;
  const { html } = await page(alma, undefined, `?log=${id}`);
  expect(markupFaults(html)).toEqual([]);
  const rows = rowsOf(html).slice(-2);
  expect(rows.map(([what, , state, tries, answer]) => [what, state, tries, answer])).toEqual([
    [`case.replied of case ${number}`, "On the way", "0", "Not tried yet"],
    [`case.opened of case ${number}`, "Given up", "11", "HTTP 503"],
  ]);
  expect(textOf(html)).toContain("1 message was given up.");
  const delivery = /name="id" value="([^"]+)"(?=[^<]*\/><button[^>]*value="redeliver")/.exec(html)![1]!;
  const again = await page(alma, { intent: "redeliver", id: delivery }, `?log=${id}`);
  expect(textOf(again.html)).toContain("It is sent again in a moment.");
  expect(textOf(again.html)).not.toContain("HTTP 503");
  expect((await page(alma, { intent: "redeliver", id: delivery })).status).toBe(409);
  expect((await page(alma, undefined, "?log=nonsense&before=x")).status).toBe(200);
});

test("one is paused, resumed and removed, each after it was asked", async () => {
  const { id } = (await only()) as { id: string };
  expect(textOf((await page(alma, { intent: "pause", id })).html)).toContain("Paused: what changes waits.");
  const paused = (await page(alma)).html;
  expect(rowsOf(paused)[1]![1]).toMatch(/^Paused/);
  expect(textOf(paused)).toContain("1 of them paused");
  expect((await page(alma, { intent: "pause", id })).status).toBe(409);
  expect(textOf((await page(alma, { intent: "resume", id })).html)).toContain("Resumed");
  expect(textOf((await page(alma, { intent: "remove", id })).html)).toContain("Nobody is told of changes yet");
  expect((await page(alma, { intent: "nonsense", id })).status).toBe(422);
  expect((await page(pirkko, { intent: "remove", id })).status).toBe(403);
});
