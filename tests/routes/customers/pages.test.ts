import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissionsOf, type Role } from "#app/domain/access/permissions.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { openCase } from "#app/domain/cases/open-case.server.ts";
import { measured } from "#tests/support/customer-latency.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { opened, person, withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
type As = ServiceCtx<StaffActor>;
async function as(name: string, roles: Role[], answer?: Parameters<typeof serviceCtxOf>[2]): Promise<As> {
  const { actor } = await person(database, name, roles, clock);
  return serviceCtxOf(database.db, actor, { clock, ...answer });
}
const quick = { browser: [1000, 610, 900], api: [500, 470, 200] } as const;
const agent = await as("Pirkko Palvelusto", ["customer_service"], { answer: measured(quick) });
const platform = await as("Alma Alustala", ["platform"], { answer: measured(quick) });

const ID = "9000202-5";
const list = (q = "", ctx = agent) => visit("customers/list.tsx", "/customers", `/customers${q && `?q=${q}`}`, ctx);
const page = (ctx: As = agent, id = ID) =>
  visit("customers/customer.tsx", "/customers/:businessId", `/customers/${id}`, ctx);
/** The words of the panel with this heading. */
const panel = (html: string, title: string) =>
  textOf(
    [...html.matchAll(/<section.*?<\/section>/gs)]
      .map(([part]) => part)
      .find((part) => part.includes(`<h2>${title}`)) ?? "",
  );

beforeAll(async () => {
  expect(textOf((await list()).html)).toContain("No customers have been mapped");
  await owner`insert into service.customers values
    (${ID}, 'FI', 'Kuusikummun Tukku Oy', '2022-01-01', null), ('9000303-1', 'FI', 'Leipomo Sinipiika Ky', '2018-04-01', '2026-06-30'),
    ('9000404-6', 'FI', 'Lähtijän Tukku Oy', '2018-04-01', '2026-12-31')`;
  clock.advance(31);
  await withCatalogue(database);
});

test("the search answers by address, with or without scripts, and says how many it found", async () => {
  expect(textOf((await list()).html)).toContain("3 customers are known.");
  const { html } = await list("kuusikumun");
  expect(textOf(html)).toContain("One customer matches “kuusikumun”.");
  expect(rowsOf(html)[1]).toEqual(["Kuusikummun Tukku Oy", ID, "FI", "Customer"]);
  expect(html).toContain(`href="/customers/${ID}"`);
  expect(rowsOf((await list("sinipiika")).html)[1]).toEqual(["Leipomo Sinipiika Ky", "9000303-1", "FI", "Ended"]);
  const none = await list("zzzzqqqq");
  expect(textOf(none.html)).toContain("Try a shorter part of the name");
  for (const one of [html, none.html]) expect(markupFaults(one)).toEqual([]);
});

test("a customer that nothing touches: one quiet sentence, its figures against the target, what can be done", async () => {
  const { status, html } = await page();
  expect(status).toBe(200);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain(
    "Integration API took 0.94 s on average in the last 7 days, over the target of 0.80 s.",
  );
  expect(textOf(html)).toContain("No case is open. ");
  expect(textOf(html)).toContain("FI 9000202-5, customer since 2022-01-01.");
  const figures = rowsOf(html);
  expect(figures[1]).toEqual(["Browser", "0.61", "0.19 s under", "0.61", "90.0 %", "1 000".replace(" ", "\u202f")]);
  expect(figures.find(([name]) => name?.startsWith("Integration API"))?.slice(1, 3)).toEqual(["0.94", "0.14 s over"]);
  expect(html).toContain(`href="/diagnosis?customer=${ID}"`);
  expect(html).toContain(`href="/cases/new?customer=${ID}"`);
  expect(html).toContain(`href="/ip-restrictions/new?customer=${ID}"`);
  expect(panel(html, "Exports")).toContain("No export has been asked for.");
});

test("an open incident on what it uses and an open case come first; the programs' way in matters only to those with programs", async () => {
  const { actor } = await person(database, "Katri Konesalo", ["platform"], clock);
  const katri = { ...serviceCtxOf(database.db, actor, { clock }) };
  const api = await opened(katri, { "partner-api": "partial" }, { title: "Partners wait" });
  const bank = await opened(katri, { banks: "down" }, { title: "Banks do not answer" });
  await openCase(agent, {
    kind: "slowdown",
    businessId: ID,
    subject: "Invoices are slow",
    language: "fi",
    priority: "normal",
    externalNumber: null,
    request: { operation: "Invoices", since: "2026-11-23T09:00", until: "", who: "everybody", checked: "" },
  });
  const { html } = await page();
  expect(textOf(html)).toContain(
    `Incident ${api} (Partners wait) is open; incident ${bank} (Banks do not answer) is open;`,
  );
  expect(textOf(html)).toContain("1 case is open.");
  expect(panel(html, "Open cases")).toContain("Invoices are slow");
  const noApi = await as("Päivi Palvelija", ["customer_service"], { answer: measured({ browser: [1000, 610, 900] }) });
  const without = textOf((await page(noApi)).html);
  expect(without).not.toContain("Partners wait");
  expect(without).toContain("Banks do not answer");
});

test("what is not known is never called well", async () => {
  const dark = await as("Peppi Pimeä", ["customer_service"]);
  const { html } = await page(dark, "9000404-6");
  expect(textOf(html)).toContain("Not known now: how the service is, how quick it is for them.");
  expect(textOf(html)).not.toContain("Nothing out of the ordinary");
  expect(panel(html, "How quick the service is for them")).toContain("unknown does not mean quick");
  expect(textOf(html)).toContain("Its contract ends on 2026-12-31.");
  const away = await as("Pia Poissa", ["platform"], {
    answer: () => ({ kind: "unreachable", message: "Nothing answers at grafana.internal:3000." }),
  });
  expect(textOf((await page(away)).html)).toContain("Nothing answers at grafana.internal:3000.");
  const empty = await as("Eeva Tyhjä", ["customer_service"], { answer: measured({}) });
  expect(textOf((await page(empty)).html)).toContain("No traffic in the last 7 days");
});

test("one part that cannot be read says so in its own place, with the id to quote, and the others stand", async () => {
  await owner`alter table console.export_request rename to export_request_away`;
  const { status, html } = await page();
  await owner`alter table console.export_request_away rename to export_request`;
  expect(status).toBe(200);
  expect(panel(html, "Exports")).toContain(
    `This part could not be read; the rest of the page is not affected. Load the page again, or quote ${agent.requestId}`,
  );
  expect(panel(html, "How quick the service is for them")).toContain("0.61");
});

test("an export shows its state; the way to it is only for those who may see exports", async () => {
  const requested_at = new Date("2026-11-20T22:30:00Z");
  const asked = await owner`
    insert into console.export_request ${owner({ ...(await exportRow()), requested_at })} returning id`;
  const state = panel((await page()).html, "Exports");
  // Half past midnight in Helsinki.
  expect(state).toMatch(/Export no \d+ asked for on 2026-11-21/);
  expect((await page()).html).not.toContain(`/exports/${asked[0]!.id}`);
  const auditor = await as("Tarmo Tarkastola", ["auditor"], { answer: measured(quick) });
  const { html } = await page(auditor);
  expect(html).toContain(`/exports/${asked[0]!.id}`);
  // Who changes nothing gets no buttons for it.
  expect(html).not.toContain("/cases/new");
  expect(html).not.toContain("/ip-restrictions/new");
});

test("while Grafana hangs the page is there with the rest, and says that this part is not", async () => {
  const { read } = (await as("Peppi Pimeä", ["customer_service"])).measurements;
  const waiting = await as("Oona Odottaja", ["customer_service"], { answer: measured(quick) });
  const hanging: As["measurements"] = {
    ...waiting.measurements,
    // Answers when nobody waits any longer, as measurements do that were not there in time.
    read: async (asks, signal) => {
      await new Promise((resolve) => signal!.addEventListener("abort", resolve));
      return read(asks);
    },
  };
  const { status, html } = await page({ ...waiting, measurements: hanging });
  expect(status).toBe(200);
  expect(panel(html, "How quick the service is for them")).toContain("unknown does not mean quick");
  expect(panel(html, "Exports")).not.toBe("");
});

async function exportRow() {
  const columns = await owner`select column_name, data_type, udt_name from information_schema.columns
    where table_schema = 'console' and table_name = 'export_request' and is_nullable = 'NO' and column_default is null and is_identity = 'NO'`;
  const [asker] = await owner`select id from console.staff limit 1`;
  const known: Record<string, unknown> = {
    business_id: ID,
    company_name: "Kuusikummun Tukku Oy",
    requested_by: asker!.id,
  };
  return Object.fromEntries(
    columns.map(({ column_name: name, udt_name: type }) => [
      name,
      known[name] ??
        {
          uuid: asker!.id,
          date: "2026-12-31",
          jsonb: {},
          bpchar: "FI",
          timestamptz: new Date(),
          _text: [],
          bool: false,
        }[type as string] ??
        "x",
    ]),
  );
}

test("who has ended is said to have; who is not known is not found; who may not see customers sees none", async () => {
  const { html } = await page(agent, "9000303-1");
  expect(textOf(html)).toContain("Leipomo Sinipiika Ky is no customer since 2026-06-30.");
  expect((await page(agent, "1234567-1")).status).toBe(404);
  for (const role of ["release_manager", "export_officer", "administrator"] as const) {
    const other = await as(`Ei ${role}`, [role]);
    expect((await list("tukku", other)).status, role).toBe(403);
    expect((await page(other)).status, role).toBe(403);
    expect(permissionsOf([role]).has("customers.view")).toBe(false);
  }
  expect((await page(platform)).status).toBe(200);
});

test("the finder's answers are JSON, whatever happens", async () => {
  const { loader } = await import("#app/routes/customers/find.ts");
  const ask = async (ctx: unknown, q: string) => {
    const request = new Request(`https://huolto.example/customers/find?q=${encodeURIComponent(q)}`);
    const response = await loader({ request, context: { ctx }, params: {} } as never);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  expect(await ask(agent, "kuusikummun tu")).toEqual({
    status: 200,
    body: { customers: [{ businessId: ID, name: "Kuusikummun Tukku Oy", country: "FI", ended: false }], none: false },
  });
  expect(await ask(agent, "zzzzqqqq")).toEqual({ status: 200, body: { customers: [], none: false } });
  expect((await ask(agent, "x".repeat(201))).status).toBe(422);
  const officer = await as("Veera Viejä", ["export_officer"]);
  expect(await ask(officer, "tukku")).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  const { actor: _, ...rest } = agent;
  expect((await ask({ ...rest, actor: { kind: "anonymous", id: "anonymous" } }, "tukku")).status).toBe(401);
});
