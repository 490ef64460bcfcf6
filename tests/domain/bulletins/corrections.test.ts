import { expect, test } from "vitest";
import { abandonCorrection } from "#app/domain/bulletins/abandon-correction.server.ts";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { correctBulletin } from "#app/domain/bulletins/correct-bulletin.server.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, now, submitted, versionOf, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Thursday of week 47, 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-19T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const mailings = async (id: string) =>
  database.sql`select topic, revision, texts from console.mailing where subject_id = ${id} order by revision`;
const row = async (id: string) => (await database.sql`select * from console.bulletin where id = ${id}`)[0]!;

test("a correction: the public reads the old text until the new one is reviewed; the address stays", async () => {
  const id = await drafted(juuso, finnish("Huolto perjantaina"));
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  const { slug, publishedAt } = await now(juuso, id);
  clock.advance(3600);
  await correctBulletin(jonna, { id, version: await versionOf(jonna, id) });
  expect(await now(juuso, id)).toMatchObject({ state: "draft", correcting: true, submittedBy: null, approvedBy: null });
  // Nothing is different yet.
  await expect(submitted(jonna, id, { fi: "Päivä korjattu" })).rejects.toMatchObject({ code: "invalid" });
  const corrected = finnish("Huolto lauantaina");
  await saveBulletin(jonna, { id, baseVersion: await versionOf(jonna, id), content: corrected });
  await expect(submitted(jonna, id)).rejects.toMatchObject({ code: "invalid", field: "correctionNote.fi" });
  await expect(submitted(jonna, id, { sv: "Dagen" })).rejects.toMatchObject({ field: "correctionNote.fi" });
  await submitted(jonna, id, { fi: "Päivä\nkorjattu" });
  // Who wrote the correction is its author; who wrote what is published is not.
  await expect(
    approveBulletin(jonna, { id, version: await versionOf(jonna, id), formToken: "form-token" }),
  ).rejects.toMatchObject({ code: "same_person" });
  await approveBulletin(juuso, { id, version: await versionOf(juuso, id), formToken: "form-token" });
  expect(await row(id)).toMatchObject({ correction_note: null, corrected_at: null });
  expect((await now(agent, id)).published!.texts.fi.title).toBe("Huolto perjantaina");
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  expect(await now(agent, id)).toMatchObject({
    state: "published",
    slug,
    publishedAt,
    correctedAt: clock.now().toISOString(),
    correctionNote: { fi: "Päivä korjattu", sv: "", en: "" },
    published: corrected,
  });
  const sent = await mailings(id);
  expect(sent.map(({ texts }) => texts.fi.subject)).toEqual(["Huolto perjantaina", "Korjattu: Huolto lauantaina"]);
  expect(sent[1]!.texts.fi.text).toMatch(/^Tekstiä on korjattu: Päivä korjattu\n\nHei\./);
});

test("a correction that is given up leaves what the public reads, and its writer can review the next one", async () => {
  const id = await drafted(juuso, finnish("Ensimmäinen"));
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await correctBulletin(jonna, { id, version: await versionOf(jonna, id) });
  await saveBulletin(jonna, { id, baseVersion: await versionOf(jonna, id), content: finnish("Toinen") });
  await submitted(jonna, id, { fi: "Otsikko" });
  await expect(abandonCorrection(jonna, { id, version: await versionOf(jonna, id) })).rejects.toMatchObject({
    code: "conflict",
  });
  await takeBackBulletin(jonna, { id, version: await versionOf(jonna, id) });
  await abandonCorrection(jonna, { id, version: await versionOf(jonna, id) });
  expect(await now(juuso, id)).toMatchObject({ state: "published", correcting: false, title: "Ensimmäinen" });
  expect(await mailings(id)).toHaveLength(1);
  await correctBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await saveBulletin(juuso, { id, baseVersion: await versionOf(juuso, id), content: finnish("Kolmas") });
  await approved(juuso, jonna, id, { fi: "Otsikko" });
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  expect((await now(juuso, id)).published!.texts.fi.title).toBe("Kolmas");
  const draft = await drafted(juuso);
  await expect(abandonCorrection(juuso, { id: draft, version: 2 })).rejects.toMatchObject({ code: "conflict" });
});

test("retracting says why in its place; of an announcement in a mail too, and the week can have another bulletin", async () => {
  const id = await drafted(juuso, finnish("Väärä tieto"));
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  const version = await versionOf(juuso, id);
  await expect(retractBulletin(juuso, { id, version, note: { fi: " " } })).rejects.toMatchObject({
    code: "invalid",
    field: "note.fi",
  });
  await retractBulletin(juuso, { id, version, note: { fi: "Tieto oli väärä.", sv: "Det var fel." } });
  expect(await now(agent, id)).toMatchObject({
    state: "retracted",
    retractionNote: { fi: "Tieto oli väärä.", sv: "Det var fel.", en: "" },
  });
  const sent = await mailings(id);
  expect(sent).toHaveLength(2);
  expect(sent[1]!.texts.fi.subject).toBe("Peruutettu: Väärä tieto");
  expect(sent[1]!.texts.en.text).toContain("Tieto oli väärä.");

  const { id: weekly } = await createBulletin(juuso, { kind: "weekly", week: "2026-09-07" });
  const content = finnish("Viikkotiedote 37/2026");
  await saveBulletin(juuso, { id: weekly, baseVersion: 1, content });
  await approved(juuso, jonna, weekly);
  await publishBulletin(juuso, { id: weekly, version: await versionOf(juuso, weekly) });
  expect(await mailings(weekly)).toMatchObject([{ topic: "bulletins" }]);
  await retractBulletin(juuso, { id: weekly, version: await versionOf(juuso, weekly), note: { fi: "Turha." } });
  expect(await mailings(weekly)).toHaveLength(1);
  const { id: again } = await createBulletin(juuso, { kind: "weekly", week: "2026-09-07" });
  expect((await now(juuso, again)).slug).toBe("2026-w37-2");
});

test("a weekly bulletin that is corrected is not mailed again", async () => {
  const { id } = await createBulletin(juuso, { kind: "weekly", week: "2026-09-14" });
  await saveBulletin(juuso, { id, baseVersion: 1, content: finnish("Viikkotiedote 38/2026") });
  await approved(juuso, jonna, id);
  await expect(
    publishBulletin(juuso, { id, version: await versionOf(juuso, id), pinnedUntil: "2027-01-01T00:00:00Z" }),
  ).rejects.toMatchObject({ code: "invalid", field: "pinnedUntil" });
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await correctBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await saveBulletin(juuso, { id, baseVersion: await versionOf(juuso, id), content: finnish("Parempi otsikko") });
  await approved(juuso, jonna, id, { fi: "Otsikko" });
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  expect(await mailings(id)).toHaveLength(1);
  expect((await now(juuso, id)).slug).toBe("2026-w38");
});
