import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { openCase } from "#app/domain/cases/open-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
// 12:00 in Helsinki.
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
async function as(name: string, roles: Role[], service: Parameters<typeof serviceCtxOf>[2] = {}) {
  const { actor } = await person(database, name, roles, clock);
  return serviceCtxOf(database.db, actor, { clock, ...service });
}
const agent = await as("Pirkko Palvelusto", ["customer_service"]);
const page = (query: Record<string, string> = {}, ctx = agent, form?: Record<string, string>) =>
  visit("diagnosis/diagnosis.tsx", "/diagnosis", `/diagnosis?${new URLSearchParams(query)}`, ctx, form);

const ID = "9000202-5";
const morning = { customer: ID, from: "2026-11-23T09:00", to: "2026-11-23T11:00" };
let number = 0;

beforeAll(async () => {
  await owner`insert into service.customers values (${ID}, 'FI', 'Kuusikummun Tukku Oy', '2022-01-01', null),
    ('9000303-1', 'FI', 'Leipomo Sinipiika Ky', '2018-04-01', null)`;
  const opened = await openCase(agent, {
    kind: "slowdown",
    businessId: ID,
    subject: "Invoices are slow",
    language: "sv",
    priority: "normal",
    externalNumber: null,
    request: { operation: "Invoices", since: "2026-11-23T09:00", until: "", who: "everybody", checked: "" },
  });
  number = opened.number;
});

test("without a customer the page asks for one; with one it offers the usual periods, each an address", async () => {
  const { html } = await page();
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("Nothing is diagnosed yet");
  const chosen = (await page({ customer: ID, page: "/sales" })).html;
  expect(textOf(chosen)).toContain("Last hour Last 4 hours Today Yesterday Last 7 days");
  expect(chosen.replaceAll("%3A", ":").replaceAll("&amp;", "&")).toContain(
    "/diagnosis?customer=9000202-5&from=2026-11-22T00:00&to=2026-11-23T00:00&page=%2Fsales",
  );
});

test("a customer by name, times in Helsinki: without measurements it says so and calls nothing well", async () => {
  const { status, html } = await page({ ...morning, customer: "kuusikumun tukku" });
  expect(status).toBe(200);
  expect(markupFaults(html)).toEqual([]);
  const text = textOf(html);
  expect(text).toContain("Whether it was slow for Kuusikummun Tukku Oy");
  expect(text).toContain("2026-11-23 09:00 to 2026-11-23 11:00 (Helsinki)");
  expect(text).toContain("Not enough data");
  expect(html).not.toContain("Points to it");
});

test("hours that are still to come are refused at the field that names them", async () => {
  const { status, html } = await page({ ...morning, from: "2026-12-23T09:00", to: "2026-12-23T11:00" });
  expect(status).toBe(200);
  expect(textOf(html)).toContain("This time is still to come: choose hours that have begun.");
});

test("Grafana away: the page stands, and says what could not be looked at", async () => {
  const away = await as("Alma Alustala", ["platform"], {
    answer: () => ({ kind: "unreachable", message: "Nothing answers at grafana.internal:3000." }),
  });
  const { status, html } = await page(morning, away);
  expect(status).toBe(200);
  expect(textOf(html)).toContain("Not enough data");
  expect(textOf(html)).toContain("Never: Grafana did not answer");
});

test.each([
  [{ ...morning, customer: "zzzzqqqq" }, "No customer is called so."],
  [{ ...morning, to: "2026-11-23T09:05" }, "Choose at least ten minutes"],
  [{ ...morning, to: "2026-11-23T08:00" }, "The end must be after the beginning."],
  [{ ...morning, from: "2026-11-01T08:00" }, "Choose at most seven days"],
  [{ ...morning, from: "yesterday" }, "Give a time such as 2026-11-23T09:00, in Helsinki."],
])("what is wrong in the address is said at its field, with what was typed kept: %o", async (query, says) => {
  const { status, html } = await page(query);
  expect(status).toBe(200);
  expect(textOf(html)).toContain(says);
  expect(html).toContain('aria-invalid="true"');
  expect(markupFaults(html)).toEqual([]);
});

test("from a case it is saved with the case, and shown afterwards as it was", async () => {
  const asked = { ...morning, case: String(number) };
  const { html } = await page(asked);
  expect(textOf(html)).toContain(`Case ${number}: Invoices are slow`);
  expect(textOf(html)).toContain(`Save with case ${number}`);
  // In the case's own language first.
  expect(html).toMatch(/<details open=""><summary[^>]*>Swedish/);
  const form = {
    case: String(number),
    businessId: ID,
    from: "2026-11-23T07:00:00Z",
    to: "2026-11-23T09:00:00Z",
    page: "",
  };
  const saved = await page(asked, agent, form);
  expect(saved.location).toMatch(new RegExp(`^/diagnosis\\?case=${number}&id=[0-9a-f-]{36}$`));
  clock.advance(3600);
  const query = Object.fromEntries(new URLSearchParams(saved.location!.split("?")[1]));
  const shown = (await page(query)).html;
  expect(markupFaults(shown)).toEqual([]);
  expect(textOf(shown)).toContain("As it was on 2026-11-23 12:00");
  expect(textOf(shown)).toContain("Made by Pirkko Palvelusto.");
  expect(shown).not.toContain("Save with case");
  expect((await readCase(agent, { number })).work).toMatchObject([{ href: saved.location }]);
});

test("a case of another customer takes no diagnosis: it is said, and nothing is saved", async () => {
  const before = (await readCase(agent, { number })).work.length;
  const form = {
    case: String(number),
    businessId: "9000303-1",
    from: "2026-11-23T07:00:00Z",
    to: "2026-11-23T09:00:00Z",
    page: "",
  };
  const { status, html } = await page({ ...morning, customer: "9000303-1", case: String(number) }, agent, form);
  expect(status).toBe(422);
  expect(textOf(html)).toContain("The case is of another customer.");
  expect((await readCase(agent, { number })).work).toHaveLength(before);
});

test("an auditor reads and saves nothing; who may not see customers sees no diagnosis; an unknown one is not found", async () => {
  const auditor = await as("Tarmo Tarkastola", ["auditor"]);
  const { html } = await page({ ...morning, case: String(number) }, auditor);
  expect(html).not.toContain("Save with case");
  const form = {
    case: String(number),
    businessId: ID,
    from: "2026-11-23T07:00:00Z",
    to: "2026-11-23T09:00:00Z",
    page: "",
  };
  expect((await page(morning, auditor, form)).status).toBe(403);
  for (const role of ["release_manager", "export_officer", "administrator"] as const)
    expect((await page(morning, await as(`Ei ${role}`, [role]))).status, role).toBe(403);
  expect((await page({ id: "10000000-0000-4000-8000-000000000009" })).status).toBe(404);
  expect((await page({ id: "x" })).status).toBe(404);
});
