import { beforeEach, expect, test } from "vitest";
import { announceUrgent, type AnnounceUrgentInput } from "#app/domain/maintenance/announce-urgent.server.ts";
import { announceWindow } from "#app/domain/maintenance/announce-window.server.ts";
import { cancelWindow } from "#app/domain/maintenance/cancel-window.server.ts";
import { completeWindow } from "#app/domain/maintenance/complete-window.server.ts";
import { undoAnnouncement } from "#app/domain/maintenance/undo-announcement.server.ts";
import { urgentChoices } from "#app/domain/maintenance/urgent-choices.server.ts";
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
const katri = await manager(database, "Katri Konesalo", { clock: moving, roles: ["platform"] });
const pirkko = await manager(database, "Pirkko Palvelusto", { clock: moving, roles: ["customer_service"] });

beforeEach(async () => {
  clock = testClock(new Date("2026-11-23T10:00:00Z"));
  await database.sql`update console.maintenance_window set state = 'cancelled', created_at = '2020-01-01'`;
});

const sentence = "Databases restart for a security fix: saving pauses for some minutes.";
const urgent = (more: Partial<AnnounceUrgentInput> = {}) => ({
  sentence,
  components: ["databases"],
  startsAt: null,
  minutes: 45,
  ...more,
});

test("a sentence and two clicks: it goes on, is public, in Grafana and in the mail at once, with its own list", async () => {
  const { id } = await announceUrgent(katri, urgent());
  expect(await windowRow(database, id)).toMatchObject({
    kind: "urgent",
    state: "in_progress",
    plan_month: null,
    starts_at: "2026-11-23 10:00:00+00",
    ends_at: "2026-11-23 10:45:00+00",
    started_by: katri.actor.id,
    was_public: true,
    sequence: 1,
    undoable_until: null,
    title_fi: "Kiireellinen huoltokatko",
    title_sv: "Brådskande underhåll",
    title_en: "Urgent maintenance",
    message_fi: sentence,
    message_sv: sentence,
    message_en: sentence,
  });
  expect(await mailsOf(database, id)).toEqual([
    { revision: 1, state: "queued", notBefore: new Date("2026-11-23T10:00:00Z"), subject: "Urgent maintenance" },
  ]);
  const [job] = await database.sql`select count(*)::int as n from pgboss.job where name = 'send-mailing'
    and data ->> 'mailingId' = (select id::text from console.mailing where subject_id = ${id})`;
  expect(job!.n).toBe(1);
  expect(await ringsOf(database, id)).toBe(1);
  expect(await historyOf(database, id)).toEqual(["announced", "started"]);
  const checks = await database.sql`select 1 from console.maintenance_check where window_id = ${id}`;
  expect(checks).toHaveLength(7);
  expect(JSON.stringify(await windowTrail(database, id))).not.toContain("security");
  clock.advance(1800);
  await expect(completeWindow(katri, { id, version: 1 })).resolves.toMatchObject({ state: "completed" });
});

test("urgent maintenance within the next days is announced now; its mails cannot be held back", async () => {
  const { id } = await announceUrgent(juuso, urgent({ startsAt: "2026-11-23T18:00:00Z" }));
  expect(await windowRow(database, id)).toMatchObject({
    state: "announced",
    starts_at: "2026-11-23 18:00:00+00",
    started_at: null,
  });
  await expect(undoAnnouncement(juuso, { id, version: 1 })).rejects.toMatchObject({ code: "conflict" });
});

test("pressed twice it is one window; another person's, or the same sentence later, is another", async () => {
  const [one, two] = await Promise.all([announceUrgent(juuso, urgent()), announceUrgent(juuso, urgent())]);
  expect(two).toEqual(one);
  const other = await announceUrgent(katri, urgent({ components: ["banks"] }));
  expect(other.id).not.toBe(one.id);
  await completeWindow(juuso, { id: one.id, version: 1 });
  clock.advance(61);
  const later = await announceUrgent(juuso, urgent());
  expect(later.id).not.toBe(one.id);
});

test("urgent work that has not begun is cancelled by one person, and whoever was told is told", async () => {
  const { id } = await announceUrgent(juuso, urgent({ startsAt: "2026-11-23T18:00:00Z" }));
  await database.sql`update console.mailing set state = 'sent' where subject_id = ${id}`;
  await cancelWindow(katri, { id, version: 1, reason: "The fix is no fix." });
  expect(await windowRow(database, id)).toMatchObject({
    state: "cancelled",
    sequence: 2,
    cancelled_by: katri.actor.id,
  });
  expect((await mailsOf(database, id)).map(({ revision, state, subject }) => [revision, state, subject])).toEqual([
    [1, "sent", "Urgent maintenance"],
    [2, "queued", "Cancelled: Urgent maintenance"],
  ]);
});

test("what was cancelled, or said otherwise, a moment ago is no second press: it is announced", async () => {
  const { id } = await announceUrgent(juuso, urgent({ components: ["banks"] }));
  await cancelWindow(juuso, { id, version: 1, reason: "The wrong component" });
  const again = await announceUrgent(juuso, urgent({ components: ["banks"] }));
  expect(again.id).not.toBe(id);
  expect(await windowRow(database, again.id)).toMatchObject({ state: "in_progress" });
  const more = await announceUrgent(juuso, urgent({ components: ["databases"] }));
  expect([id, again.id]).not.toContain(more.id);
  await expect(announceUrgent(juuso, urgent({ components: ["databases"], minutes: 90 }))).rejects.toMatchObject({
    code: "invalid",
    field: "components",
  });
});

test("urgent work on a component that is in another window is refused; on others it goes on beside it", async () => {
  const planned = await plannedWindow(database, {
    startsAt: new Date("2026-11-23T10:30:00Z"),
    endsAt: new Date("2026-11-23T12:00:00Z"),
    scope: ["app-servers"],
  });
  await announceWindow(juuso, { id: planned.id, version: 1 });
  await expect(announceUrgent(juuso, urgent({ components: ["databases", "app-servers"] }))).rejects.toMatchObject({
    code: "invalid",
    field: "components",
  });
  await expect(announceUrgent(juuso, urgent())).resolves.toMatchObject({ id: expect.any(String) });
});

test("what is wrong is said where it was typed, and nothing is announced", async () => {
  const before = (await database.sql`select 1 from console.maintenance_window`).length;
  for (const [more, field] of [
    [{ sentence: " " }, "sentence"],
    [{ components: [] }, "components"],
    [{ components: ["none"] }, "components"],
    [{ minutes: 4 }, "minutes"],
    [{ minutes: 1441 }, "minutes"],
    [{ minutes: Number.NaN }, "minutes"],
    [{ startsAt: "2026-11-23T09:59:00Z" }, "startsAt"],
    [{ startsAt: "2026-12-01T10:00:00Z" }, "startsAt"],
    [{ startsAt: "tonight" }, "startsAt"],
  ] as const)
    await expect(announceUrgent(juuso, urgent(more as object)), field).rejects.toMatchObject({
      code: "invalid",
      field,
    });
  await expect(announceUrgent(pirkko, urgent())).rejects.toMatchObject({ code: "forbidden" });
  expect(await database.sql`select 1 from console.maintenance_window`).toHaveLength(before);
});

test("the components of an ordinary window are chosen beforehand, and those without alerts are known", async () => {
  await database.sql`update console.component set alert_matchers = '[]' where key = 'banks'`;
  const choices = await urgentChoices(juuso);
  expect(choices.filter(({ chosen }) => chosen).map(({ key }) => key)).toEqual(["app-servers", "databases"]);
  expect(choices.filter(({ hasMatchers }) => !hasMatchers).map(({ key }) => key)).toContain("banks");
  await expect(urgentChoices(pirkko)).rejects.toMatchObject({ code: "forbidden" });
});
