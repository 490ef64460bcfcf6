import { beforeEach, expect, test } from "vitest";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { cancelWindow } from "#app/domain/maintenance/cancel-window.server.ts";
import { completeWindow } from "#app/domain/maintenance/complete-window.server.ts";
import { editWindow } from "#app/domain/maintenance/edit-window.server.ts";
import { extendWindow } from "#app/domain/maintenance/extend-window.server.ts";
import { startWindow } from "#app/domain/maintenance/start-window.server.ts";
import { tickCheck } from "#app/domain/maintenance/tick-check.server.ts";
import { undoAnnouncement } from "#app/domain/maintenance/undo-announcement.server.ts";
import { verifyWindow } from "#app/domain/maintenance/verify-window.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import {
  historyOf,
  mailsOf,
  manager,
  plannedWindow,
  ringsOf,
  windowRow,
  windowTrail,
} from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
let clock = testClock();
const moving = { now: () => clock.now() };
const juuso = await manager(database, "Juuso Julkaisula", { clock: moving });
const jonna = await manager(database, "Jonna Julkaisulahti", { clock: moving });
const pirkko = await manager(database, "Pirkko Palvelusto", { clock: moving, roles: ["customer_service"] });

beforeEach(async () => {
  // Monday 2026-12-14 at 10:00 in Helsinki; the window is on Saturday the 26th.
  clock = testClock(new Date("2026-12-14T08:00:00Z"));
  await database.sql`update console.maintenance_window set state = 'cancelled' where state <> 'completed'`;
});

const texts = {
  titles: { fi: "Katko", sv: "Avbrott", en: "Break" },
  messages: { fi: "Huollamme.", sv: "Vi underhåller.", en: "We maintain." },
};
const atStart = () => clock.advance(12.5 * 86_400);

test("one action announces: public, in the calendars, in Grafana and, once it can no longer be undone, by mail", async () => {
  const { id } = await plannedWindow(database);
  const window = await announceWindow(juuso, { id, version: 1 });
  expect(window).toMatchObject({
    state: "announced",
    announcedAt: new Date("2026-12-14T08:00:00Z"),
    announcedBy: juuso.actor.id,
    undoableUntil: new Date("2026-12-14T08:02:00Z"),
    sequence: 1,
    wasPublic: true,
    version: 2,
  });
  expect(await mailsOf(database, id)).toEqual([
    {
      revision: 1,
      state: "queued",
      notBefore: new Date("2026-12-14T08:02:00Z"),
      subject: "Maintenance break, week 52",
    },
  ]);
  expect(await ringsOf(database, id)).toBe(1);
  expect(await historyOf(database, id)).toEqual(["announced"]);
  expect(await windowTrail(database, id)).toEqual([
    {
      action: "maintenance_window.announced",
      outcome: "done",
      details: { version: 2, state: "announced", sequence: 1 },
    },
  ]);
});

test("pressed twice, or by two people at once, it is announced once; the other person is told", async () => {
  const { id } = await plannedWindow(database);
  const [one, two] = await Promise.all([
    announceWindow(juuso, { id, version: 1 }),
    announceWindow(juuso, { id, version: 1 }),
  ]);
  expect(two).toEqual(one);
  await expect(announceWindow(jonna, { id, version: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining('is now "Announced"'),
  });
  expect(await mailsOf(database, id)).toHaveLength(1);
  expect(await historyOf(database, id)).toEqual(["announced"]);
});

test("an announcement is undone while its mails are held, and can be made again; then it is too late", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  clock.advance(119);
  const undone = await undoAnnouncement(jonna, { id, version: 2 });
  expect(undone).toMatchObject({ state: "planned", announcedAt: null, sequence: 2, wasPublic: true });
  await announceWindow(juuso, { id, version: 3 });
  expect((await mailsOf(database, id)).map(({ revision, state }) => [revision, state])).toEqual([
    [1, "cancelled"],
    [3, "queued"],
  ]);
  clock.advance(120);
  await expect(undoAnnouncement(jonna, { id, version: 4 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("propose to skip the window, or cancel an urgent one: everybody is told"),
  });
  expect(await ringsOf(database, id)).toBe(3);
});

test("an announcement whose mails have begun to go out is not undone, and nothing of it is half taken back", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await database.sql`update console.mailing set state = 'sending' where subject_id = ${id}`;
  await expect(undoAnnouncement(juuso, { id, version: 2 })).rejects.toMatchObject({ code: "conflict" });
  expect(await windowRow(database, id)).toMatchObject({ state: "announced", version: 2 });
});

test("a window whose hours are over is not announced; one that has begun still is", async () => {
  const { id } = await plannedWindow(database);
  atStart();
  clock.advance(9 * 3600);
  await expect(announceWindow(juuso, { id, version: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: "Its hours are over: there is nothing left to announce.",
  });
  clock.advance(-3600 * 3);
  await expect(announceWindow(juuso, { id, version: 1 })).resolves.toMatchObject({ state: "announced" });
});

test("of an announced window the texts and components change; calendars and Grafana follow, and held mails have the new words", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await editWindow(jonna, { id, version: 2, ...texts, components: ["databases", "banks"] });
  expect((await mailsOf(database, id)).map(({ revision, state, subject }) => [revision, state, subject])).toEqual([
    [1, "cancelled", "Maintenance break, week 52"],
    [2, "queued", "Break"],
  ]);
  // Held as long as the first was: the undo is still possible.
  expect((await mailsOf(database, id))[1]!.notBefore).toEqual(new Date("2026-12-14T08:02:00Z"));
  await undoAnnouncement(juuso, { id, version: 3 });
  expect((await mailsOf(database, id)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);

  await announceWindow(juuso, { id, version: 4 });
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id} and state = 'queued'`;
  const edited = await editWindow(jonna, { id, version: 5, ...texts, components: ["banks"] });
  expect(edited.sequence).toBe(5);
  expect(await mailsOf(database, id)).toHaveLength(3);
  const scope = await database.sql`select c.key from console.maintenance_scope s
    join console.component c on c.id = s.component_id where s.window_id = ${id}`;
  expect(scope.map((row) => row.key)).toEqual(["banks"]);
});

test("an edit of a plan is told to calendars, which show the plan too, and to nobody else", async () => {
  const { id } = await plannedWindow(database);
  expect(await editWindow(juuso, { id, version: 1, ...texts, components: ["banks"] })).toMatchObject({
    sequence: 1,
    version: 2,
    titleFi: "Katko",
    messageSv: "Vi underhåller.",
  });
  expect(await ringsOf(database, id)).toBe(0);
  const trail = JSON.stringify(await windowTrail(database, id));
  expect(trail).not.toMatch(/Katko|Huollamme|maintain/);
});

test("an edit says which field is wrong, and changes nothing", async () => {
  const { id } = await plannedWindow(database);
  const edit = (more: object) =>
    editWindow(juuso, { id, version: 1, ...texts, components: ["banks"], ...more } as Parameters<typeof editWindow>[1]);
  await expect(edit({ titles: { ...texts.titles, sv: " " } })).rejects.toMatchObject({
    code: "invalid",
    field: "titles.sv",
  });
  await expect(edit({ components: [] })).rejects.toMatchObject({ code: "invalid", field: "components" });
  await expect(edit({ components: ["banks", "none"] })).rejects.toMatchObject({ code: "invalid", field: "components" });
  expect((await windowRow(database, id)).version).toBe(1);
});

test("a window starts when its time has come, is verified, and is finished early", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await expect(startWindow(juuso, { id, version: 2 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Its time has not come"),
  });
  atStart();
  await startWindow(juuso, { id, version: 2 });
  clock.advance(6 * 3600);
  await verifyWindow(juuso, { id, version: 3 });
  clock.advance(3600);
  const done = await completeWindow(jonna, { id, version: 4 });
  expect(done).toMatchObject({
    state: "completed",
    startedAt: new Date("2026-12-26T20:00:00Z"),
    startedBy: juuso.actor.id,
    verifyingAt: new Date("2026-12-27T02:00:00Z"),
    finishedAt: new Date("2026-12-27T03:00:00Z"),
    finishedBy: jonna.actor.id,
    // Announced, and shorter in the calendars.
    sequence: 2,
  });
  expect(await historyOf(database, id)).toEqual(["announced", "started", "verifying", "completed"]);
  // Announced, started, completed: verifying changes nothing in Grafana.
  expect(await ringsOf(database, id)).toBe(3);
});

test("a running window is extended for a reason, by at most a day, and everybody is told", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id}`;
  atStart();
  await startWindow(juuso, { id, version: 2 });
  const extend = (endsAt: string, reason = "The index takes longer.") =>
    extendWindow(juuso, { id, version: 3, endsAt, reason });
  await expect(extend("2026-12-27T04:00:00Z")).rejects.toMatchObject({ code: "invalid", field: "endsAt" });
  await expect(extend("2026-12-27T20:01:00Z")).rejects.toMatchObject({ code: "invalid", field: "endsAt" });
  await expect(extend("2026-12-27T06:00:00Z", " ")).rejects.toMatchObject({ code: "invalid", field: "reason" });
  await expect(extend("soon")).rejects.toMatchObject({ code: "invalid", field: "endsAt" });
  // Past its end: what is asked for must be still to come.
  clock.advance(9 * 3600);
  await expect(extend("2026-12-27T04:30:00Z")).rejects.toMatchObject({ code: "invalid", field: "endsAt" });
  const extended = await extend("2026-12-27T06:00:00Z");
  expect(extended).toMatchObject({ state: "in_progress", endsAt: new Date("2026-12-27T06:00:00Z"), sequence: 2 });
  expect((await mailsOf(database, id)).at(-1)).toEqual({
    revision: 2,
    state: "queued",
    notBefore: new Date("2026-12-27T05:00:00Z"),
    subject: "Maintenance takes longer than planned: Maintenance break, week 52",
  });
  expect(JSON.stringify(await windowTrail(database, id))).not.toContain("index");
});

test("nobody skips a planned window alone, also not by announcing it first", async () => {
  const { id } = await plannedWindow(database);
  const refused = {
    code: "conflict",
    message: expect.stringContaining("A planned window is skipped with a second person: propose to skip it."),
  };
  await expect(cancelWindow(juuso, { id, version: 1, reason: "No." })).rejects.toMatchObject(refused);
  await announceWindow(juuso, { id, version: 1 });
  clock.advance(60);
  await expect(cancelWindow(juuso, { id, version: 2, reason: "No." })).rejects.toMatchObject(refused);
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id}`;
  // A second before its start.
  clock.advance(12.5 * 86_400 - 61);
  await expect(cancelWindow(juuso, { id, version: 2, reason: "No." })).rejects.toMatchObject(refused);
  expect(await windowRow(database, id)).toMatchObject({ state: "announced", version: 2, sequence: 1 });
  expect(await mailsOf(database, id)).toHaveLength(1);
  expect(await ringsOf(database, id)).toBe(1);
  expect((await windowTrail(database, id)).filter(({ outcome }) => outcome === "refused")).toEqual(
    Array(3).fill({
      action: "maintenance_window.cancelled",
      outcome: "refused",
      details: { code: "conflict" },
    }),
  );
});

test("work that is under way is given up by one person for a reason, and whoever was told is told", async () => {
  const { id } = await plannedWindow(database);
  await announceWindow(juuso, { id, version: 1 });
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id}`;
  atStart();
  await startWindow(juuso, { id, version: 2 });
  await expect(cancelWindow(juuso, { id, version: 3, reason: "" })).rejects.toMatchObject({
    code: "invalid",
    field: "reason",
  });
  expect(await cancelWindow(juuso, { id, version: 3, reason: "The vendor is late." })).toMatchObject({
    state: "cancelled",
    sequence: 2,
    cancelledBy: juuso.actor.id,
  });
  expect((await mailsOf(database, id)).map(({ revision, state, subject }) => [revision, state, subject])).toEqual([
    [1, "sent", "Maintenance break, week 52"],
    [2, "queued", "Cancelled: Maintenance break, week 52"],
  ]);
  expect(await ringsOf(database, id)).toBe(3);
});

test("two people who tick the same row at once: both have what they wanted, and the first one's name is there", async () => {
  const { id } = await plannedWindow(database);
  await Promise.all([
    tickCheck(juuso, { id, position: 0, done: true }),
    tickCheck(jonna, { id, position: 0, done: true }),
  ]);
  const [row] = await database.sql`select done_by, done_at from console.maintenance_check
    where window_id = ${id} and position = 0`;
  expect([juuso.actor.id, jonna.actor.id]).toContain(row!.done_by);
  expect(await historyOf(database, id)).toEqual(["checked"]);
  await tickCheck(jonna, { id, position: 0, done: false });
  await tickCheck(jonna, { id, position: 0, done: false });
  expect(await historyOf(database, id)).toEqual(["checked", "unchecked"]);
  await expect(tickCheck(juuso, { id, position: 99, done: true })).rejects.toMatchObject({ code: "not_found" });
  await database.sql`update console.maintenance_window set state = 'completed' where id = ${id}`;
  await expect(tickCheck(juuso, { id, position: 1, done: true })).rejects.toMatchObject({ code: "conflict" });
});

test("whoever may not manage maintenance is refused, and the refusal is on record", async () => {
  const { id } = await plannedWindow(database);
  await expect(announceWindow(pirkko, { id, version: 1 })).rejects.toMatchObject({ code: "forbidden" });
  expect(await windowTrail(database, id)).toEqual([
    { action: "maintenance_window.announced", outcome: "refused", details: { code: "forbidden" } },
  ]);
  expect((await windowRow(database, id)).state).toBe("planned");
});

test("what is no id, or no version, names no window", async () => {
  const unknown = "11111111-1111-4111-8111-111111111111";
  for (const seen of [
    { id: "x", version: 1 },
    { id: unknown, version: 1 },
    { id: unknown, version: Number.NaN },
  ])
    await expect(announceWindow(juuso, seen)).rejects.toMatchObject({ code: "not_found" });
  await expect(tickCheck(juuso, { id: "x", position: 0, done: true })).rejects.toMatchObject({ code: "not_found" });
});

test("an audit row that cannot be written takes the announcement and its mails with it", async () => {
  const { id } = await plannedWindow(database);
  const untraceable = { ...juuso, requestId: null as unknown as string };
  await expect(announceWindow(untraceable, { id, version: 1 })).rejects.toMatchObject({
    cause: { message: expect.stringContaining("request_id") },
  });
  expect(await windowRow(database, id)).toMatchObject({ state: "planned", version: 1 });
  expect(await mailsOf(database, id)).toEqual([]);
  expect(await ringsOf(database, id)).toBe(0);
});
