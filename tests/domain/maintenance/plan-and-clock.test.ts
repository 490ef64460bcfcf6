import { beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { remindLate } from "#app/domain/maintenance/remind-late.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { historyOf, manager, plannedWindow, windowRow, windowTrail, worker } from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });
await manager(database, "Alma Alustala", { clock: moving, roles: ["platform"] });
const job = worker(database, moving);

beforeEach(async () => {
  clock = testClock(new Date("2026-11-23T10:00:00Z"));
  await database.sql`update console.maintenance_change set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
  await database.sql`update console.maintenance_window set state = 'cancelled', plan_month = null`;
});

const plan = async () =>
  await database.sql`select id, plan_month, title_fi, title_sv, title_en, starts_at, ends_at, state
    from console.maintenance_window where plan_month is not null order by starts_at`;

test("twelve months are planned ahead by the rule, named, with their components and their list", async () => {
  expect(await ensurePlan(job)).toEqual({ made: 12 });
  const rows = await plan();
  // The third full week's Saturday at 22:00, from a calendar; summer time is from 28 March to 31 October.
  expect(rows.map((row) => [row.plan_month, row.starts_at])).toEqual([
    ["2026-12", "2026-12-26 20:00:00+00"],
    ["2027-01", "2027-01-23 20:00:00+00"],
    ["2027-02", "2027-02-20 20:00:00+00"],
    ["2027-03", "2027-03-20 20:00:00+00"],
    ["2027-04", "2027-04-24 19:00:00+00"],
    ["2027-05", "2027-05-22 19:00:00+00"],
    ["2027-06", "2027-06-26 19:00:00+00"],
    ["2027-07", "2027-07-24 19:00:00+00"],
    ["2027-08", "2027-08-21 19:00:00+00"],
    ["2027-09", "2027-09-25 19:00:00+00"],
    ["2027-10", "2027-10-23 19:00:00+00"],
    ["2027-11", "2027-11-20 20:00:00+00"],
  ]);
  expect(rows[0]).toMatchObject({
    title_fi: "Huoltokatko, viikko 52",
    title_sv: "Underhållsavbrott, vecka 52",
    title_en: "Maintenance break, week 52",
    ends_at: "2026-12-27 04:00:00+00",
  });
  const id = rows[0]!.id as string;
  const scope = await database.sql`select c.key from console.maintenance_scope s
    join console.component c on c.id = s.component_id where s.window_id = ${id} order by c.key`;
  expect(scope.map((row) => row.key)).toEqual(["app-servers", "databases"]);
  const [{ n } = { n: 0 }] =
    await database.sql`select count(*)::int as n from console.maintenance_check where window_id = ${id}`;
  expect(n).toBe(7);
  expect(await historyOf(database, id)).toEqual(["planned"]);
  expect(await windowTrail(database, id)).toEqual([
    { action: "maintenance_window.planned", outcome: "done", details: { planMonth: "2026-12" } },
  ]);
});

test("the plan is made once: by several workers at once, again later, and after a month was skipped or moved", async () => {
  const made = await Promise.all([ensurePlan(job), ensurePlan(worker(database, moving)), ensurePlan(job)]);
  expect(made.reduce((sum, one) => sum + one.made, 0)).toBe(12);
  const [december, january] = (await plan()).map((row) => row.id as string);
  const change = async (id: string, input: object) => {
    await proposeChange(juuso, { id, version: 1, kind: "skip", reason: "Christmas.", ...input });
    const [row] = await database.sql`select id from console.maintenance_change where window_id = ${id}`;
    const more = { version: 2, decision: "approve", note: "", formToken: "form-token" };
    await decideChange(jonna, { changeId: row!.id as string, ...more });
  };
  await change(december!, {});
  await change(january!, { kind: "move", startsAt: "2027-01-16T20:00:00Z", endsAt: "2027-01-17T04:00:00Z" });
  expect(await ensurePlan(job)).toEqual({ made: 0 });
  // In February the year goes on one month further.
  clock.advance(30 * 86_400);
  expect(await ensurePlan(job)).toEqual({ made: 1 });
  expect((await plan()).at(-1)!.plan_month).toBe("2027-12");
  expect((await plan()).filter((row) => row.state !== "cancelled")).toHaveLength(12);
});

test("a month whose hours another window has taken is planned once they are free", async () => {
  const { id } = await plannedWindow(database);
  expect((await ensurePlan(job)).made).toBe(11);
  await database.sql`update console.maintenance_window set state = 'cancelled' where id = ${id}`;
  expect((await ensurePlan(job)).made).toBe(1);
});

test("an announced window starts by the clock, once, whoever looks; its end is for people to say", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  clock.advance(33 * 86_400 + 9.99 * 3600);
  expect(await moveByClock(job)).toEqual({ started: 0 });
  clock.advance(36);
  const rounds = await Promise.all([moveByClock(job), moveByClock(worker(database, moving))]);
  expect(rounds.map(({ started }) => started).sort()).toEqual([0, 1]);
  expect(await windowRow(database, id)).toMatchObject({
    state: "in_progress",
    started_at: "2026-12-26 20:00:00+00",
    started_by: null,
    version: 3,
  });
  const [audit] = await database.sql`select actor_kind, actor_id from audit.event
    where target_id = ${id} and action = 'maintenance_window.started'`;
  expect(audit).toMatchObject({ actor_kind: "job", actor_id: "test" });
  clock.advance(10 * 3600);
  await moveByClock(job);
  expect((await windowRow(database, id)).state).toBe("in_progress");
});

test("a planned window that nobody announced does not start", async () => {
  const { id } = await plannedWindow(database);
  clock.advance(34 * 86_400);
  expect(await moveByClock(job)).toEqual({ started: 0 });
  expect((await windowRow(database, id)).state).toBe("planned");
});

test("release managers are written to when an announcement is late, and once more the day before", async () => {
  const { id } = await plannedWindow(database);
  const messages = async () =>
    await database.sql`select recipient, subject, body, purpose, subject_id from console.message
      where subject_id = ${id} order by recipient`;
  // Due a week before, on 2026-12-19 at 22:00.
  clock = testClock(new Date("2026-12-19T20:00:00Z"));
  expect(await remindLate(job)).toEqual({ reminded: 0 });
  clock.advance(60);
  const rounds = await Promise.all([remindLate(job), remindLate(worker(database, moving))]);
  expect(rounds.map(({ reminded }) => reminded).sort()).toEqual([0, 1]);
  const first = await messages();
  // Both release managers, and nobody else.
  expect(first.map((row) => (row.recipient as string).split(".")[0])).toEqual(["jonna", "juuso"]);
  expect(first[0]).toMatchObject({
    subject: "Not announced yet: Maintenance break, week 52",
    purpose: "maintenance_reminder",
    subject_id: id,
    body: expect.stringContaining(`https://huolto.example/maintenance/${id}`),
  });
  expect(first[0]!.body).toContain("had to be announced by 2026-12-19 22:00");
  clock.advance(86_400);
  expect(await remindLate(job)).toEqual({ reminded: 0 });
  clock = testClock(new Date("2026-12-25T20:00:00Z"));
  expect(await remindLate(job)).toEqual({ reminded: 1 });
  expect(await remindLate(job)).toEqual({ reminded: 0 });
  expect(await messages()).toHaveLength(4);
  expect(await historyOf(database, id)).toEqual(["reminded", "reminded_again"]);
  expect(JSON.stringify(await windowTrail(database, id))).not.toContain("@");
});

test("nobody is reminded of a window that is announced, or by an account that is closed", async () => {
  const { id } = await plannedWindow(database);
  await database.sql`update console.staff set active = false where id = ${jonna.actor.id}`;
  clock = testClock(new Date("2026-12-20T20:00:00Z"));
  await remindLate(job);
  expect(await database.sql`select 1 from console.message where subject_id = ${id}`).toHaveLength(1);
  await announceWindow(juuso, { id, version: 1 });
  clock = testClock(new Date("2026-12-26T10:00:00Z"));
  expect(await remindLate(job)).toEqual({ reminded: 0 });
  await database.sql`update console.staff set active = true where id = ${jonna.actor.id}`;
});
