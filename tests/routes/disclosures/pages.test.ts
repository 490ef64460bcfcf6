import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeEach, expect, test } from "vitest";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { registerDisclosure } from "#app/domain/disclosures/register-disclosure.server.ts";
import { loader } from "#app/routes/disclosures/disclosure.tsx";
import { testDatabase } from "#tests/setup/database.ts";
import { canary, disclosureDesk, request } from "#tests/support/disclosures.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const desk = await disclosureDesk(database);
afterAll(() => desk.end());
const { agent, alma, pasi } = desk;
const at = "2026-09-10T10:00:00Z";
await desk.events([
  { at, business: "9000001-2", person: "u-1", name: canary.person },
  { at, business: "9000002-0", person: "u-2", name: canary.person },
]);
beforeEach(async () => void (await database.sql`delete from console.rate_limit`));

type By = typeof agent;
const list = (by: By, form?: Record<string, string>) =>
  visit("disclosures/list.tsx", "/disclosures", "/disclosures", by, form);
const page = (by: By, id: string, form?: Record<string, string>) =>
  visit("disclosures/disclosure.tsx", "/disclosures/:id", `/disclosures/${id}`, by, form);
const content = /Kanari|KAN\/|kirjaamo|Lintusalo|u-1|\+35840/;
/** What the page's script gets beside the HTML. */
const dataOf = async (by: By, id: string) =>
  JSON.stringify(
    await loader({
      request: new Request(`https://huolto.example/disclosures/${id}`),
      context: { ctx: by },
      params: { id },
    } as unknown as LoaderFunctionArgs),
  );

const typed = { ...request(), allEvents: "on" } as unknown as Record<string, string>;

test("customer service registers and never sees it again: not in the list, the page, their data, or the case", async () => {
  const registered = await list(agent, typed);
  expect(registered.status).toBe(302);
  const [row] = await database.sql`
    select d.id, c.number from console.disclosure d join console.case_file c on c.id = d.case_id`;
  const shown = [
    await list(agent),
    await page(agent, row!.id),
    await dataOf(agent, row!.id),
    await readCase(agent, { number: row!.number }),
  ];
  for (const one of shown) expect(JSON.stringify(one)).not.toMatch(content);
  expect(textOf((await page(agent, row!.id)).html)).toContain("is seen by them alone");
  const tried = await page(agent, row!.id, { intent: "verify", version: "1", how: "I called them myself" });
  expect(tried.status).toBe(403);
  expect((await page(alma, row!.id)).html).toContain(canary.authority);
  expect(await dataOf(alma, row!.id)).toMatch(content);
  expect(markupFaults((await page(alma, row!.id)).html)).toEqual([]);
});

test("what was not taken comes back to whoever typed it, with the field to mend; nothing is filled in by the browser", async () => {
  const { html, status } = await list(agent, { ...typed, to: "2026-08-01" });
  expect(status).toBe(422);
  expect(textOf(html)).toContain("The period must end after it begins.");
  expect(html).toContain(canary.reference);
  expect(html.match(/<(input|textarea)(?![^>]*(autoComplete="off"|type="(hidden|checkbox)"))[^>]*>/gi) ?? []).toEqual(
    [],
  );
  expect(markupFaults(html)).toEqual([]);
});

test("each state's page says what is next; namesakes are told apart on it, and the second person approves", async () => {
  const { id } = await registerDisclosure(agent, request());
  const act = async (by: By, intent: string, more: Record<string, string> = {}) => {
    const {
      version,
      scope_sha256: scopeSha256,
      package_sha512: packageSha512,
    } = (await database.sql`select version, scope_sha256, package_sha512 from console.disclosure where id = ${id}`)[0]!;
    const form = {
      intent,
      version: String(version),
      scopeSha256,
      packageSha512: packageSha512 ?? "",
      formToken: "form",
    };
    return (await page(by, id, { ...form, ...more })).status;
  };
  const says = async (by: By = alma) => {
    const { html } = await page(by, id);
    expect(markupFaults(html)).toEqual([]);
    return textOf(html);
  };
  expect(await says()).toContain("Ask the authority by another channel");
  expect(await act(alma, "verify", { how: "Called their switchboard" })).toBe(302);
  expect(await says()).toContain("Have the rows found.");
  expect(await act(alma, "execute")).toBe(302);
  await desk.run(id);
  expect(await says()).toContain("2 people answer to the name: say who is meant.");
  expect(await act(alma, "choose", { "named.0": canary.person })).toBe(422);
  expect(await act(alma, "choose", { "named.0": canary.person, "person.0": "u-1" })).toBe(302);
  await desk.run(id);
  expect(await says()).toContain("cannot approve the package");
  expect(await says(pasi)).toContain("Rows by company");
  expect(await act(alma, "approve")).toBe(403);
  expect(await act(pasi, "approve")).toBe(302);
  expect(await act(alma, "deliver")).toBe(302);
  expect(await says()).toContain("The authority has its link.");
  expect(await act(alma, "receive", { how: "Their letter" })).toBe(302);
  expect(await act(alma, "close")).toBe(302);
  expect(await says()).toContain("is erased after 2028-11-23");
});
