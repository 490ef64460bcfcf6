import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { decideChange } from "#app/domain/maintenance/decide-change.server.ts";
import { editWindow } from "#app/domain/maintenance/edit-window.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { withdrawChange } from "#app/domain/maintenance/withdraw-change.server.ts";
import { readMaintenanceCalendar } from "#app/domain/public/read-maintenance-feeds.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import {
  historyOf,
  mailsOf,
  type Manager,
  manager,
  plannedWindow,
  ringsOf,
  windowRow,
  windowTrail,
  worker,
} from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });
const katri = await manager(database, "Katri Konesalo", { clock: moving, roles: ["platform"] });

beforeEach(async () => {
  clock = testClock(new Date("2026-12-01T08:00:00Z"));
  await database.sql`update console.maintenance_window set state = 'cancelled'`;
  await database.sql`update console.maintenance_change set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
});

const move = {
  kind: "move",
  startsAt: "2026-12-19T20:00:00Z",
  endsAt: "2026-12-20T04:00:00Z",
  reason: "The 26th is Boxing Day.",
};

async function changeOf(id: string) {
  const [row] = await database.sql`select * from console.maintenance_change
    where window_id = ${id} order by (state = 'proposed') desc, proposed_at desc limit 1`;
  return row!;
}
/** What the public calendar says of the window: its status and its sequence. */
async function inCalendar(id: string) {
  const { body } = await readMaintenanceCalendar(serviceCtxOf(database.db, anonymous, { clock }), { language: "en" });
  const event = new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents("vevent")
    .find((one) => new ICAL.Event(one).uid.includes(id))!;
  return ["status", "sequence"].map((name) => String(event.getFirstPropertyValue(name)));
}
const decide = async (by: Manager, id: string, version: number, more: object = {}) =>
  decideChange(by, {
    changeId: (await changeOf(id)).id as string,
    version,
    decision: "approve",
    note: "",
    formToken: "form-token",
    ...more,
  });

test("a move waits for a second person; approved, the window has its new hours and the name of its new week", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  expect(await windowRow(database, id)).toMatchObject({ version: 2, sequence: 0 });
  await decide(jonna, id, 2);
  const row = await windowRow(database, id);
  expect([row.starts_at, row.ends_at, row.state]).toEqual([
    "2026-12-19 20:00:00+00",
    "2026-12-20 04:00:00+00",
    "planned",
  ]);
  expect(row).toMatchObject({
    version: 3,
    sequence: 1,
    title_fi: "Huoltokatko, viikko 51",
    title_en: "Maintenance break, week 51",
  });
  expect(await changeOf(id)).toMatchObject({ state: "approved", decided_by: jonna.actor.id });
  expect(await historyOf(database, id)).toEqual(["change_proposed", "change_approved"]);
  // Nobody had been told: nobody is told.
  expect(await mailsOf(database, id)).toEqual([]);
  const trail = await windowTrail(database, id);
  expect(trail.at(-1)!.details).toMatchObject({
    kind: "move",
    proposedBy: juuso.actor.id,
    startsAt: "2026-12-19T20:00:00.000Z",
    startedBefore: "2026-12-26T20:00:00.000Z",
  });
  expect(JSON.stringify(trail)).not.toContain("Boxing");
});

test("nobody approves their own proposal, in the verb or past it in the database", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  await expect(decide(juuso, id, 2)).rejects.toMatchObject({ code: "same_person" });
  await expect(
    database.sql`update console.maintenance_change set state = 'approved', decided_by = proposed_by, decided_at = now()
      where window_id = ${id}`,
  ).rejects.toThrow(/another_person_decides/);
  const refused = await database.sql`select details from audit.event where action = 'maintenance_change.decide'
    and outcome = 'refused' order by seq desc limit 1`;
  expect(refused[0]!.details).toEqual({ code: "same_person" });
});

test("a decision needs the session's own form, a fresh sign-in, and the permission at that moment", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  await expect(decide(jonna, id, 2, { formToken: "another" })).rejects.toMatchObject({ code: "forbidden" });
  const stale = { ...jonna, actor: { ...jonna.actor, authTime: new Date("2026-12-01T07:54:00Z") } };
  await expect(decide(stale, id, 2)).rejects.toMatchObject({ code: "fresh_sign_in_needed" });
  const leaving = await manager(database, "Leena Lähtijä", { clock: moving });
  await database.sql`update console.staff set active = false where id = ${leaving.actor.id}`;
  await expect(decide(leaving, id, 2)).rejects.toMatchObject({ code: "forbidden" });
  expect((await changeOf(id)).state).toBe("proposed");
});

test("a refusal says why and changes no hours; afterwards another proposal can be made", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  await expect(decide(jonna, id, 2, { decision: "refuse" })).rejects.toMatchObject({ code: "invalid", field: "note" });
  await decide(jonna, id, 2, { decision: "refuse", note: "The week before is too soon." });
  expect(await windowRow(database, id)).toMatchObject({ starts_at: "2026-12-26 20:00:00+00", sequence: 0, version: 3 });
  expect(await changeOf(id)).toMatchObject({ state: "refused", decision_note: "The week before is too soon." });
  await proposeChange(juuso, { id, version: 3, ...move });
});

test("one change waits at a time, pressed twice it is one, and only who proposed it takes it back", async () => {
  const { id } = await plannedWindow(database);
  const propose = (by: Manager, version = 1) => proposeChange(by, { id, version, ...move });
  await Promise.all([propose(juuso), propose(juuso)]);
  await expect(propose(jonna, 2)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("A change waits for its decision already"),
  });
  const changeId = (await changeOf(id)).id as string;
  await expect(withdrawChange(jonna, { changeId })).rejects.toMatchObject({ code: "forbidden" });
  await withdrawChange(juuso, { changeId });
  expect((await changeOf(id)).state).toBe("withdrawn");
  await expect(withdrawChange(juuso, { changeId })).rejects.toMatchObject({ code: "conflict" });
  await expect(withdrawChange(juuso, { changeId: "x" })).rejects.toMatchObject({ code: "not_found" });
  await expect(decide(jonna, id, 3)).rejects.toMatchObject({ code: "conflict" });
});

test("hours that cannot be are refused where they are typed", async () => {
  const { id } = await plannedWindow(database);
  const propose = (kind: string, startsAt: string, endsAt: string) =>
    proposeChange(juuso, { id, version: 1, kind, startsAt, endsAt, reason: "Why not." });
  for (const [kind, startsAt, endsAt, field] of [
    ["move", "2026-12-01T07:00:00Z", "2026-12-01T09:00:00Z", "startsAt"],
    ["move", "2026-12-20T20:00:00Z", "2026-12-20T20:00:00Z", "endsAt"],
    ["move", "2026-12-19T20:00:00Z", "2026-12-20T20:01:00Z", "endsAt"],
    ["move", "2026-12-26T20:00:00Z", "2026-12-27T04:00:00Z", "startsAt"],
    ["shorten", "2026-12-26T19:00:00Z", "2026-12-27T03:00:00Z", "startsAt"],
    ["shorten", "2026-12-26T21:00:00Z", "2026-12-27T05:00:00Z", "endsAt"],
    ["lengthen", "2026-12-26T21:00:00Z", "2026-12-27T05:00:00Z", "startsAt"],
    ["lengthen", "2026-12-26T19:00:00Z", "2026-12-27T03:00:00Z", "endsAt"],
    ["move", "", "2026-12-27T03:00:00Z", "startsAt"],
  ] as const)
    await expect(propose(kind, startsAt, endsAt), `${kind} ${startsAt}`).rejects.toMatchObject({
      code: "invalid",
      field,
    });
  await expect(proposeChange(juuso, { id, version: 1, kind: "skip", reason: " " })).rejects.toMatchObject({
    code: "invalid",
    field: "reason",
  });
  await expect(proposeChange(juuso, { id, version: 1, kind: "split", reason: "x" })).rejects.toMatchObject({
    code: "invalid",
    field: "kind",
  });
});

test("no two planned windows lie on each other, whichever comes first", async () => {
  const december = await plannedWindow(database);
  const january = await plannedWindow(database, {
    startsAt: new Date("2027-01-23T20:00:00Z"),
    endsAt: new Date("2027-01-24T04:00:00Z"),
  });
  const onJanuary = { ...move, startsAt: "2027-01-24T03:00:00Z", endsAt: "2027-01-24T06:00:00Z" };
  await expect(proposeChange(juuso, { id: december.id, version: 1, ...onJanuary })).rejects.toMatchObject({
    code: "invalid",
    field: "startsAt",
    message: expect.stringContaining("“Maintenance break, week 3” is there from 2027-01-23 22:00 to 2027-01-24 06:00"),
  });
  // Both are moved to the same free night; the second approval finds the first one there.
  const free = { ...move, startsAt: "2027-01-09T20:00:00Z", endsAt: "2027-01-10T04:00:00Z" };
  await proposeChange(juuso, { id: december.id, version: 1, ...free });
  await proposeChange(juuso, { id: january.id, version: 1, ...free });
  const results = await Promise.allSettled([decide(jonna, december.id, 2), decide(katri, january.id, 2)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const late = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
  expect(late.reason).toMatchObject({ code: "conflict", message: expect.stringContaining("at the same time by now") });
});

test("a decision on a window that was changed meanwhile is a conflict, and nothing of it holds", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  const titles = { fi: "a", sv: "b", en: "c" };
  await editWindow(juuso, { id, version: 2, titles, messages: titles, components: ["databases"] });
  await expect(decide(jonna, id, 2)).rejects.toMatchObject({ code: "conflict" });
  expect((await changeOf(id)).state).toBe("proposed");
  await decide(jonna, id, 3);
  // A name that somebody gave stays.
  expect(await windowRow(database, id)).toMatchObject({ starts_at: "2026-12-19 20:00:00+00", title_fi: "a" });
});

test("of two who decide at once one does", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  const results = await Promise.allSettled([
    decide(jonna, id, 2),
    decide(katri, id, 2, { decision: "refuse", note: "No." }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await historyOf(database, id)).toHaveLength(2);
});

test("a start that has passed while the proposal waited can no longer be approved, but be refused", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  clock.advance(19 * 86_400);
  await expect(decide(jonna, id, 2)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Refuse this one and propose another"),
  });
  await decide(jonna, id, 2, { decision: "refuse", note: "Too late." });
});

test("an announced window that is moved is told of again; one that is skipped is cancelled for all", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id}`;
  await proposeChange(juuso, { id, version: 2, ...move });
  await decide(jonna, id, 3);
  await proposeChange(juuso, { id, version: 4, kind: "skip", reason: "Nothing to do." });
  await decide(jonna, id, 5);
  expect((await mailsOf(database, id)).map(({ revision, state, subject }) => [revision, state, subject])).toEqual([
    [1, "sent", "Maintenance break, week 52"],
    [2, "cancelled", "New time: Maintenance break, week 51"],
    [3, "queued", "Cancelled: Maintenance break, week 51"],
  ]);
  expect(await windowRow(database, id)).toMatchObject({
    state: "cancelled",
    sequence: 3,
    cancelled_by: jonna.actor.id,
  });
  expect(await ringsOf(database, id)).toBe(3);
  expect(await inCalendar(id)).toEqual(["CANCELLED", "3"]);
});

test("skipped within the time to undo, calendars that took it in show it as cancelled, and nobody is mailed", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  clock.advance(60);
  await proposeChange(juuso, { id, version: 2, kind: "skip", reason: "Too soon." });
  await expect(decide(juuso, id, 3)).rejects.toMatchObject({ code: "same_person" });
  expect(await inCalendar(id)).toEqual(["CONFIRMED", "1"]);
  await decide(jonna, id, 3);
  expect(await inCalendar(id)).toEqual(["CANCELLED", "2"]);
  expect((await mailsOf(database, id)).map(({ state }) => state)).toEqual(["cancelled"]);
});

test("a move within the time to undo is told as the announcement that nobody has read yet", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  await announceWindow(juuso, { id, version: 2 });
  clock.advance(60);
  await decide(jonna, id, 3);
  expect((await mailsOf(database, id)).map(({ revision, state, subject }) => [revision, state, subject])).toEqual([
    [1, "cancelled", "Maintenance break, week 52"],
    [2, "queued", "Maintenance break, week 51"],
  ]);
});

test("a proposal that nobody decided on falls away when the window starts", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await proposeChange(juuso, { id, version: 2, kind: "skip", reason: "Perhaps not." });
  clock.advance(25.5 * 86_400);
  await expect(decide(jonna, id, 3)).rejects.toMatchObject({
    code: "conflict",
    message: "The window has started: a change of its plan comes too late.",
  });
  await moveByClock(worker(database, moving));
  expect(await changeOf(id)).toMatchObject({ state: "withdrawn", decided_by: null });
  expect(await historyOf(database, id)).toEqual(["announced", "change_proposed", "started", "change_lapsed"]);
});

test("the database takes no decision by nobody, and none by the person who proposed", async () => {
  const { id } = await plannedWindow(database);
  await proposeChange(juuso, { id, version: 1, ...move });
  const { id: change } = await changeOf(id);
  for (const decidedBy of [null, juuso.actor.id])
    for (const state of ["approved", "refused"])
      await expect(
        database.sql`update console.maintenance_change set state = ${state}, decided_at = now(), decided_by = ${decidedBy}
          where id = ${change as string}`,
      ).rejects.toMatchObject({ constraint_name: "another_person_decides" });
});
