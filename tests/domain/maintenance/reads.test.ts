import { beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import { homeMaintenance } from "#app/domain/maintenance/home-maintenance.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { readWindow } from "#app/domain/maintenance/read-window.server.ts";
import { readYearPlan } from "#app/domain/maintenance/read-year-plan.server.ts";
import { tickCheck } from "#app/domain/maintenance/tick-check.server.ts";
import type { FiringAlert, Grafana } from "#app/platform/grafana/grafana.ts";
import { unconfiguredGrafana } from "#app/platform/grafana/unconfigured.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { manager, plannedWindow, worker } from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });
const pirkko = await manager(database, "Pirkko Palvelusto", { clock: moving, roles: ["customer_service"] });
const officer = await manager(database, "Veera Vientilä", { clock: moving, roles: ["export_officer"] });

beforeEach(async () => {
  clock = testClock(new Date("2026-11-23T10:00:00Z"));
  await database.sql`update console.maintenance_change set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
  await database.sql`delete from console.maintenance_scope`;
  await database.sql`update console.maintenance_window set state = 'cancelled', plan_month = null,
    starts_at = '2020-01-01', ends_at = '2020-01-02'`;
});

const move = { kind: "move", startsAt: "2026-12-19T20:00:00Z", endsAt: "2026-12-20T04:00:00Z", reason: "Christmas." };
const decemberOf = async () => {
  const [row] = await database.sql`select id from console.maintenance_window where plan_month = '2026-12'`;
  return row!.id as string;
};

test("the year's plan has each window with what is to be known of it, and says first what comes next", async () => {
  await ensurePlan(worker(database, moving));
  const december = await decemberOf();
  await proposeChange(juuso, { id: december, version: 1, ...move });
  const plan = await readYearPlan(jonna, {});
  expect(plan.sentence).toBe(
    "Next is “Maintenance break, week 52”, Sat 26 Dec 22:00, to be announced by Sat 19 Dec 22:00.",
  );
  expect(plan).toMatchObject({ year: 2026, may: { manage: true }, next: december });
  expect(plan.years).toContain(2027);
  expect(plan.rule.words).toContain("third week");
  expect(plan.rows).toEqual([
    {
      id: december,
      kind: "planned",
      state: "planned",
      timing: "coming",
      planMonth: "2026-12",
      title: "Maintenance break, week 52",
      startsAt: "2026-12-26T20:00:00.000Z",
      endsAt: "2026-12-27T04:00:00.000Z",
      announceBy: "2026-12-19T20:00:00.000Z",
      announcedAt: null,
      moved: false,
      clockChange: false,
      // St Stephen's Day.
      clashes: [expect.objectContaining({ kind: "holiday", day: "2026-12-26" })],
      proposal: { kind: "move", byMe: false },
      components: [
        { key: "app-servers", name: expect.any(String) },
        { key: "databases", name: expect.any(String) },
      ],
    },
  ]);
  expect((await readYearPlan(juuso, {})).rows[0]!.proposal).toEqual({ kind: "move", byMe: true });
  const next = await readYearPlan(pirkko, { year: 2027 });
  expect(next.rows).toHaveLength(11);
  expect(next.may.manage).toBe(false);
  // A year that nothing is known of is the present one.
  expect((await readYearPlan(juuso, { year: 1900 })).year).toBe(2026);
});

test("hours that are not the rule's are known as moved", async () => {
  await plannedWindow(database, { planMonth: "2026-12", endsAt: new Date("2026-12-27T03:00:00Z") });
  expect((await readYearPlan(juuso, {})).rows[0]!.moved).toBe(true);
});

test("what is over stands in its year, urgent ones too, in the order of their start", async () => {
  const hours = (day: string) => ({ startsAt: new Date(`${day}T10:00:00Z`), endsAt: new Date(`${day}T11:00:00Z`) });
  const state = "completed" as const;
  await plannedWindow(database, { ...hours("2026-11-10"), kind: "urgent", state, titleEn: "Urgent 10" });
  await plannedWindow(database, { ...hours("2025-11-10"), state, titleEn: "Last year's" });
  await plannedWindow(database, { ...hours("2026-10-10"), state, titleEn: "This year's" });
  const titles = async (year: number) => (await readYearPlan(juuso, { year })).rows.map(({ title }) => title);
  expect(await titles(2026)).toEqual(["This year's", "Urgent 10"]);
  expect(await titles(2025)).toEqual(["Last year's"]);
  expect((await readYearPlan(juuso, {})).next).toBeNull();
});

test("a window's page tells all of it: proposals, list, history, mails, and what each person may do", async () => {
  await ensurePlan(worker(database, moving));
  const id = await decemberOf();
  await tickCheck(juuso, { id, position: 1, done: true });
  await announceWindow(juuso, { id, version: 1 });
  await proposeChange(juuso, { id, version: 2, ...move });
  const view = await readWindow(jonna, { id });
  expect(view).toMatchObject({
    version: 3,
    state: "announced",
    sentence: "Announced. It starts Sat 26 Dec 22:00 and ends Sun 27 Dec 06:00.",
    titles: { fi: "Huoltokatko, viikko 52", sv: "Underhållsavbrott, vecka 52", en: "Maintenance break, week 52" },
    undoableUntil: "2026-11-23T10:02:00.000Z",
    startedAt: null,
    startedByClock: false,
    mailing: { state: "queued", recipients: 0, sent: 0 },
    stillFiring: null,
    incidents: [],
  });
  expect(view.openChange).toMatchObject({
    kind: "move",
    proposedBy: "Juuso Julkaisula",
    proposedByMe: false,
    clashes: [],
  });
  expect(view.checklist[1]).toMatchObject({
    position: 1,
    doneBy: "Juuso Julkaisula",
    doneAt: "2026-11-23T10:00:00.000Z",
  });
  expect(view.events.map(({ by, what }) => [by, what])).toEqual([
    [null, "Planned by the rule"],
    ["Juuso Julkaisula", "Ticked: The people on call know and can be reached"],
    ["Juuso Julkaisula", "Announced"],
    ["Juuso Julkaisula", "Proposed: move to 2026-12-19 22:00 – 2026-12-20 06:00: Christmas."],
  ]);
  expect(view.componentsToChoose.filter(({ chosen }) => chosen).map(({ key }) => key)).toEqual([
    "app-servers",
    "databases",
  ]);
  expect(view.actions).toMatchObject({
    announce: { allowed: false, reason: "Only a planned window is announced." },
    undo_announce: { allowed: true },
    edit: { allowed: true },
    propose: { allowed: false, reason: "A change waits for its decision already." },
    decide: { allowed: true },
    start: { allowed: false, reason: expect.stringContaining("Its time has not come") },
    cancel: { allowed: false, reason: "A planned window is skipped with a second person: propose to skip it." },
  });
  expect((await readWindow(juuso, { id })).actions.decide).toEqual({
    allowed: false,
    reason: "You proposed it yourself: another person decides.",
  });
  expect((await readWindow(pirkko, { id })).actions.cancel).toEqual({
    allowed: false,
    reason: 'Your roles do not include "maintenance.manage".',
  });
  await expect(readWindow(officer, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readWindow(juuso, { id: "x" })).rejects.toMatchObject({ code: "not_found" });
});

const alert = (labels: Record<string, string>, state = "active"): FiringAlert => ({
  fingerprint: JSON.stringify(labels),
  startsAt: "2026-12-27T02:00:00Z",
  endsAt: "",
  state,
  silencedBy: [],
  inhibitedBy: [],
  labels,
  annotations: {},
});
const answering = (firing: Grafana["firingAlerts"]): Grafana => ({ ...unconfiguredGrafana, firingAlerts: firing });

test("shortly before the end the page says which alerts in scope still fire, or that nobody knows", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  clock = testClock(new Date("2026-12-27T03:49:00Z"));
  await moveByClock(worker(database, moving));
  await database.sql`insert into console.incident (title, started_at, opened_from) values
    ('Before', '2026-12-26T19:59Z', 'hand'), ('Within', '2026-12-27T01:00Z', 'hand')`;
  const [matcher] = (await database.sql`select alert_matchers as m from console.component where key = 'databases'`)[0]!
    .m as { name: string; value: string }[];
  const fires = answering(async () => ({
    ok: true,
    value: [
      alert({ alertname: "Slow queries", [matcher!.name]: matcher!.value }, "suppressed"),
      alert({ alertname: "Of another part", [matcher!.name]: "none" }),
    ],
  }));
  const read = (grafana: Grafana) => readWindow({ ...juuso, grafana }, { id });
  expect((await read(fires)).stillFiring).toBeNull();
  clock.advance(60);
  const view = await read(fires);
  expect(view.stillFiring).toEqual([
    { name: "Slow queries", component: "Databases", since: "2026-12-27T02:00:00Z", state: "suppressed" },
  ]);
  expect(view).toMatchObject({ timing: "ending_soon", startedByClock: true });
  expect(view.incidents.map(({ title }) => title)).toEqual(["Within"]);
  const away = answering(async () => ({ ok: false, problem: { kind: "unreachable", message: "Away." } }));
  expect((await read(away)).stillFiring).toBeNull();
  const began = performance.now();
  expect((await read(answering(() => new Promise(() => {})))).stillFiring).toBeNull();
  expect(performance.now() - began).toBeLessThan(4000);
});

test("Home says what waits for a release manager, and nothing to others", async () => {
  await ensurePlan(worker(database, moving));
  const id = await decemberOf();
  expect(await homeMaintenance(juuso)).toEqual([]);
  await proposeChange(juuso, { id, version: 1, ...move });
  expect(await homeMaintenance(juuso)).toEqual([]);
  expect(await homeMaintenance(jonna)).toEqual([
    {
      kind: "decision_waits",
      sentence: "A proposal to move “Maintenance break, week 52” waits for a second person.",
      href: `/maintenance/${id}`,
    },
  ]);
  clock = testClock(new Date("2026-12-20T10:00:00Z"));
  expect((await homeMaintenance(jonna)).map(({ kind }) => kind)).toEqual(["announcement_late", "decision_waits"]);
  await announceWindow(juuso, { id, version: 2 });
  clock = testClock(new Date("2026-12-27T04:10:00Z"));
  await moveByClock(worker(database, moving));
  expect(await homeMaintenance(jonna)).toEqual([
    {
      kind: "overrun",
      sentence: "“Maintenance break, week 52” has overrun its end by 10 min: extend or complete it.",
      href: `/maintenance/${id}`,
    },
  ]);
  expect(await homeMaintenance(pirkko)).toEqual([]);
});
