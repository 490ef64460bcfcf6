import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { openCase } from "#app/domain/cases/open-case.server.ts";
import { approveStep } from "#app/domain/runbooks/approve-step.server.ts";
import { endRun } from "#app/domain/runbooks/end-run.server.ts";
import { findRunbook } from "#app/domain/runbooks/load-runbooks.server.ts";
import { readStepCharts } from "#app/domain/runbooks/read-step-charts.server.ts";
import { listRuns } from "#app/domain/runbooks/list-runs.server.ts";
import { noteStep } from "#app/domain/runbooks/note-step.server.ts";
import { openAction } from "#app/domain/runbooks/open-action.server.ts";
import { readRun } from "#app/domain/runbooks/read-run.server.ts";
import { refuseStep } from "#app/domain/runbooks/refuse-step.server.ts";
import { runCheck } from "#app/domain/runbooks/run-check.server.ts";
import { setParams } from "#app/domain/runbooks/set-params.server.ts";
import { startRun } from "#app/domain/runbooks/start-run.server.ts";
import { tickStep } from "#app/domain/runbooks/tick-step.server.ts";
import { untickStep } from "#app/domain/runbooks/untick-step.server.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { staffRole } from "#db/schema/identity.ts";
import { caseEvent } from "#db/schema/cases.ts";
import { runbookRun, runbookTick } from "#db/schema/runbooks.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";
import { person, withCatalogue } from "#tests/support/incidents.ts";
import { testService } from "#tests/support/service.ts";

const database = await testDatabase();
await withCatalogue(database);
await withCustomers(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));

let answer: (ask: Ask) => Series[] | GrafanaProblem | null = () => null;
const one = (value: number | null): Series[] => [{ labels: {}, points: [[Date.parse("2026-11-23T08:00:00Z"), value]] }];
const away: GrafanaProblem = { kind: "unreachable", message: "Grafana cannot be reached." } as GrafanaProblem;

type Somebody = ServiceCtx<StaffActor>;
async function somebody(name: string, roles: Parameters<typeof person>[2]): Promise<Somebody> {
  const ctx = await person(database, name, roles, clock);
  return { ...ctx, actor: { ...ctx.actor, authTime: clock.now() }, ...testService({ answer: (ask) => answer(ask) }) };
}
const alma = await somebody("Alma Alustala", ["platform"]);
const pasi = await somebody("Pasi Palvelinmaa", ["platform"]);
const katri = await somebody("Katri Konesalo", ["platform"]);
const agent = await somebody("Pirkko Palvelusto", ["customer_service"]);
const juuso = await somebody("Juuso Julkaisula", ["release_manager"]);
const auditor = await somebody("Tarmo Tarkastaja", ["auditor"]);

beforeEach(() => {
  answer = () => null;
});

const CHECKED = "see-whether-the-banks-answer";
const start = (by: Somebody, more: Partial<Parameters<typeof startRun>[1]> = {}) =>
  startRun(by, { runbook: "bank-connection-down", ...more }).then(({ id }) => id);
const stepIn = async (id: string, step: string, by: Somebody = alma) =>
  (await readRun(by, { id })).steps.find((each) => each.id === step)!;
const rows = (id: string) => database.db.select().from(runbookTick).where(eq(runbookTick.runId, id));

test("a check that passes ticks its step, with the value seen, the query and the time", async () => {
  const id = await start(alma);
  answer = (ask) => (ask.purpose === "dependency.up" ? one(1) : null);
  expect((await runCheck(alma, { runId: id, step: CHECKED })).outcome).toBe("passed");
  const step = await stepIn(id, CHECKED);
  expect(step.state).toBe("done");
  expect(step.ticked).toMatchObject({ by: "Alma Alustala", how: "checks", at: "2026-11-23T08:00:00.000Z" });
  expect(step.seen?.checks).toMatchObject([
    { outcome: "passed", value: 1, query: 'min by () (dependency_up{dependency="banks"})', normal: "exactly 1" },
  ]);
});

test("a failing check says so and ticks nothing; one that fails later takes back what a check ticked", async () => {
  const id = await start(alma);
  answer = () => one(0);
  expect((await runCheck(alma, { runId: id, step: CHECKED })).outcome).toBe("failed");
  expect((await stepIn(id, CHECKED)).state).toBe("open");
  answer = () => one(1);
  await runCheck(alma, { runId: id, step: CHECKED });
  expect((await stepIn(id, CHECKED)).state).toBe("done");
  answer = () => one(0);
  await runCheck(pasi, { runId: id, step: CHECKED });
  expect((await stepIn(id, CHECKED)).state).toBe("open");
});

test("without Grafana a check is unknown, and the step is ticked by hand only with a word about why", async () => {
  const id = await start(alma);
  answer = () => away;
  const { outcome, seen } = await runCheck(alma, { runId: id, step: CHECKED });
  expect(outcome).toBe("unknown");
  expect(seen[0]).toMatchObject({ outcome: "unknown", value: null, problem: "Grafana cannot be reached." });
  await expect(tickStep(alma, { runId: id, step: CHECKED })).rejects.toMatchObject({ code: "invalid", field: "note" });
  await tickStep(alma, { runId: id, step: CHECKED, note: "The bank's own page says that all is well." });
  const step = await stepIn(id, CHECKED);
  expect(step.state).toBe("done");
  expect(step.ticked).toMatchObject({ how: "hand", note: "The bank's own page says that all is well." });
});

test("no measurement is unknown, never a pass", async () => {
  const id = await start(alma);
  answer = () => [];
  expect((await runCheck(alma, { runId: id, step: CHECKED })).seen[0]).toMatchObject({
    outcome: "unknown",
    problem: "There is no measurement of this now.",
  });
  answer = () => one(Number.NaN);
  expect((await runCheck(alma, { runId: id, step: CHECKED })).outcome).toBe("unknown");
});

test("a page that looks by itself keeps only what changed", async () => {
  const id = await start(alma);
  answer = () => one(0);
  await runCheck(alma, { runId: id, step: CHECKED, auto: true });
  await runCheck(pasi, { runId: id, step: CHECKED, auto: true });
  expect(await rows(id)).toHaveLength(1);
  answer = () => one(1);
  await runCheck(pasi, { runId: id, step: CHECKED, auto: true });
  expect((await rows(id)).map(({ what }) => what)).toEqual(["check_failed", "check_passed"]);
});

test("two people tick one step at once: one row, and both see it", async () => {
  const id = await start(alma);
  const step = "look-at-certificates";
  await Promise.all([tickStep(alma, { runId: id, step }), tickStep(pasi, { runId: id, step })]);
  expect((await rows(id)).filter(({ what }) => what === "ticked")).toHaveLength(1);
  expect((await stepIn(id, step, pasi)).state).toBe("done");
  await untickStep(pasi, { runId: id, step });
  expect((await stepIn(id, step, alma)).state).toBe("open");
  // What happened stays on record.
  expect((await stepIn(id, step)).events.map(({ what }) => what)).toEqual(["ticked", "unticked"]);
});

const APPROVED = "renew-the-certificate-if-that-is-it";
const BEFORE = "call-the-bank-s-technical-desk";
const AFTER = "leave-the-queue-alone";
const formToken = "form-token";

test("an approval is another person's than the one who started, did the step, or did the one before", async () => {
  const id = await start(alma);
  await expect(approveStep(katri, { runId: id, step: APPROVED, formToken })).rejects.toMatchObject({
    code: "conflict",
  });
  await tickStep(pasi, { runId: id, step: BEFORE });
  await tickStep(alma, { runId: id, step: APPROVED });
  expect((await stepIn(id, APPROVED)).state).toBe("waiting");
  await expect(tickStep(alma, { runId: id, step: AFTER })).rejects.toMatchObject({ code: "conflict" });
  for (const same of [alma, pasi])
    await expect(approveStep(same, { runId: id, step: APPROVED, formToken })).rejects.toMatchObject({
      code: "same_person",
    });
  await expect(approveStep(katri, { runId: id, step: APPROVED, formToken: "stolen" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(approveStep(agent, { runId: id, step: APPROVED, formToken })).rejects.toMatchObject({
    code: "forbidden",
  });
  await approveStep(katri, { runId: id, step: APPROVED, formToken });
  expect(await stepIn(id, APPROVED)).toMatchObject({
    state: "done",
    decision: { what: "approved", by: "Katri Konesalo" },
  });
  await tickStep(alma, { runId: id, step: AFTER });
  // Whoever takes the tick back takes the approval with it.
  await untickStep(alma, { runId: id, step: APPROVED });
  await tickStep(alma, { runId: id, step: APPROVED });
  expect((await stepIn(id, APPROVED)).state).toBe("waiting");
});

test("an approval needs a sign-in of the last five minutes", async () => {
  const id = await start(alma);
  await tickStep(alma, { runId: id, step: APPROVED });
  const tired = { ...katri, actor: { ...katri.actor, authTime: new Date(+clock.now() - 301_000) } };
  await expect(approveStep(tired, { runId: id, step: APPROVED, formToken })).rejects.toMatchObject({
    code: "fresh_sign_in_needed",
  });
});

test("a role that is taken away between the page and the press approves nothing", async () => {
  const id = await start(alma);
  await tickStep(alma, { runId: id, step: APPROVED });
  const leaving = await somebody("Leena Lähtijä", ["platform"]);
  await database.db.delete(staffRole).where(eq(staffRole.staffId, leaving.actor.id));
  await expect(approveStep(leaving, { runId: id, step: APPROVED, formToken })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await stepIn(id, APPROVED)).state).toBe("waiting");
});

test("two approvers at once: one decides, the other is told", async () => {
  const id = await start(alma);
  await tickStep(alma, { runId: id, step: APPROVED });
  const ends = await Promise.allSettled([
    approveStep(pasi, { runId: id, step: APPROVED, formToken }),
    refuseStep(katri, { runId: id, step: APPROVED, formToken, reason: "It is the test certificate." }),
  ]);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(ends.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
});

test("a refused step is done anew before it can be approved", async () => {
  const id = await start(alma);
  await tickStep(alma, { runId: id, step: APPROVED });
  await refuseStep(katri, { runId: id, step: APPROVED, formToken, reason: "It is the test certificate." });
  expect(await stepIn(id, APPROVED)).toMatchObject({
    state: "refused",
    decision: { what: "refused", reason: "It is the test certificate." },
  });
  await tickStep(alma, { runId: id, step: APPROVED });
  await approveStep(katri, { runId: id, step: APPROVED, formToken });
  expect((await stepIn(id, APPROVED)).state).toBe("done");
});

test("a run from step 3 leaves out those before; one after an approval is refused", async () => {
  const id = await start(alma, { fromStep: 3 });
  const run = await readRun(alma, { id });
  expect(run.steps.slice(0, 4).map(({ state }) => state)).toEqual(["before_start", "before_start", "open", "open"]);
  expect(run).toMatchObject({ done: 0, of: 11, current: run.steps[2]!.id });
  await expect(tickStep(alma, { runId: id, step: CHECKED, note: "x" })).rejects.toMatchObject({ code: "conflict" });
  await expect(start(alma, { fromStep: 10 })).rejects.toMatchObject({ code: "invalid", field: "fromStep" });
  await expect(start(alma, { fromStep: 14 })).rejects.toMatchObject({ code: "invalid", field: "fromStep" });
});

test("a run keeps its steps when the file changes, and says that it did", async () => {
  const id = await start(alma);
  expect((await readRun(alma, { id })).changed).toBe("no");
  const [run] = await database.db.select().from(runbookRun).where(eq(runbookRun.id, id));
  const older = run!.source.replace("**Look at certificates.**", "**Look at the old certificates.**");
  await database.db
    .update(runbookRun)
    .set({ source: older, fileSha256: "0".repeat(64) })
    .where(eq(runbookRun.id, id));
  const read = await readRun(alma, { id });
  expect(read.changed).toBe("changed");
  expect(read.steps.map(({ title }) => title)).toContain("Look at the old certificates");
  await tickStep(alma, { runId: id, step: "look-at-the-old-certificates" });
});

test("a check that lacks the customer asks for it before it looks", async () => {
  const { id } = await startRun(agent, { runbook: "slowdown-reports" });
  const step = "see-how-large-its-reports-are";
  await expect(runCheck(agent, { runId: id, step })).rejects.toMatchObject({ code: "invalid", field: "customer" });
  expect((await stepIn(id, step, agent)).missing).toEqual(["customer", "from", "to"]);
  await setParams(agent, {
    runId: id,
    params: { customer: "1234567-8", from: "2026-11-23T06:00:00Z", to: "2026-11-23T07:30:00Z" },
  });
  let asked: Ask | undefined;
  answer = (ask) => {
    asked = ask;
    return one(41_000);
  };
  const { outcome, seen } = await runCheck(agent, { runId: id, step });
  expect(outcome).toBe("failed");
  // An hour and a half, up to the end of the period.
  expect(asked).toMatchObject({ at: new Date("2026-11-23T07:30:00Z"), params: { window: "5400s" } });
  expect(seen[0]!.query).toContain('customer="1234567-8"');
  await expect(setParams(agent, { runId: id, params: { customer: '1"} or up{' } })).rejects.toMatchObject({
    code: "invalid",
    field: "customer",
  });
});

test("figures of one customer are for those who see customers' figures, in a runbook too", async () => {
  const params = { customer: "1234567-8", from: "2026-11-23T06:00:00Z", to: "2026-11-23T07:30:00Z" };
  const { id } = await startRun(juuso, { runbook: "slowdown-network", params });
  const asked: Ask[] = [];
  answer = (ask) => {
    asked.push(ask);
    return one(0.1);
  };
  const file = findRunbook("slowdown-network")!;
  const step = file.steps.find(({ charts }) => charts.some(({ query }) => query === "customer.rum_average"))!;
  const { seen } = await runCheck(juuso, { runId: id, step: step.id });
  expect(seen[0]).toMatchObject({
    outcome: "unknown",
    value: null,
    problem: expect.stringContaining("customers.view"),
  });
  const charts = (by: Somebody) => readStepCharts(by, { charts: step.charts, params, zoom: null });
  expect(await charts(juuso)).toEqual([]);
  expect(asked).toEqual([]);
  expect(await charts(agent)).not.toEqual([]);
});

test("an action is noted and leads to its own page; without its permission it is refused", async () => {
  const id = await start(alma);
  const step = "open-an-incident-on-the-bank-connections";
  expect(await openAction(alma, { runId: id, step, action: 0 })).toEqual({
    href: "/health/new-incident?component=banks",
  });
  await expect(openAction(agent, { runId: id, step, action: 0 })).rejects.toMatchObject({ code: "forbidden" });
  expect((await stepIn(id, step)).events).toMatchObject([
    { what: "acted", text: "Open an incident", by: "Alma Alustala" },
  ]);
  expect((await stepIn(id, step, agent)).actions[0]!.disabled).toBe(
    'Your roles do not include the permission "incidents.manage".',
  );
});

test("it ends finished only when all is done, else left with a word; nothing is written after", async () => {
  const id = await start(alma, { fromStep: 9 });
  await expect(endRun(alma, { runId: id, outcome: "finished" })).rejects.toMatchObject({ code: "conflict" });
  await expect(endRun(alma, { runId: id, outcome: "left" })).rejects.toMatchObject({ code: "invalid", field: "note" });
  expect((await listRuns(alma, { mine: true, open: true })).map((run) => run.id)).toContain(id);
  await endRun(alma, { runId: id, outcome: "left", note: "The bank mended it; nothing of ours to do." });
  expect((await readRun(pasi, { id })).ended).toEqual({
    at: "2026-11-23T08:00:00.000Z",
    by: "Alma Alustala",
    outcome: "left",
    note: "The bank mended it; nothing of ours to do.",
  });
  const late = [
    () => tickStep(pasi, { runId: id, step: APPROVED }),
    () => noteStep(pasi, { runId: id, step: APPROVED, note: "Late." }),
    () => endRun(pasi, { runId: id, outcome: "left", note: "Again." }),
  ];
  for (const act of late) await expect(act()).rejects.toMatchObject({ code: "conflict" });
});

test("for a case: its customer and period are known, and its time line has the beginning and the end", async () => {
  const { id: caseId, number } = await openCase(agent, {
    kind: "slowdown",
    businessId: "1234567-1",
    subject: "Reports are slow",
    language: "fi",
    priority: "normal",
    externalNumber: null,
    request: { operation: "Reports", since: "2026-11-23T08:00", until: "2026-11-23T09:30", who: "everybody" },
  });
  const { id } = await startRun(agent, { runbook: "slowdown-reports", caseNumber: number });
  const run = await readRun(agent, { id });
  // Helsinki is two hours ahead in November.
  expect(run.params).toEqual({
    customer: "1234567-1",
    from: "2026-11-23T06:00:00.000Z",
    to: "2026-11-23T07:30:00.000Z",
  });
  expect(run.about).toEqual([{ label: `Case ${number}`, href: `/cases/${number}` }]);
  await endRun(agent, { runId: id, outcome: "left", note: "The customer was satisfied." });
  const events = await database.db.select().from(caseEvent).where(eq(caseEvent.caseId, caseId));
  expect(events.map(({ what }) => what)).toEqual(["opened", "runbook_started", "runbook_ended"]);
  const releases = await somebody("Juuso Julkaisija", ["release_manager"]);
  await expect(startRun(releases, { runbook: "slowdown-reports", caseNumber: number })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("who may only read starts, ticks and ends nothing", async () => {
  const id = await start(alma);
  await expect(start(auditor)).rejects.toMatchObject({ code: "forbidden" });
  await expect(tickStep(auditor, { runId: id, step: AFTER })).rejects.toMatchObject({ code: "forbidden" });
  await expect(endRun(auditor, { runId: id, outcome: "left", note: "x" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await readRun(auditor, { id })).disabled).toBe('Following a runbook needs the permission "runbooks.run".');
});

test("what was written down cannot be rewritten", async () => {
  const id = await start(alma);
  await noteStep(alma, { runId: id, step: CHECKED, note: "The bank answers by telephone." });
  await expect(database.sql`update console.runbook_tick set what = 'ticked' where run_id = ${id}`).rejects.toThrow();
  await expect(database.sql`delete from console.runbook_tick where run_id = ${id}`).rejects.toThrow();
});
