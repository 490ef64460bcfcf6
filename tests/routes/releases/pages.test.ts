import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import type { Comparison } from "#app/domain/releases/release-view.ts";
import { recordRelease } from "#app/domain/releases/record-release.server.ts";
import { release, releaseComparison } from "#db/schema/releases.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { person } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-20T10:00:00Z"));
async function as(name: string, roles: Role[]) {
  const { actor } = await person(database, name, roles, clock);
  return serviceCtxOf(database.db, actor, { clock });
}
const juuso = await as("Juuso Julkaisula", ["release_manager"]);
const alma = await as("Alma Alustala", ["platform"]);
const agent = await as("Pirkko Palvelusto", ["customer_service"]);
const auditor = await as("Tarmo Tarkastola", ["auditor"]);

const list = (ctx = agent, query = "") => visit("releases/list.tsx", "/releases", `/releases${query}`, ctx);
const page = (version: string, ctx = agent, form?: Record<string, string>) =>
  visit("releases/release.tsx", "/releases/:version", `/releases/${version}`, ctx, form);
const newPage = (form?: Record<string, string>, ctx = juuso) =>
  visit("releases/new.tsx", "/releases/new", "/releases/new", ctx, form);
const keysPage = (form?: Record<string, string>, ctx = juuso) =>
  visit("releases/keys.tsx", "/releases/keys", "/releases/keys", ctx, form);
const rowOf = async (version: string) =>
  (await database.sql`select * from console.release where version = ${version}`)[0]!;
const marksRung = async (id: string) =>
  (await database.sql`select 1 from pgboss.job where name = 'reconcile-marks' and data->>'ownerId' = ${id}`).length;

const typed = {
  version: "2026.47.1",
  kind: "urgent",
  releasedAt: "2026-11-20T11:30",
  commit: "",
  lines: "The sum of a payslip [/payroll/payslips, /api/payslips]\r\n\r\nnew: Rows by keyboard\r\n",
};

const part = (
  page: string | null,
  client: string | null,
  before: number,
  after: number,
  verdict: "worse" | "same",
) => ({
  page,
  client,
  before: { requests: 1000.4, averageSeconds: before },
  after: { requests: 1200.4, averageSeconds: after },
  verdict,
  already: false,
});
const comparison: Comparison = {
  hours: 24,
  from: "2026-11-17T04:00:00.000Z",
  to: "2026-11-18T04:00:00.000Z",
  beforeFrom: "2026-11-10T04:00:00.000Z",
  beforeTo: "2026-11-11T04:00:00.000Z",
  verdict: "worse",
  sentence: "Slower in the first 24 hours: /bank/payments (Browser) 0.53 s → 0.94 s.",
  method: "By more than 10 %.",
  overall: part(null, null, 0.56, 0.58, "same"),
  clients: [part(null, "browser", 0.55, 0.57, "same")],
  pages: [
    part("/bank/payments", "browser", 0.53, 0.94, "worse"),
    { ...part("/home", "api", 0.2, 0.3, "same"), already: true },
  ],
  excluded: ["2 hours of “Urgent update” are left out."],
  notes: ["Release 2026.47.9 followed after 5 hours: what is said here is of both."],
  provenance: [],
};

beforeAll(async () => {
  expect(textOf((await list()).html)).toContain("No release has been recorded yet.");
  await recordRelease(juuso, {
    version: "2026.47.0",
    kind: "weekly",
    releasedAt: "2026-11-17T06:00:00+02:00",
    commit: "4f2a9c1d",
    changes: ["new: Payslips in the archive", "fixed: A sum", "A list"],
  });
  const { id } = await rowOf("2026.47.0");
  await database.db
    .insert(releaseComparison)
    .values({ releaseId: id as string, hours: 24, judgedAt: clock.now(), content: comparison });
});

test("the list answers first and says of each release how it did; the filter is in the address", async () => {
  const { html, status } = await list();
  expect(status).toBe(200);
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("The last release, 2026.47.0, made something slower in its first 24 hours.");
  expect(rowsOf(html)).toEqual([
    ["Version", "Kind", "Released", "Changes", "How it did", "Bulletin"],
    ["2026.47.0 2026-11-17 06:00", "Weekly", "2026-11-17 06:00", "3", "Slower at 24 h", "None"],
  ]);
  expect(html).not.toContain("Record a release");
  expect(textOf((await list(agent, "?kind=urgent")).html)).toContain("No urgent release");
  expect((await list(juuso)).html).toContain("Record a release");
  const home = (ctx = agent) => visit("home.tsx", "/", "/", ctx);
  expect(textOf((await home()).html)).toContain("The last release, 2026.47.0, made something slower");
  // Nothing that does not wait is counted.
  expect(textOf((await home(auditor)).html)).toContain("Nothing waits for you here.");
});

test("a release's page has its verdicts with both sides' numbers, what was left out, and what is still to come", async () => {
  const { html } = await page("2026.47.0");
  expect(markupFaults(html)).toEqual([]);
  const rows = rowsOf(html);
  expect(rows[1]!.slice(0, 2)).toEqual(["All pages All", "All"]);
  expect(rows).toContainEqual([
    "/bank/payments Browser",
    "Browser",
    "0.53",
    "0.94",
    "1\u202f000",
    "1\u202f200",
    "Slower",
  ]);
  expect(rows).toContainEqual([
    "/home Integration API",
    "Integration API",
    "0.20",
    "0.30",
    "1\u202f000",
    "1\u202f200",
    "Same already before",
  ]);
  const text = textOf(html);
  expect(text).toContain("Release 2026.47.9 followed after 5 hours");
  expect(text).toContain("2 hours of “Urgent update” are left out.");
  // 72 hours after 06:00 on Tuesday, and ten minutes for what comes late.
  expect(text).toContain("After 72 hours");
  expect(text).toMatch(/After the first hour\s*The hours after it are being collected\./);
  expect(text).toContain("4f2a9c1d");
  expect(html.indexOf("<h3")).toBeLessThan(html.indexOf("Payslips in the archive"));
  expect(html).not.toContain("Correct what is recorded");
  expect((await page("9.9")).status).toBe(404);
});

test("a release is recorded by hand, with its lines as changes; what is wrong stays typed and names its line", async () => {
  expect(markupFaults((await newPage()).html)).toEqual([]);
  const bad = await newPage({ ...typed, lines: `${typed.lines}fixed: ${"a".repeat(501)}` });
  expect(bad.status).toBe(422);
  expect(markupFaults(bad.html)).toEqual([]);
  expect(textOf(bad.html)).toContain("Line 4: A change can have at most 500 characters.");
  expect(bad.html).toContain('value="2026.47.1"');
  expect(textOf((await newPage({ ...typed, lines: "fixed: The sum\n\nnew:" })).html)).toContain(
    "Line 3: Say what changed.",
  );
  expect(bad.html).toContain("new: Rows by keyboard");
  const done = await newPage(typed);
  expect(done).toMatchObject({ status: 302, location: "/releases/2026.47.1" });
  expect(await rowOf("2026.47.1")).toMatchObject({
    kind: "urgent",
    released_at: "2026-11-20 09:30:00+00",
    reported_by: juuso.actor.id,
    commit: null,
    items: [
      { section: "urgent", text: "The sum of a payslip", pages: ["/payroll/payslips"], apis: ["/api/payslips"] },
      { section: "new", text: "Rows by keyboard", pages: [], apis: [] },
    ],
  });
  expect(textOf((await page("2026.47.1")).html)).toContain("It is judged for the first time at 12:40.");
  const taken = await newPage({ ...typed, lines: "fixed: Something else" });
  expect(taken.status).toBe(409);
  expect(taken.html).toMatch(/id="version-error"[^>]*>This version is recorded already/);
  for (const [field, value] of [
    ["version", "new"],
    ["releasedAt", "2026-11-20T12:30"],
    ["releasedAt", "yesterday"],
    ["commit", "xyz"],
  ] as const)
    expect((await newPage({ ...typed, version: "9.8", [field]: value })).html, value).toContain(`id="${field}-error"`);
});

test("a line as long as a form may be is read at once", async () => {
  const started = process.cpuUsage();
  const { status, html } = await newPage({ ...typed, version: "9.7", lines: `a${" ".repeat(90_000)}b` });
  // Microseconds of this process. What looks for the end of the gap from each of its places takes ten seconds.
  expect(process.cpuUsage(started).user).toBeLessThan(1_500_000);
  expect(status).toBe(422);
  expect(textOf(html)).toContain("Line 1: A change can have at most 500 characters.");
});

test("a record is corrected on the version that was seen, once; a roll-back needs a reason and stays on the page", async () => {
  const { id } = await rowOf("2026.47.1");
  const correct = { intent: "correct", recordVersion: "1", lines: "fixed: The sum [/payroll/payslips]" };
  expect((await page("2026.47.1", juuso, correct)).location).toBe("/releases/2026.47.1");
  const late = await page("2026.47.1", juuso, { ...correct, lines: "fixed: Mine" });
  expect(late.status).toBe(409);
  expect(textOf(late.html)).toContain("Somebody changed this release after you opened the page.");
  expect(late.html).toContain("fixed: Mine");
  expect(markupFaults(late.html)).toEqual([]);

  const rollBack = { intent: "roll_back", recordVersion: "2", reason: " " };
  expect((await page("2026.47.1", juuso, rollBack)).html).toContain('id="reason-error"');
  await page("2026.47.1", juuso, { ...rollBack, reason: "Payslips could not be opened" });
  const row = await rowOf("2026.47.1");
  expect(row).toMatchObject({
    items: [{ section: "fixed", text: "The sum", pages: ["/payroll/payslips"], apis: [] }],
    rollback_reason: "Payslips could not be opened",
    rolled_back_at: "2026-11-20 10:00:00+00",
    record_version: 3,
  });
  // Recorded, corrected, rolled back: each time the mark in Grafana is looked at again.
  expect(await marksRung(id as string)).toBe(3);
  expect((await page("2026.47.1", juuso, { ...rollBack, recordVersion: "3", reason: "Once more" })).status).toBe(409);
  const text = textOf((await page("2026.47.1")).html);
  expect(text).toContain("It was rolled back.");
  expect(text).toContain("Payslips could not be opened");
  const trail = await database.sql`
    select action, outcome, details from audit.event where target_id = '2026.47.1' order by seq`;
  expect(trail.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "release.record done",
    "release.record refused",
    "release.correct done",
    "release.correct refused",
    "release.roll_back done",
    "release.roll_back refused",
  ]);
  expect(JSON.stringify(trail)).not.toMatch(/Payslips|The sum/);
});

test("what was recorded as an API is one after a correction, however it is called", async () => {
  const changes = [{ text: "Rows", pages: ["/sales"], apis: ["SalesInvoice"] }];
  await recordRelease(juuso, { version: "9.6", kind: "weekly", changes });
  const lines = "improved: Rows of all kinds [/sales, SalesInvoice]";
  expect((await page("9.6", juuso, { intent: "correct", recordVersion: "1", lines })).status).toBe(302);
  expect((await rowOf("9.6")).items).toEqual([
    { section: "improved", text: "Rows of all kinds", pages: ["/sales"], apis: ["SalesInvoice"] },
  ]);
});

test("a pipeline that repeats itself after a correction by hand is told so", async () => {
  await expect(
    recordRelease(juuso, { version: "2026.47.1", kind: "urgent", changes: ["The sum of a payslip"] }),
  ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("corrected by hand since") });
});

test("a key is shown once, with a request to copy, and can be revoked", async () => {
  const made = await keysPage({ intent: "make", name: "Pipeline", purpose: "releases" });
  expect(markupFaults(made.html)).toEqual([]);
  const key = /huolto_rel_[\w-]{43}/.exec(made.html)![0];
  expect(textOf(made.html)).toContain("https://huolto.example/api/releases");
  const shown = await keysPage();
  expect(shown.html).not.toContain(key);
  expect(shown.html).toContain(key.slice(0, 15));
  const id = /name="id" value="([^"]+)"/.exec(shown.html)![1]!;
  await keysPage({ intent: "revoke", id });
  expect(textOf((await keysPage()).html)).toContain("Revoked");
  expect((await keysPage({ intent: "make", name: "", purpose: "releases" })).html).toContain('id="name-error"');
  expect((await keysPage({ intent: "make", name: "Mail", purpose: "bounces" })).html).toContain("huolto_bnc_");
  expect(shown.html).not.toContain('value="edge"');
  expect((await keysPage(undefined, alma)).html).toContain('value="edge"');
  const tickets = textOf((await keysPage({ intent: "make", name: "Tickets", purpose: "cases" }, alma)).html);
  expect(tickets).toContain("huolto_cas_");
  expect(tickets).toContain("https://huolto.example/api/cases");
  expect(tickets).toContain('"businessId": "1234567-1"');
  const edge = textOf((await keysPage({ intent: "make", name: "lb-1", purpose: "edge" }, alma)).html);
  expect(edge).toContain('"https://huolto.example/api/edge/artefact?kind=haproxy"');
});

test("who only reads cannot record, correct or make keys", async () => {
  const recorded = await database.db.$count(release);
  for (const ctx of [agent, auditor]) {
    expect((await newPage(typed, ctx)).status).toBe(403);
    expect((await page("2026.47.0", ctx, { intent: "correct", recordVersion: "1", lines: "x" })).status).toBe(403);
    expect((await keysPage(undefined, ctx)).status).toBe(403);
  }
  expect(await database.db.$count(release)).toBe(recorded);
});
