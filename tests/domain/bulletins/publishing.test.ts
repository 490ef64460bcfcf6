import { expect, test } from "vitest";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { publishDue } from "#app/domain/bulletins/publish-due.server.ts";
import { returnBulletin } from "#app/domain/bulletins/return-bulletin.server.ts";
import { scheduleBulletin } from "#app/domain/bulletins/schedule-bulletin.server.ts";
import { unscheduleBulletin } from "#app/domain/bulletins/unschedule-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, now, submitted, versionOf, writer } from "#tests/support/bulletins.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Thursday of week 47, 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-19T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const worker = serviceCtxOf(database.db, { kind: "job", id: "collect-bulletins-due" }, { clock });

const mailings = async (id: string) =>
  database.sql`select topic, revision, texts from console.mailing where subject_id = ${id} order by revision`;
const trail = async (id: string) =>
  (await database.sql`select action, outcome from audit.event where target_id = ${id} order by seq`).map(
    ({ action, outcome }) => (outcome === "done" ? action : `${action} ${outcome}`),
  );
const row = async (id: string) => (await database.sql`select * from console.bulletin where id = ${id}`)[0]!;

test("an announcement from its draft to the mail: two people, an address of its own, told once", async () => {
  const content = finnish("Palkanlaskennan häiriö: Ä & ö", "Palkat **myöhästyvät**, ks. [ohje](/public/maintenance).");
  content.texts.sv = { ...content.texts.sv, title: "Störning", lead: "Lönerna försenas.", translated: true };
  content.texts.fi.sections.coming = "- Korjaus illalla";
  const id = await drafted(juuso, content);
  expect((await now(juuso, id)).slug).toMatch(/^announcement-[0-9a-f]{8}$/);
  await submitted(juuso, id);
  await expect(
    approveBulletin(juuso, { id, version: await versionOf(juuso, id), formToken: "form-token" }),
  ).rejects.toMatchObject({ code: "same_person" });
  await returnBulletin(jonna, { id, version: await versionOf(jonna, id), note: "Kerro, milloin." });
  await approved(juuso, jonna, id);
  expect(await now(juuso, id)).toMatchObject({
    state: "approved",
    submittedBy: "Juuso Julkaisula",
    approvedBy: "Jonna Julkaisulahti",
  });
  clock.advance(60);
  await publishBulletin(juuso, {
    id,
    version: await versionOf(juuso, id),
    pinnedUntil: "2026-11-21T12:00:00+02:00",
  });
  const view = await now(agent, id);
  expect(view).toMatchObject({
    state: "published",
    slug: "2026-11-19-palkanlaskennan-hairio-a-o",
    publishedAt: "2026-11-19T08:01:00.000Z",
    pinnedUntil: "2026-11-21T10:00:00.000Z",
    published: content,
    publishedVersion: 2,
    correctedAt: null,
    correcting: false,
    mailing: { state: "queued", recipients: 0, sent: 0 },
  });
  expect(view.events.map(({ what, by, note }) => [what, by, note])).toEqual([
    ["create", "Juuso Julkaisula", null],
    ["save", "Juuso Julkaisula", null],
    ["submit", "Juuso Julkaisula", null],
    ["return", "Jonna Julkaisulahti", "Kerro, milloin."],
    ["submit", "Juuso Julkaisula", null],
    ["approve", "Jonna Julkaisulahti", null],
    ["publish", "Juuso Julkaisula", null],
  ]);
  const sent = await mailings(id);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ topic: "announcements" });
  expect(sent[0]!.texts.fi).toEqual({
    subject: "Palkanlaskennan häiriö: Ä & ö",
    text:
      "Palkat myöhästyvät, ks. ohje (https://portal.example/public/maintenance).\n\nTulossa\n\n- Korjaus illalla\n\n" +
      "https://portal.example/public/announcements/2026-11-19-palkanlaskennan-hairio-a-o?lang=fi",
  });
  expect(sent[0]!.texts.sv.text).toBe(
    "Lönerna försenas.\n\nhttps://portal.example/public/announcements/2026-11-19-palkanlaskennan-hairio-a-o?lang=sv",
  );
  expect(sent[0]!.texts.en).toMatchObject({ subject: "Palkanlaskennan häiriö: Ä & ö" });
  expect(sent[0]!.texts.en.text).toMatch(/^This text is not available in English\./);
  expect(await trail(id)).toEqual([
    "bulletin.create",
    "bulletin.save",
    "bulletin.submit",
    "bulletin.approve refused",
    "bulletin.return",
    "bulletin.submit",
    "bulletin.approve",
    "bulletin.publish",
  ]);
});

test("an announcement of the same title on the same day gets an address of its own", async () => {
  const ids = [await drafted(juuso, finnish("Sama otsikko")), await drafted(juuso, finnish("Sama otsikko"))];
  for (const id of ids) {
    await approved(juuso, jonna, id);
    await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  }
  expect([(await now(juuso, ids[0]!)).slug, (await now(juuso, ids[1]!)).slug]).toEqual([
    "2026-11-19-sama-otsikko",
    "2026-11-19-sama-otsikko-2",
  ]);
});

test("what is scheduled comes out at its time, once, however many workers look", async () => {
  const id = await drafted(juuso, finnish("Ajastettu"));
  await approved(juuso, jonna, id);
  const seen = { id, version: await versionOf(juuso, id) };
  const past = new Date(clock.now().getTime() - 1000).toISOString();
  await expect(scheduleBulletin(juuso, { ...seen, at: past })).rejects.toMatchObject({ code: "invalid", field: "at" });
  await expect(scheduleBulletin(juuso, { ...seen, at: "huomenna" })).rejects.toMatchObject({ field: "at" });
  const at = new Date(clock.now().getTime() + 3600_000).toISOString();
  await scheduleBulletin(juuso, { ...seen, at });
  await unscheduleBulletin(juuso, { id, version: await versionOf(juuso, id) });
  expect(await now(juuso, id)).toMatchObject({ state: "approved", scheduledFor: null });
  await scheduleBulletin(juuso, { id, version: await versionOf(juuso, id), at });
  clock.advance(3599);
  await publishDue(worker);
  expect(await now(juuso, id)).toMatchObject({ state: "scheduled", scheduledFor: at });
  clock.advance(1);
  await Promise.all([publishDue(worker), publishDue(worker), publishDue(worker)]);
  const view = await now(juuso, id);
  expect(view).toMatchObject({ state: "published", scheduledFor: null, publishedAt: at });
  expect(view.events.filter(({ what }) => what === "publish")).toMatchObject([{ by: null }]);
  expect(await mailings(id)).toHaveLength(1);
});

test("one that cannot be published does not keep the others from it, and is told", async () => {
  const ids = [await drafted(juuso, finnish("Rikki")), await drafted(juuso, finnish("Ehjä"))];
  for (const [minutes, id] of ids.entries()) {
    await approved(juuso, jonna, id);
    const at = new Date(clock.now().getTime() + (minutes + 1) * 60_000);
    await scheduleBulletin(juuso, { id, version: await versionOf(juuso, id), at });
  }
  await database.sql`update console.bulletin set content = '{}' where id = ${ids[0]!}`;
  clock.advance(600);
  await expect(publishDue(worker)).rejects.toThrow(TypeError);
  expect([(await row(ids[0]!)).state, (await row(ids[1]!)).state]).toEqual(["scheduled", "published"]);
});
