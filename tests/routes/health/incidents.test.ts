import { expect, test } from "vitest";
import type { FiringAlert, Grafana } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { writeReview } from "#app/domain/health/incidents/write-review.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { impactsOf, incidentRow, opened, type Person, person, withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";
import { rowsOf, textOf } from "#tests/support/render.tsx";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const pasi = await person(database, "Pasi Palvelinmaa", ["platform"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);

const seeing = (by: Person, grafana?: Grafana) => serviceCtxOf(database.db, by.actor, { clock, grafana });
const list = (by: Person, query = "") =>
  visit("health/incidents/list.tsx", "/health/incidents", `/health/incidents${query}`, seeing(by));
const page = (by: Person, number: number | string, form?: Record<string, string>) =>
  visit("health/incidents/incident.tsx", "/health/incidents/:number", `/health/incidents/${number}`, seeing(by), form);
const fresh = (by: Person, query = "", form?: Record<string, string>, grafana?: Grafana) =>
  visit("health/incidents/new.tsx", "/health/new-incident", `/health/new-incident${query}`, seeing(by, grafana), form);

const firing = (more: Partial<FiringAlert> = {}): FiringAlert => ({
  fingerprint: "abc",
  startsAt: "2026-11-23T07:30:00Z",
  endsAt: "",
  state: "active",
  silencedBy: [],
  inhibitedBy: [],
  labels: { alertname: "Bank connections: down", component: "banks", impact: "down" },
  annotations: { summary: "No bank answers." },
  ...more,
});
const grafanaWith = (alerts: FiringAlert[]): Grafana => ({
  ...unconfiguredGrafana,
  firingAlerts: async () => ({ ok: true, value: alerts }),
});

test("an empty console says so, and how incidents come; only those who may open one are shown how", async () => {
  const { html } = await list(agent);
  expect(textOf(html)).toContain("No incident is open.");
  expect(textOf(html)).toContain("No incidents yet");
  expect(html).not.toContain("/health/new-incident");
  expect((await list(alma)).html).toContain('href="/health/new-incident"');
});

test("the list answers first, and its filters are in the address", async () => {
  const banks = await opened(alma, { banks: "down" }, { title: "Banks are away", startedAt: "2026-11-23T09:20" });
  const siem = await opened(alma, { siem: "slow" }, { title: "SIEM refuses", text: "A zebra in the log." });
  await resolveIncident(alma, { number: siem, version: 1, text: "Over" });
  const { html } = await list(agent);
  expect(textOf(html)).toContain("1 incident is open: “Banks are away” since 09:20.");
  expect(rowsOf(html).slice(1)).toEqual([
    [String(siem), "SIEM refuses", "Resolved", "SIEM export Slow", "2026-11-23 10:00", "< 1 min"],
    // On a narrow screen these stand under the row.
    ["2026-11-23 10:00, < 1 min SIEM export Slow"],
    [String(banks), "Banks are away", "Investigating", "Bank connections Down", "2026-11-23 09:20", "40 min so far"],
    ["2026-11-23 09:20, 40 min so far Bank connections Down"],
  ]);
  const numbers = async (query: string) =>
    rowsOf((await list(agent, query)).html)
      .slice(1)
      .filter((cells) => cells.length > 1)
      .map(([number]) => Number(number));
  expect(await numbers("?state=open")).toEqual([banks]);
  expect(await numbers("?state=resolved")).toEqual([siem]);
  expect(await numbers("?component=siem")).toEqual([siem]);
  expect(await numbers("?q=ZEBRA")).toEqual([siem]);
  expect(await numbers(`?q=${banks}`)).toContain(banks);
  expect(await numbers("?q=100%25")).toEqual([]);
  expect(selected((await list(agent, "?component=retired-one")).html, "component")).toBe("retired-one");
  expect(await numbers("?state=nonsense&before=x")).toEqual([siem, banks]);
  const none = (await list(agent, "?q=nothing-like-it&state=open")).html;
  expect(textOf(none)).toContain("No open incident matches");
  expect(none).toContain('value="nothing-like-it"');
});

test("who may only look sees all of it and no form; who may not look sees nothing", async () => {
  const number = await opened(alma, { banks: "slow" });
  const { html } = await page(agent, number);
  expect(textOf(html)).toContain("Payments wait in the queue.");
  expect(html).not.toContain("<form");
  expect((await page(agent, number, { intent: "resolve", version: "1", text: "x" })).status).toBe(403);
  const administrator = await person(database, "Aino", ["administrator"], clock);
  expect((await page(administrator, number)).status).toBe(403);
  expect((await list(administrator)).status).toBe(403);
  expect((await fresh(agent)).status).toBe(403);
});

test.each(["0", "999999", "abc", "-1", "1e3", "99999999999999999999"])("incident %s does not exist", async (number) => {
  expect((await page(alma, number)).status).toBe(404);
});

test("without scripts: an update, a resolution that says what it changes, and the review", async () => {
  const number = await opened(alma, { banks: "slow" });
  const sent = await page(alma, number, {
    intent: "update",
    version: "1",
    "saw.state": "investigating",
    state: "identified",
    text: "The certificate.",
    "saw.banks": "slow",
    "impact.banks": "down",
    "saw.siem": "",
    "impact.siem": "slow",
    "saw.backups": "",
    "impact.backups": "",
  });
  expect(sent).toMatchObject({ status: 302, location: `/health/incidents/${number}` });
  const open = textOf((await page(alma, number)).html);
  expect(open).toContain("These become operational; the incident ends");
  expect(open).toContain("Bank connections: Down → becomes Operational");
  expect(open).toContain("SIEM export: Slow → becomes Operational");
  await page(alma, number, { intent: "resolve", version: "2", text: "Over." });
  const over = textOf((await page(alma, number)).html);
  expect(over).toContain("It was not over: reopen the incident");
  expect(over).toContain("Write the review");
  expect(over).not.toContain("tell what is new");
});

test("a conflict shows what was written meanwhile and keeps what was typed; what the other changed is not taken back", async () => {
  const number = await opened(alma, { banks: "slow", siem: "slow" });
  await updateIncident(pasi, {
    number,
    version: 1,
    text: "Pasi was faster.",
    state: "identified",
    impacts: impactsOf({ siem: "down" }),
  });
  const { status, html } = await page(alma, number, {
    intent: "update",
    version: "1",
    "saw.state": "investigating",
    state: "investigating",
    text: "Alma's own words",
    "saw.banks": "slow",
    "impact.banks": "partial",
    "saw.siem": "slow",
    "impact.siem": "slow",
  });
  expect(status).toBe(409);
  expect(textOf(html)).toContain("Written meanwhile");
  const alert = html.slice(html.indexOf('role="alert"'));
  expect(textOf(alert.slice(0, alert.indexOf("<section")))).toMatch(
    /Pasi was faster\..*What you wrote.*Alma's own words/,
  );
  expect(html).toMatch(/<textarea[^>]*id="update-text"[^>]*>Alma&#x27;s own words<\/textarea>/);
  expect(selected(html, "update-impact-banks")).toBe("partial");
  expect(selected(html, "update-impact-siem")).toBe("down");
  expect(selected(html, "update-state")).toBe("identified");
  // The same form, sent again, is accepted now.
  expect(html).toContain('name="version" value="2"');
});

test("words for an incident that was resolved meanwhile are shown, since their form is gone", async () => {
  const number = await opened(alma, { banks: "slow" });
  await resolveIncident(pasi, { number, version: 1, text: "Pasi ended it." });
  const { html } = await page(alma, number, { intent: "update", version: "1", state: "identified", text: "Too late" });
  const text = textOf(html);
  expect(text).toContain('The incident is now "Resolved".');
  expect(text).toMatch(/Pasi ended it\..*Too late/);
});

test("a wrong field keeps all that was typed, and the form that has it stands open", async () => {
  const number = await opened(alma, { banks: "slow" });
  const { status, html } = await page(alma, number, {
    intent: "resolve",
    version: "1",
    text: "It ended by itself",
    resolvedAt: "2026-11-23T11:00",
  });
  expect(status).toBe(422);
  expect(html).toMatch(/<details[^>]*open=""[^>]*><summary[^>]*>It is over/);
  expect(html).toContain(">It ended by itself</textarea>");
  expect(html).toContain('value="2026-11-23T11:00"');
  expect(textOf(html)).toContain("This is still to come.");
  expect((await incidentRow(database, number)).version).toBe(1);
});

test("of two reviews both texts are on the page", async () => {
  const number = await opened(alma, { banks: "slow" });
  await resolveIncident(alma, { number, version: 1, text: "Over" });
  const review = { whatHappened: "W", cause: "The log", whatHelped: "H", whatChanges: "C" };
  await writeReview(pasi, { number, version: 0, ...review });
  const { status, html } = await page(alma, number, {
    intent: "review",
    reviewVersion: "0",
    ...review,
    cause: "The disk",
  });
  expect(status).toBe(409);
  expect(textOf(html)).toContain("Pasi Palvelinmaa saved version 1 while you wrote");
  expect(html).toMatch(/<dd[^>]*>The log<\/dd>/);
  expect(html).toContain(">The disk</textarea>");
});

test("a follow-up is ticked off and the tick taken back; what is late says so", async () => {
  const number = await opened(alma, { banks: "slow" });
  const { id } = await addFollowUp(alma, {
    number,
    text: "Watch certificates",
    owner: "Payments",
    dueOn: "2026-11-20",
  });
  expect(textOf((await page(agent, number)).html)).toContain(
    "Payments, by Fri 20 Nov 2026 Late".replace(" Late", "Late"),
  );
  const done = await page(alma, number, { intent: "complete_follow_up", followUp: id });
  expect(done.location).toBe(`/health/incidents/${number}#follow-ups`);
  const after = (await page(alma, number)).html;
  expect(textOf(after)).toContain("Done 2026-11-23 10:00 by Alma Alustala");
  expect(textOf(after)).not.toContain("Late");
  expect(after).toContain('aria-label="Undo: not done after all, Watch certificates"');
  await page(alma, number, { intent: "undo_follow_up", followUp: id });
  expect((await page(alma, number)).html).toContain('aria-label="Mark as done: Watch certificates"');
});

test("an earlier incident that is alike is shown with why and what helped then", async () => {
  const alike = { title: "Printing house refuses letters", alertName: "Print and scan: down" };
  const first = await opened(alma, { "print-and-scan": "down" }, alike);
  await resolveIncident(alma, { number: first, version: 1, text: "Over" });
  await writeReview(alma, {
    number: first,
    version: 0,
    whatHappened: "W",
    cause: "C",
    whatHelped: "Their duty number",
    whatChanges: "X",
  });
  const second = await opened(alma, { "print-and-scan": "down" }, { ...alike, title: "Letters do not leave" });
  const text = textOf((await page(agent, second)).html);
  expect(text).toContain(`${first} Printing house refuses letters`);
  expect(text).toContain(
    "Alike: same alert, same component Print and scan, title shares “letters”, same hour of the week.",
  );
  expect(text).toContain("What helped: Their duty number");
});

test("maintenance at the same time is shown beside the incident, announced or not; cancelled maintenance is none", async () => {
  const number = await opened(alma, { banks: "slow" }, { startedAt: "2026-11-23T06:00" });
  await database.sql`
    insert into console.maintenance_window (title_en, title_fi, title_sv, starts_at, ends_at, state, announced_at) values
    ('Over before', 'x', 'x', '2026-11-22T20:00Z', '2026-11-23T04:00Z', 'completed', now()),
    ('Night work', 'x', 'x', '2026-11-22T20:00Z', '2026-11-23T04:01Z', 'completed', now()),
    ('Urgent fix', 'x', 'x', '2026-11-23T07:00Z', '2026-11-23T09:00Z', 'in_progress', null),
    ('Called off', 'x', 'x', '2026-11-23T07:00Z', '2026-11-23T09:00Z', 'cancelled', null)`;
  const text = textOf((await page(agent, number)).html);
  expect(text).toContain("Night work");
  expect(text).toMatch(/Urgent fix\s*Not announced/);
  expect(text).not.toContain("Over before");
  expect(text).not.toContain("Called off");
  const officer = await person(database, "Aino Arkisto", ["export_officer"], clock);
  expect((await page(agent, number)).html).toMatch(/href="\/maintenance\/[0-9a-f-]{36}"/);
  expect((await page(officer, number)).html).not.toContain('href="/maintenance');
});

test("an alert that fires fills the form: title, start, its components and the impact it tells of", async () => {
  const grafana = grafanaWith([
    firing(),
    firing({ fingerprint: "def", silencedBy: ["s"], labels: { alertname: "Other" } }),
  ]);
  const start = textOf((await fresh(alma, "", undefined, grafana)).html);
  expect(start).toContain("Bank connections: down");
  expect(start).toMatch(/Other\s*Silenced/);
  const { html } = await fresh(alma, "?alert=abc", undefined, grafana);
  expect(html).toContain('value="No bank answers."');
  expect(html).toContain('value="2026-11-23T09:30"');
  expect(html).toContain('name="alertName" value="Bank connections: down"');
  expect(selected(html, "impact-banks")).toBe("down");
  expect(selected(html, "impact-siem")).toBe("");
  const gone = (await fresh(alma, "?alert=zzz", undefined, grafana)).html;
  expect(textOf(gone)).toContain("The alert does not fire any more");
  expect(selected((await fresh(alma, "?component=siem")).html, "impact-siem")).toBe("slow");
});

test("without Grafana an incident is opened all the same", async () => {
  const { status, html } = await fresh(alma);
  expect(status).toBe(200);
  expect(html).toContain('name="title"');
  expect(textOf(html)).toContain("Grafana");
  const silent: Grafana = { ...unconfiguredGrafana, firingAlerts: () => new Promise(() => {}) };
  const began = performance.now();
  expect(textOf((await fresh(alma, "", undefined, silent)).html)).toContain("did not say within 2.5 s");
  expect(performance.now() - began).toBeLessThan(4000);
});

test("an open incident of the same component is offered; the words go there, or a tick opens another", async () => {
  const number = await opened(alma, { "income-register": "slow" }, { title: "Register is slow" });
  const form = {
    title: "Register again",
    text: "No answers.",
    startedAt: "2026-11-23T09:55",
    openedFrom: "hand",
    alertName: "",
    "saw.income-register": "",
    "impact.income-register": "down",
  };
  const warned = (await fresh(pasi, "", form)).html;
  expect(textOf(warned)).toContain("Is it the same? Nothing was opened yet");
  expect(warned).toContain(`value="${number}:1:investigating"`);
  expect(warned).toContain('value="Register again"');
  expect(warned).toContain(">No answers.</textarea>");
  expect(selected(warned, "impact-income-register")).toBe("down");
  const added = await fresh(pasi, "", { ...form, addTo: `${number}:1:investigating` });
  expect(added.location).toBe(`/health/incidents/${number}`);
  expect(textOf((await page(agent, number)).html)).toContain("No answers.");
  const another = await fresh(pasi, "", { ...form, openAnother: "yes" });
  expect(another.location).toMatch(/^\/health\/incidents\/\d+$/);
  expect(another.location).not.toBe(`/health/incidents/${number}`);
});

test("every page and every form that comes back can be read and filled in without seeing it", async () => {
  const number = await opened(alma, { banks: "slow" });
  const over = await opened(alma, { siem: "down" });
  await addFollowUp(alma, { number: over, text: "Look", owner: "Alma", dueOn: "2026-11-20" });
  await resolveIncident(alma, { number: over, version: 1, text: "Over\nhttps://huolto.example/report" });
  await updateIncident(pasi, { number, version: 1, text: "News", state: "identified", impacts: [] });
  const late = {
    intent: "update",
    version: "1",
    text: "Mine",
    state: "identified",
    "saw.banks": "slow",
    "impact.banks": "down",
  };
  const wrong = { intent: "add_follow_up", text: "", owner: "", dueOn: "2026-13-45" };
  const another = { title: "x", text: "y", "saw.banks": "", "impact.banks": "down" };
  const answers = {
    list: await list(alma),
    "list for a reader": await list(agent, "?q=zzz"),
    open: await page(alma, number),
    resolved: await page(alma, over),
    "for a reader": await page(agent, over),
    conflict: await page(alma, number, late),
    "wrong follow-up": await page(alma, number, wrong),
    "wrong review": await page(alma, over, { intent: "review", reviewVersion: "0", whatHappened: "x" }),
    "wrong reopening": await page(alma, over, { intent: "reopen", version: "2", reason: "" }),
    new: await fresh(alma, "?alert=abc", undefined, grafanaWith([firing()])),
    "new, wrong": await fresh(alma, "", { title: "", text: "" }),
    "new, open already": await fresh(alma, "", another),
  };
  for (const [name, { html, status }] of Object.entries(answers)) {
    expect(html, `${name}, ${status}`).not.toBe("");
    expect(markupFaults(html), name).toEqual([]);
  }
});

/** The chosen value of a select. */
function selected(html: string, id: string): string | undefined {
  const select = new RegExp(`<select[^>]*id="${id}"[^>]*>(.*?)</select>`, "s").exec(html)?.[1] ?? "";
  const option = /<option[^>]*selected=""[^>]*>/.exec(select)?.[0] ?? "";
  return /value="([^"]*)"/.exec(option)?.[1];
}
