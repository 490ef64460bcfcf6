import { expect, test } from "vitest";
import { observeHealth } from "#app/domain/health/observe-health.server.ts";
import { collect } from "#app/jobs/collect.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { grafanaWithAlerts, unreachable } from "#tests/support/grafana.ts";
import { opened, type Person, person, withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import type { Answer } from "#tests/support/service.ts";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
// Monday 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);
const seeing = (by: Person) => serviceCtxOf(database.db, by.actor, { clock });

const overview = (by: Person) => visit("health/overview.tsx", "/health", "/health", seeing(by));
const page = (by: Person, key: string) =>
  visit("health/component.tsx", "/health/components/:key", `/health/components/${key}`, seeing(by));
const edit = (by: Person, key: string, form?: Record<string, string>) =>
  visit(
    "health/component-edit.tsx",
    "/health/components/:key/edit",
    `/health/components/${key}/edit`,
    seeing(by),
    form,
  );
const create = (by: Person, form?: Record<string, string>) =>
  visit("health/component-new.tsx", "/health/new-component", "/health/new-component", seeing(by), form);

/** A round of the worker in which all is well but what is given. */
function look(values: Record<string, number> = {}, grafana = grafanaWithAlerts([])) {
  const answer: Answer = ({ purpose, params }) => {
    const [label] = params?.by ?? [];
    const names = label ? [params!.filters![label]!].flat() : [""];
    return names.map((name) => {
      const good = purpose === "backup.instances" ? 3 : /\.up$/.test(purpose) ? 1 : 0.01;
      const value = values[`${purpose} ${name}`] ?? good;
      return { labels: label ? { [label]: name } : {}, points: [[clock.now().getTime(), value]] as const };
    });
  };
  const ctx = serviceCtxOf(database.db, { kind: "job", id: "observe" }, { clock, answer, grafana });
  return collect(ctx, { name: "observe-health", everySeconds: 30, collect: observeHealth });
}

test("before the worker has started there is nothing to show, and the page says how it comes", async () => {
  const { html } = await overview(agent);
  expect(textOf(html)).toContain("No components are watched yet.");
  expect(textOf(html)).toContain("The worker fills the catalogue from the service profile when it starts.");
  expect(markupFaults(html)).toEqual([]);
});

test("one sentence answers first, and each component has its state, source, age and history", async () => {
  await withCatalogue(database);
  await look();
  clock.advance(30);
  await look({ "dependency.average print-and-scan": 4.53 });
  const { html } = await overview(agent);
  expect(textOf(html)).toContain("Print and scan is slow since 10:00. All 10 other components are operational.");
  expect(markupFaults(html)).toEqual([]);
  const rows = rowsOf(html);
  const at = rows.findIndex(([name]) => name === "Print and scan");
  // Half a minute is known, all of it available: no share is made of it, and the day is not called operational for it.
  expect(rows[at]).toEqual([
    "Print and scan",
    "Slowsince 10:00",
    "seen 0 s ago",
    "90 days: 90 unknown.",
    "– too little known",
    "–",
  ]);
  expect(rows[at + 1]).toEqual([
    "Average time of a dependency's answers (dependency print-and-scan): 4.53 s (slow above 4.00 s)",
  ]);
  expect(rows.find(([name]) => name === "Databases")![2]).toMatch(/^\d sources, all well · seen 0 s ago$/);
  expect(textOf(html)).toContain("No incident is open.");
  expect(textOf(html)).not.toContain("Open an incident");
  expect(textOf((await overview(alma)).html)).toContain("Open an incident");
});

test("a component's page has the evidence with values and limits, both ways of depending, and the way to an incident", async () => {
  const { html } = await page(alma, "print-and-scan");
  expect(textOf(html)).toContain(
    "Print and scan is slow since 10:00. Before that it was operational, last seen 10:00.",
  );
  const rows = rowsOf(html);
  expect(rows).toContainEqual([
    "Average time of a dependency's answers (dependency print-and-scan)",
    "Measurement",
    "Slow",
    "4.53 s",
    "slow above 4.00 s",
  ]);
  expect(html).toContain('href="/health/new-incident?component=print-and-scan"');
  expect(html).toContain('href="/health/components/app-servers"');
  expect(textOf((await page(agent, "app-servers")).html)).toMatch(/Needed by.*Bank connections.*Partner API/);
  expect(markupFaults(html)).toEqual([]);
  expect((await page(agent, "print-and-scan")).html).not.toContain("/health/new-incident");
  expect((await page(agent, "no-such-thing")).status).toBe(404);
});

test("an incident is told beside what is observed", async () => {
  const number = await opened(alma, { banks: "down" }, { title: "Payments wait" });
  const { html } = await page(agent, "banks");
  expect(textOf(html)).toContain("Bank connections is operational since 10:00.");
  expect(textOf(html)).toContain(`Incident ${number}: Payments wait`);
  expect(textOf(html)).toContain("It says that Bank connections is down.");
});

test("Grafana does not answer: the page does, nothing is green, and each reader is told what helps them", async () => {
  clock.advance(90);
  await look({}, grafanaWithAlerts(unreachable));
  const { status, html } = await overview(agent);
  expect(status).toBe(200);
  expect(textOf(html)).toContain("The state of all 11 components is unknown since 10:00.");
  expect(textOf(html)).toContain("Measurements are from 10:00; the platform team is told.");
  const rows = rowsOf(html);
  expect(rows[rows.findIndex(([name]) => name === "Databases") + 1]![0]).toMatch(/Was operational, last seen 10:00$/);
  expect(textOf((await overview(alma)).html)).toContain("Grafana cannot be reached.");
  clock.advance(120);
  expect(textOf((await overview(alma)).html)).toContain("Nothing has been observed since 10:00.");
  await look();
  expect(textOf((await overview(alma)).html)).toContain("All 11 components are operational.");
});

const typed = {
  key: "queue",
  nameEn: "Job queue",
  nameFi: "Työjono",
  nameSv: "Jobbkö",
  kind: "application_servers",
  ownerTeam: "Platform",
  "dependsOn.databases": "on",
  "alertMatchers.0.name": "component",
  "alertMatchers.0.value": "queue",
  "queries.0.purpose": "component.up",
  "queries.0.filters": "component=queue",
  "queries.0.downBelow": "1",
  "queries.1.purpose": "",
  "queries.1.filters": "",
  reason: "It has its own servers now",
};

test("a component is added by the form, and a fault keeps what was typed beside its field", async () => {
  expect(markupFaults((await create(alma)).html)).toEqual([]);
  const refused = await create(alma, { ...typed, "queries.0.downBelow": "low" });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('value="Job queue"');
  expect(refused.html).toContain('id="queries.0.downBelow-error"');
  expect(textOf(refused.html)).toContain("Give a number such as 0.8, or leave empty.");
  const made = await create(alma, typed);
  expect(made).toMatchObject({ status: 302, location: "/health/components/queue" });
  const { html } = await page(agent, "queue");
  expect(textOf(html)).toContain("Job queue is unknown.");
  expect((await create(agent, typed)).status).toBe(403);
});

test("more rows come with what was typed", async () => {
  const { html } = await create(alma, { ...typed, "queries.1.filters": "node=a", more: "1" });
  expect(html).toContain('name="queries.3.purpose"');
  expect(html).toContain('value="node=a"');
  expect(html).not.toContain('role="alert"');
});

test("of two who edit, the second keeps what was typed, sees who changed what, and can save then", async () => {
  const { key: _, ...form } = typed;
  const first = await edit(alma, "queue", { ...form, version: "1", ownerTeam: "Integrations", reason: "Another team" });
  expect(first.status).toBe(302);
  const second = await edit(alma, "queue", { ...form, version: "1", nameEn: "Queues", reason: "A better name" });
  expect(second.status).toBe(409);
  expect(textOf(second.html)).toContain(
    "Alma Alustala changed this component after you opened it: owner team. What you typed is kept; compare, then save again.",
  );
  expect(textOf(second.html)).toMatch(/What changed meanwhile.*Version 2.*Before: Platform.*Now: Integrations/);
  expect(second.html).toContain('value="Queues"');
  expect(second.html).toContain('name="version" value="2"');
  expect(markupFaults(second.html)).toEqual([]);
  const again = await edit(alma, "queue", { ...form, version: "2", nameEn: "Queues", reason: "A better name" });
  expect(again.status).toBe(302);
  expect(textOf((await page(agent, "queue")).html)).toMatch(/Version 3.*A better name.*Name in English/);
});

test("a retired component leaves the health page, and its own page says so", async () => {
  const retired = await edit(alma, "queue", { what: "retire", version: "3", reason: "Merged with the servers" });
  expect(retired.status).toBe(302);
  expect(textOf((await overview(agent)).html)).not.toContain("Queues");
  expect(textOf((await page(agent, "queue")).html)).toContain("Queues is retired: nobody watches it.");
  const list = await visit("health/components.tsx", "/health/components", "/health/components", seeing(alma));
  expect(rowsOf(list.html).at(-1)![0]).toBe("QueuesRetired");
  expect(markupFaults(list.html)).toEqual([]);
  const back = await edit(alma, "queue");
  expect(textOf(back.html)).toContain("Bring Queues back");
  expect(markupFaults(back.html)).toEqual([]);
});

test("the home page begins with the health for whoever may see it", async () => {
  const home = async (by: Person) => (await visit("home.tsx", "/", "/", seeing(by))).html;
  expect(textOf(await home(agent))).toContain("Service healthAll components All 11 components are operational.");
  expect(textOf(await home(agent))).not.toContain("Payments wait");
  expect(textOf(await home(alma))).toContain("Payments wait");
  expect(markupFaults(await home(alma))).toEqual([]);
  const administrator = await person(database, "Anni", ["administrator"], clock);
  expect(await home(administrator)).not.toContain("Service health");
  expect((await overview(administrator)).status).toBe(403);
});

test("each health page leads to the others that the person may open", async () => {
  const { html } = await overview(agent);
  const nav = /<nav aria-label="Health".*?<\/nav>/s.exec(html)![0];
  expect([...nav.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    "/health",
    "/health/incidents",
    "/health/backups",
    "/health/on-call",
    "/health/components",
  ]);
  expect((await overview(alma)).html).toContain('href="/health/source"');
  const officer = await person(database, "Veera", ["export_officer"], clock);
  expect((await overview(officer)).html).not.toContain('href="/health/on-call"');
});
