import { expect, test } from "vitest";
import { collectReleases } from "#app/domain/bulletins/collect-releases.server.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { submitBulletin } from "#app/domain/bulletins/submit-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, now, released, versionOf, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Thursday of week 47, 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-19T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const third = await writer(database, "Kolmas Julkaisija", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);

test("a weekly bulletin begins with its week's releases, each line once, urgent ones in their section", async () => {
  await released(database, "2026.47", "2026-11-17T05:00:00Z", [
    { section: "new", text: "Kuitin voi  kuvata\npuhelimella.", pages: ["/receipts"], apis: ["/api/receipts"] },
    { section: "fixed", text: "Arvonlisäveron pyöristys" },
    { section: "fixed", text: "arvonlisäveron pyöristys." },
  ]);
  await released(database, "2026.47.1", "2026-11-18T05:00:00Z", [{ section: "fixed", text: "Kirjautuminen" }], {
    kind: "urgent",
  });
  await released(database, "2026.47.2", "2026-11-18T06:00:00Z", [{ text: "Peruttu" }], {
    rolledBackAt: new Date("2026-11-18T07:00:00Z"),
    rollbackReason: "slow",
  });
  // Sunday 23:59 and Monday 00:00 in Helsinki: the weeks beside it.
  await released(database, "2026.46.9", "2026-11-15T21:59:00Z", [{ text: "Edellinen viikko" }]);
  await released(database, "2026.48.0", "2026-11-22T22:00:00Z", [{ text: "Seuraava viikko" }]);

  const { id } = await createBulletin(juuso, { kind: "weekly" });
  const { content, slug, week, releases, untranslated, state } = await now(juuso, id);
  expect({ slug, week, untranslated, state }).toEqual({
    slug: "2026-w47",
    week: { year: 2026, week: 47, monday: "2026-11-16" },
    untranslated: ["sv", "en"],
    state: "draft",
  });
  expect(content.texts.fi).toEqual({
    title: "Viikkotiedote 47/2026",
    lead: "",
    translated: true,
    sections: {
      new: "- Kuitin voi kuvata puhelimella.",
      improved: "",
      fixed: "- Arvonlisäveron pyöristys",
      urgent: "- Kirjautuminen",
      coming: "",
    },
  });
  expect(content.texts.sv).toMatchObject({ title: "Veckobulletin 47/2026", translated: false });
  expect(content.texts.en).toMatchObject({ title: "Weekly bulletin 47/2026", sections: content.texts.fi.sections });
  expect(content).toMatchObject({ pages: ["/receipts"], apis: ["/api/receipts"] });
  expect(releases.map(({ version }) => version)).toEqual(["2026.47.1", "2026.47"]);

  await expect(createBulletin(jonna, { kind: "weekly", week: "2026-11-16" })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(createBulletin(jonna, { kind: "weekly", week: "2026-11-17" })).rejects.toMatchObject({
    code: "invalid",
    field: "week",
  });
  await expect(createBulletin(jonna, { kind: "weekly", week: "2026-11-30" })).rejects.toMatchObject({ field: "week" });
  await expect(createBulletin(agent, { kind: "weekly" })).rejects.toMatchObject({ code: "forbidden" });

  // Somebody has written meanwhile; a release comes; its lines are added beside, and what was translated waits again.
  const written = structuredClone(content);
  written.texts.fi.sections.new = "Kuvaa kuitti puhelimella!";
  written.texts.sv = { ...written.texts.sv, translated: true };
  expect(await saveBulletin(jonna, { id, baseVersion: 1, content: written })).toMatchObject({ version: 2 });
  await released(database, "2026.47.3", "2026-11-19T05:00:00Z", [
    { section: "improved", text: "Nopeampi haku" },
    { section: "fixed", text: "Arvonlisäveron pyöristys" },
  ]);
  expect(await collectReleases(juuso, { id, baseVersion: 1 })).toEqual({ kind: "saved", version: 3, merged: true });
  const after = await now(juuso, id);
  expect(after.content.texts.fi.sections).toMatchObject({
    new: "Kuvaa kuitti puhelimella!",
    improved: "- Nopeampi haku",
    fixed: "- Arvonlisäveron pyöristys",
  });
  expect(after.untranslated).toEqual(["sv", "en"]);
  expect(after.releases).toHaveLength(3);
  expect(await collectReleases(juuso, { id, baseVersion: 3 })).toEqual({ kind: "saved", version: 3, merged: false });
});

test("of two who begin the same week's bulletin at once, one does", async () => {
  const both = await Promise.allSettled(
    [juuso, jonna, third].map((ctx) => createBulletin(ctx, { kind: "weekly", week: "2026-10-05" })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await database.sql`select slug from console.bulletin where week_of = '2026-10-05'`).toEqual([
    { slug: "2026-w41" },
  ]);
});

test("what a reader would stumble over is not sent to review; the place is named", async () => {
  const content = finnish("Otsikko", "[ohje](https://localhost/x)");
  const id = await drafted(juuso, content);
  await expect(submitBulletin(juuso, { id, version: 2 })).rejects.toMatchObject({
    code: "invalid",
    field: "texts.fi.lead",
  });
  expect(await now(juuso, id)).toMatchObject({ state: "draft", version: 2 });
});

test("a character that the database does not keep is refused at its place, wherever it is typed", async () => {
  const id = await drafted(juuso);
  const refused = (field: string) => ({ code: "invalid", field });
  await expect(
    saveBulletin(juuso, { id, baseVersion: 2, content: finnish("Otsikko", "Hei\u0000.") }),
  ).rejects.toMatchObject(refused("texts.fi.lead"));
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await expect(
    retractBulletin(juuso, { id, version: await versionOf(juuso, id), note: { fi: "V\u0000äärin." } }),
  ).rejects.toMatchObject(refused("note.fi"));
});

test("nobody does with a bulletin what their roles do not hold, and what is no bulletin is not found", async () => {
  const id = await drafted(juuso);
  const seen = { id, version: 2 };
  const refused = { code: "forbidden" };
  await expect(saveBulletin(agent, { id, baseVersion: 2, content: finnish("x") })).rejects.toMatchObject(refused);
  await expect(submitBulletin(agent, seen)).rejects.toMatchObject(refused);
  await expect(publishBulletin(agent, seen)).rejects.toMatchObject(refused);
  await expect(retractBulletin(agent, { ...seen, note: { fi: "x" } })).rejects.toMatchObject(refused);
  for (const wrong of ["x", "00000000-0000-4000-8000-000000000000"]) {
    await expect(now(juuso, wrong)).rejects.toMatchObject({ code: "not_found" });
    await expect(takeBackBulletin(juuso, { id: wrong, version: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(saveBulletin(juuso, { id: wrong, baseVersion: 1, content: finnish("x") })).rejects.toMatchObject({
      code: "not_found",
    });
  }
  await expect(saveBulletin(juuso, { id, baseVersion: 99, content: finnish("x") })).rejects.toMatchObject({
    code: "not_found",
  });
});
