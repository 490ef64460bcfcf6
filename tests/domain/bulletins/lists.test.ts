import { expect, test } from "vitest";
import { correctBulletin } from "#app/domain/bulletins/correct-bulletin.server.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { homeBulletins } from "#app/domain/bulletins/home-bulletins.server.ts";
import { listBulletins } from "#app/domain/bulletins/list-bulletins.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { scheduleBulletin } from "#app/domain/bulletins/schedule-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, released, submitted, versionOf, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Wednesday of week 45, 10:00 in Helsinki; the clock goes on from test to test.
const clock = testClock(new Date("2026-11-04T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const sentences = async (ctx = juuso) => (await homeBulletins(ctx)).map(({ sentence }) => sentence);
const publishWeekly = async (week: string, title: string) => {
  const { id } = await createBulletin(juuso, { kind: "weekly", week });
  await saveBulletin(juuso, { id, baseVersion: 1, content: finnish(title) });
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  return id;
};

test("while there is nothing to tell of, nothing is missing", async () => {
  clock.advance(7 * 86_400);
  expect(await homeBulletins(juuso)).toEqual([]);
  expect(await listBulletins(agent)).toEqual({
    rows: [],
    more: false,
    weeksWithout: [],
    now: "2026-11-11T08:00:00.000Z",
  });
  await expect(homeBulletins(agent)).rejects.toMatchObject({ code: "forbidden" });
});

test("a week whose bulletin should be out is a warning until it is", async () => {
  await released(database, "2026.45", "2026-11-03T05:00:00Z", [{ text: "Haku on nopeampi" }]);
  expect(await homeBulletins(juuso)).toEqual([
    {
      kind: "week_without",
      sentence: "The bulletin of week 45/2026 should be out and is not.",
      href: "/bulletins/new?kind=weekly&week=2026-11-02",
    },
  ]);
  expect((await listBulletins(agent)).weeksWithout).toEqual([{ year: 2026, week: 45, monday: "2026-11-02" }]);
  const { id } = await createBulletin(juuso, { kind: "weekly", week: "2026-11-02" });
  await saveBulletin(juuso, { id, baseVersion: 1, content: finnish("Viikkotiedote 45/2026") });
  await submitted(juuso, id);
  expect(await homeBulletins(juuso)).toEqual([
    {
      kind: "week_without",
      sentence: 'The bulletin of week 45/2026 should be out and is not. It is "In review".',
      href: `/bulletins/${id}`,
    },
  ]);
  // Who sent it does not review it.
  expect(await sentences(jonna)).toEqual([
    'The bulletin of week 45/2026 should be out and is not. It is "In review".',
    "“Viikkotiedote 45/2026” waits for your review.",
  ]);
});

test("a weekly release that came after its week's bulletin is a warning, once the week is due", async () => {
  const id = await publishWeekly("2026-11-09", "Viikkotiedote 46/2026");
  await released(database, "2026.46", "2026-11-11T07:00:00Z", [{ text: "Myöhässä" }]);
  await released(database, "2026.46.1", "2026-11-11T07:10:00Z", [{ text: "Kiireellinen" }], { kind: "urgent" });
  await released(database, "2026.46.2", "2026-11-11T07:20:00Z", [{ text: "Peruttu" }], {
    rolledBackAt: clock.now(),
    rollbackReason: "slow",
  });
  const told = "The weekly release 2026.46 of 2026-11-11 09:00 is in no published bulletin.";
  expect(await sentences()).not.toContain(told);
  // Friday 15:00 of that week.
  clock.advance(2 * 86_400 + 5 * 3600);
  expect((await homeBulletins(juuso)).filter(({ kind }) => kind === "release_without")).toEqual([
    { kind: "release_without", sentence: told, href: "/releases/2026.46" },
  ]);
  await database.sql`insert into console.bulletin_release (bulletin_id, release_id)
    select ${id}, id from console.release where version = '2026.46'`;
  expect(await sentences()).not.toContain(told);
});

test("what comes out today is told, and what should have come out", async () => {
  const id = await drafted(juuso, finnish("Ajastettu"));
  await approved(juuso, jonna, id);
  await scheduleBulletin(juuso, { id, version: await versionOf(juuso, id), at: "2026-11-14T09:00:00+02:00" });
  const told = async () => (await homeBulletins(juuso)).filter(({ kind }) => kind === "scheduled_today");
  expect(await told()).toEqual([]);
  // To Saturday 00:30 in Helsinki.
  clock.advance(9.5 * 3600);
  expect(await told()).toEqual([
    { kind: "scheduled_today", sentence: "“Ajastettu” comes out today at 09:00.", href: `/bulletins/${id}` },
  ]);
  clock.advance(9 * 3600);
  expect(await told()).toMatchObject([
    { sentence: expect.stringMatching(/^“Ajastettu” should have come out 2026-11-14 09:00 and has not\./) },
  ]);
});

test("the list: by kind and state, searched in every language, the newest first", async () => {
  const content = finnish("Palkat", "Hei.");
  content.texts.sv.sections.coming = "Löner 100 %_kommer";
  const id = await drafted(jonna, content);
  const titles = async (filters: Parameters<typeof listBulletins>[1]) =>
    (await listBulletins(agent, filters)).rows.map(({ title }) => title);
  expect(await titles({ kind: "weekly" })).toEqual(["Viikkotiedote 46/2026", "Viikkotiedote 45/2026"]);
  expect(await titles({ kind: "important" })).toEqual(["Palkat", "Ajastettu"]);
  expect(await titles({ state: "published" })).toEqual(["Viikkotiedote 46/2026"]);
  expect(await titles({ q: "löner" })).toEqual(["Palkat"]);
  expect(await titles({ q: "100 %_" })).toEqual(["Palkat"]);
  expect(await titles({ q: "1_0" })).toEqual([]);
  // The names of the parts are no text.
  expect(await titles({ q: "sections" })).toEqual([]);
  const [row] = (await listBulletins(agent, { q: "palkat" })).rows;
  expect(row).toMatchObject({ id, updatedBy: "Jonna Julkaisulahti", untranslated: ["sv", "en"], correcting: false });

  const weekly = (await listBulletins(agent, { state: "published" })).rows[0]!;
  await correctBulletin(juuso, { id: weekly.id, version: await versionOf(juuso, weekly.id) });
  // What the public reads meanwhile is still the week's bulletin.
  const after = await listBulletins(agent, { kind: "weekly" });
  expect(after.rows[0]).toMatchObject({ state: "draft", correcting: true });
  expect(after.weeksWithout.map(({ week }) => week)).toEqual([45]);
});

test("what was begun half past midnight on a Monday is of that Monday, as the weekly bulletin of it is", async () => {
  const weekly = (await createBulletin(juuso, { kind: "weekly", week: "2026-10-26" })).id;
  const important = await drafted(juuso, finnish("Yöllinen"));
  // Half past midnight in Helsinki, and in UTC still Sunday; the weekly one was begun before.
  await database.sql`update console.bulletin set created_at = '2026-10-25T22:30:00Z' where id = ${important}`;
  await database.sql`update console.bulletin set created_at = '2026-10-23T08:00:00Z' where id = ${weekly}`;
  const listed = (await listBulletins(juuso)).rows.map(({ id }) => id);
  expect(listed.indexOf(important)).toBeGreaterThanOrEqual(0);
  expect(listed.indexOf(important)).toBeLessThan(listed.indexOf(weekly));
});

test("the newest 60 are listed, and that there are older ones; a word of an older one finds it", async () => {
  for (let n = 1; n <= 61; n += 1) {
    clock.advance(60);
    await drafted(jonna, finnish(`Tiedote ${String(n).padStart(2, "0")}`));
  }
  const list = await listBulletins(agent, { kind: "important" });
  expect(list.rows).toHaveLength(60);
  expect(list.rows[0]!.title).toBe("Tiedote 61");
  expect(list.more).toBe(true);
  const found = await listBulletins(agent, { kind: "important", q: "Tiedote 01" });
  expect(found.rows.map(({ title }) => title)).toEqual(["Tiedote 01"]);
  expect(found.more).toBe(false);
});
