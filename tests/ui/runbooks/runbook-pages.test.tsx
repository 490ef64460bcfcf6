import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { startRun } from "#app/domain/runbooks/start-run.server.ts";
import { tickStep } from "#app/domain/runbooks/tick-step.server.ts";
import { runbookTick } from "#db/schema/runbooks.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { person, withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { testService } from "#tests/support/service.ts";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCatalogue(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
let answered: Series[] | GrafanaProblem | null = null;

async function somebody(
  name: string,
  roles: Parameters<typeof person>[2],
  at = clock,
): Promise<ServiceCtx<StaffActor>> {
  const ctx = await person(database, name, roles, at);
  return { ...ctx, actor: { ...ctx.actor, authTime: at.now() }, ...testService({ answer: () => answered }) };
}
const alma = await somebody("Alma Alustala", ["platform"]);
const katri = await somebody("Katri Konesalo", ["platform"]);
const agent = await somebody("Pirkko Palvelusto", ["customer_service"]);
const auditor = await somebody("Tarmo Tarkastaja", ["auditor"]);

const list = (by: ServiceCtx<StaffActor>, search = "") =>
  visit("runbooks/list.tsx", "/runbooks", `/runbooks${search}`, by);
const book = (by: ServiceCtx<StaffActor>, address: string, form?: Record<string, string>) =>
  visit("runbooks/runbook.tsx", "/runbooks/:id", `/runbooks/${address}`, by, form);
const run = (by: ServiceCtx<StaffActor>, id: string, form?: Record<string, string>) =>
  visit("runbooks/run.tsx", "/runbooks/runs/:id", `/runbooks/runs/${id}`, by, form);

test("the list is by what is seen; words, kind and component narrow it", async () => {
  const all = await list(agent);
  expect(markupFaults(all.html)).toEqual([]);
  expect(textOf(all.html)).toContain("30 runbooks, each named for what somebody sees. No run is under way.");
  const names = (html: string) =>
    rowsOf(html)
      .slice(1)
      .map(([name]) => name);
  expect(names((await list(agent, "?q=pankki")).html)).toEqual([
    "A bank connection is down Payments stay in the queue, or bank statements do not arrive.",
  ]);
  expect(names((await list(agent, "?kind=restore")).html)).toHaveLength(1);
  expect(names((await list(agent, "?component=banks")).html)).toEqual([
    expect.stringContaining("A bank connection is down"),
    expect.stringContaining("A connection outside slows pages"),
  ]);
  expect(textOf((await list(agent, "?q=unicorn")).html)).toContain("No runbook matches");
});

test("a review of more than six months ago is a warning", async () => {
  const later = await somebody("Myöhä Lukija", ["auditor"], testClock(new Date("2027-05-24T08:00:00Z")));
  expect(textOf((await list(later)).html)).toContain("30 runbooks were last reviewed more than 6 months ago.");
  // On the day itself it is not yet due.
  const onTheDay = await somebody("Aika Lukija", ["auditor"], testClock(new Date("2027-05-23T08:00:00Z")));
  expect(textOf((await list(onTheDay)).html)).not.toContain("6 months ago");
});

test("a runbook is read with its checks as they are now; unknown is said and is not green", async () => {
  answered = [{ labels: {}, points: [[+clock.now(), 0.42]] }];
  const still = await book(alma, "bank-connection-down");
  expect(markupFaults(still.html)).toEqual([]);
  expect(textOf(still.html)).toContain(
    "Share of a dependency's requests that failed (dependency banks, over 15m): normal is less than 0.02.",
  );
  expect(textOf(still.html)).not.toContain("Seen:");
  const live = await book(alma, "bank-connection-down?live=1");
  expect(markupFaults(live.html)).toEqual([]);
  expect(textOf(live.html)).toContain("normal is less than 2 s.PassedSeen: 0.42 s");
  answered = { kind: "unreachable", message: "Grafana cannot be reached." } as GrafanaProblem;
  const away = textOf((await book(alma, "bank-connection-down?live=1")).html);
  expect(away).toContain("UnknownGrafana cannot be reached.");
  answered = null;
});

test("values that are missing are asked for, those that are given are filled in", async () => {
  const asks = await book(agent, "slowdown-reports");
  expect(textOf(asks.html)).toContain("Customer Business id, such as 1234567-8");
  expect(markupFaults(asks.html)).toEqual([]);
  const filled = await book(agent, "slowdown-reports?customer=1234567-8&from=2026-11-23T08:00&to=2026-11-23T09:30");
  expect(textOf(filled.html)).toContain("From 2026-11-23 08:00");
  expect(filled.html).toContain('href="/diagnosis?customer=1234567-8');
  expect((await book(agent, "slowdown-reports?customer=%22%7D")).status).toBe(422);
  expect((await book(agent, "no-such")).status).toBe(404);
});

test("a chart of a step is shown when it is asked for", async () => {
  answered = [{ labels: {}, points: [0, 1, 2, 3].map((n) => [+clock.now() - (3 - n) * 300_000, 0.5 + n / 10]) }];
  const page = await book(alma, "bank-connection-down?chart=see-whether-requests-fail");
  expect(markupFaults(page.html)).toEqual([]);
  expect(page.html).toContain("<svg");
  expect(textOf(page.html)).toContain("Share of a dependency's requests that failed, banks");
  answered = null;
});

test("a run without scripts: start, tick, note, an action that leads on", async () => {
  const started = await book(alma, "bank-connection-down", { intent: "start", fromStep: "5" });
  expect(started.status).toBe(302);
  const id = started.location!.split("/").at(-1)!;
  const page = await run(alma, id);
  expect(markupFaults(page.html)).toEqual([]);
  expect(textOf(page.html)).toContain("0 of 9 steps done. Next: Look at certificates.");
  const step = "look-at-certificates";
  expect((await run(alma, id, { intent: "tick", step })).location).toBe(`/runbooks/runs/${id}#now`);
  await run(alma, id, { intent: "note", step, note: "Valid until 2027-03-01 <b>" });
  const after = await run(katri, id);
  expect(markupFaults(after.html)).toEqual([]);
  expect(textOf(after.html)).toContain("1 of 9 steps done.");
  expect(textOf(after.html)).toContain("Valid until 2027-03-01 <b>");
  const acted = await run(alma, id, { intent: "act", step: "open-an-incident-on-the-bank-connections", action: "0" });
  expect(acted.location).toBe("/health/new-incident?component=banks");
  // What was typed stays, and what is wrong is said at its step.
  const refused = await run(alma, id, {
    intent: "tick",
    step: "see-whether-our-own-release-or-window-began-with-it",
    note: "",
  });
  expect(refused.status).toBe(422);
  expect(textOf(refused.html)).toContain("Its check has not passed. Say why the step counts as done");
  expect(markupFaults(refused.html)).toEqual([]);
});

test("an approval is offered to another person alone", async () => {
  const { id } = await startRun(alma, { runbook: "bank-connection-down" });
  await tickStep(alma, { runId: id, step: "renew-the-certificate-if-that-is-it" });
  expect((await run(alma, id)).html).not.toContain('value="approve"');
  expect(textOf((await run(alma, id)).html)).toContain("Another person approves: you started the run");
  const page = await run(katri, id);
  expect(page.html).toContain('value="approve"');
  expect(markupFaults(page.html)).toEqual([]);
  const form = { intent: "approve", step: "renew-the-certificate-if-that-is-it", formToken: "form-token" };
  expect((await run(alma, id, form)).status).toBe(403);
  expect((await run(katri, id, form)).status).toBe(302);
  expect(textOf((await run(alma, id)).html)).toContain("Approved by Katri Konesalo");
});

test("who may only read sees the run and no buttons", async () => {
  const { id } = await startRun(alma, { runbook: "bank-connection-down" });
  const page = await run(auditor, id);
  expect(page.status).toBe(200);
  expect(page.html).not.toContain('name="intent"');
  expect((await run(auditor, id, { intent: "tick", step: "look-at-certificates" })).status).toBe(403);
  expect(await database.db.select().from(runbookTick).where(eq(runbookTick.runId, id))).toEqual([]);
  expect((await run(alma, "not-an-id")).status).toBe(404);
});
