import { expect, test } from "vitest";
import { abandonCorrection } from "#app/domain/bulletins/abandon-correction.server.ts";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { collectReleases } from "#app/domain/bulletins/collect-releases.server.ts";
import { correctBulletin } from "#app/domain/bulletins/correct-bulletin.server.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { publishDue } from "#app/domain/bulletins/publish-due.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { returnBulletin } from "#app/domain/bulletins/return-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { scheduleBulletin } from "#app/domain/bulletins/schedule-bulletin.server.ts";
import { submitBulletin } from "#app/domain/bulletins/submit-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { unscheduleBulletin } from "#app/domain/bulletins/unschedule-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, now, released, submitted, versionOf, writer } from "#tests/support/bulletins.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Thursday of week 47, 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-19T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const third = await writer(database, "Kolmas Julkaisija", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const worker = serviceCtxOf(database.db, { kind: "job", id: "collect-bulletins-due" }, { clock });

const mailings = async (id: string) =>
  database.sql`select topic, revision, texts from console.mailing where subject_id = ${id} order by revision`;
const trail = async (id: string) =>
  (await database.sql`select action, outcome from audit.event where target_id = ${id} order by seq`).map(
    ({ action, outcome }) => (outcome === "done" ? action : `${action} ${outcome}`),
  );
const row = async (id: string) => (await database.sql`select * from console.bulletin where id = ${id}`)[0]!;

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

test("approving needs the form of this session, a fresh sign-in, the role at that moment, and the version that was shown", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const version = await versionOf(juuso, id);
  await expect(approveBulletin(jonna, { id, version, formToken: "other" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const stale = { ...jonna, actor: { ...jonna.actor, authTime: new Date(clock.now().getTime() - 301_000) } };
  await expect(approveBulletin(stale, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "fresh_sign_in_needed",
  });
  await expect(approveBulletin(jonna, { id, version: version - 1, formToken: "form-token" })).rejects.toMatchObject({
    code: "conflict",
  });
  await database.sql`update console.staff set active = false where id = ${third.actor.id}`;
  await expect(approveBulletin(third, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await database.sql`update console.staff set active = true where id = ${third.actor.id}`;
  // Somebody takes it back, writes and sends it again while the reviewer reads: that is not what was read.
  await takeBackBulletin(juuso, { id, version });
  await saveBulletin(juuso, { id, baseVersion: version + 1, content: finnish("Toista") });
  await submitted(juuso, id);
  await expect(approveBulletin(jonna, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("whoever wrote a word of it does not review it, whoever sends it, and the database says so too", async () => {
  const id = await drafted(juuso);
  await saveBulletin(jonna, { id, baseVersion: 2, content: { ...(await now(juuso, id)).content, pages: ["/x"] } });
  const fourth = await writer(database, "Neljäs Julkaisija", clock);
  await submitted(third, id);
  const version = await versionOf(juuso, id);
  for (const part of [juuso, jonna, third]) {
    await expect(approveBulletin(part, { id, version, formToken: "form-token" })).rejects.toMatchObject({
      code: "same_person",
    });
    expect((await now(part, id)).actions.approve).toMatchObject({ allowed: false });
  }
  expect((await now(fourth, id)).actions.approve).toEqual({ allowed: true });
  const direct = (person: string) =>
    database.sql`update console.bulletin set state = 'approved', approved_by = ${person}, approved_at = now() where id = ${id}`;
  await expect(direct(third.actor.id)).rejects.toThrow("another_person_approves");
  await expect(direct(jonna.actor.id)).rejects.toThrow("whoever wrote a bulletin does not approve it");
  await expect(
    database.sql`update console.bulletin set submitted_by = null, approved_by = ${fourth.actor.id} where id = ${id}`,
  ).rejects.toThrow("another_person_approves");
  await expect(database.sql`update console.bulletin set state = 'approved' where id = ${id}`).rejects.toThrow(
    "approved_by_somebody",
  );
  await expect(
    database.sql`update console.bulletin set published = content, published_at = now(), first_published_at = now() where id = ${id}`,
  ).rejects.toThrow("a bulletin is published once it is approved");
  await approveBulletin(fourth, { id, version, formToken: "form-token" });
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
