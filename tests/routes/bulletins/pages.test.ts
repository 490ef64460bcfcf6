import { expect, test } from "vitest";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { returnBulletin } from "#app/domain/bulletins/return-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  approved,
  drafted,
  finnish,
  now,
  released,
  submitted,
  versionOf,
  type Writer,
  writer,
} from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
// Monday 23 November, 10:00 in Helsinki: the first day of week 48.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisija", clock);
const jonna = await writer(database, "Jonna Julkaisija", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);

const list = (by: Writer, query = "") => visit("bulletins/list.tsx", "/bulletins", `/bulletins${query}`, by);
const fresh = (by: Writer, query = "", form?: Record<string, string>) =>
  visit("bulletins/new.tsx", "/bulletins/new", `/bulletins/new${query}`, by, form);
const page = (by: Writer, id: string, form?: Record<string, string>, query = "") =>
  visit("bulletins/bulletin.tsx", "/bulletins/:id", `/bulletins/${id}${query}`, by, form);
const versions = (by: Writer, id: string, query = "") =>
  visit("bulletins/versions.tsx", "/bulletins/:id/versions", `/bulletins/${id}/versions${query}`, by);
const act = async (by: Writer, id: string, intent: string, more: Record<string, string> = {}) =>
  page(by, id, { intent, version: String(await versionOf(by, id)), ...more });

test("an empty list says what comes there, and shows who may write how to begin", async () => {
  const { html } = await list(juuso);
  expect(textOf(html)).toContain("There is no weekly bulletin yet.");
  expect(textOf(html)).toContain("No weekly bulletins yet");
  expect(html).toContain('href="/bulletins/new?kind=weekly"');
  const other = await list(agent, "?kind=important");
  expect(textOf(other.html)).toContain("There is no announcement yet.");
  expect(other.html).not.toContain("/bulletins/new");
  expect(markupFaults(html)).toEqual([]);
});

test("a week that is over without its bulletin is a warning with the button that begins it", async () => {
  await released(database, "2026.47", "2026-11-17T06:00:00Z", [{ text: "Invoices open faster" }]);
  const { html } = await list(juuso);
  expect(textOf(html)).toContain("Week 47 should have a bulletin, and none is published");
  expect(html).toMatch(/<form[^>]*action="\/bulletins\/new"[^>]*>.*value="2026-11-16".*Begin week 47’s/s);
  expect((await list(agent)).html).not.toContain("Begin week 47");
});

test("a new one says which releases it collects; this week is chosen, and a week that has one leads there", async () => {
  const { html } = await fresh(juuso);
  expect(html).toMatch(/<input[^>]*checked="" value="2026-11-23"/);
  expect(textOf(html)).toMatch(/Week 47 from 16 Nov\s*Collects 2026\.47 \(1 line\)\./);
  const made = await fresh(juuso, "", { kind: "weekly", week: "2026-11-16" });
  const id = /^\/bulletins\/(.+)\/edit$/.exec(made.location!)![1]!;
  expect((await now(juuso, id)).content.texts.fi.sections.improved).toBe("- Invoices open faster");
  const again = await fresh(juuso, "?week=2026-11-16");
  expect(again.html).toContain(`href="/bulletins/${id}"`);
  expect(again.html).not.toContain('value="2026-11-16"');
  expect(textOf((await list(juuso)).html)).toContain("Week 47 has a draft in the making.");
  expect((await list(juuso)).html).toMatch(new RegExp(`href="/bulletins/${id}"[^>]*>To week 47`));
  const twice = await fresh(juuso, "", { kind: "weekly", week: "2026-11-16" });
  expect(twice.status).toBe(409);
  expect(textOf(twice.html)).toContain("Nothing was begun");
});

test("the list has its filters in the address, and says what is not translated", async () => {
  const id = await drafted(juuso, finnish("Verkkopankin katko"));
  const { html } = await list(agent, "?kind=important&q=VERKKO");
  expect(rowsOf(html)[1]).toEqual([
    "Verkkopankin katko",
    "Draft",
    "Swedish and English",
    "not yet; changed 0 s ago by Juuso Julkaisija",
    "–",
  ]);
  expect(html).toContain(`href="/bulletins/${id}"`);
  expect(textOf((await list(agent, "?kind=important&state=published")).html)).toContain("Nothing matches");
  expect(textOf((await list(agent, "?kind=important&q=zebra")).html)).toContain("Nothing matches");
  expect((await list(agent, "?state=nonsense")).status).toBe(200);
});

test("from draft to published by two people, with only the buttons that fit", async () => {
  const id = await drafted(juuso, finnish("Uusi kirjautuminen"));
  expect(textOf((await page(juuso, id)).html)).toContain("Next: write it and send it to review");
  expect(await act(juuso, id, "submit")).toMatchObject({ status: 302, location: `/bulletins/${id}` });
  const own = textOf((await page(juuso, id)).html);
  expect(own).toContain("Whoever wrote a part of this, or sent it to review, does not approve it.");
  expect((await act(juuso, id, "approve", { formToken: "form-token" })).status).toBe(403);
  const review = (await page(jonna, id)).html;
  expect(textOf(review)).toContain("Juuso Julkaisija sent it to review.");
  expect(textOf(review)).toContain("Uusi kirjautuminen Hei.");
  expect(await act(jonna, id, "approve", { formToken: "form-token" })).toMatchObject({ status: 302 });
  expect((await act(jonna, id, "publish", { pinnedUntil: "" })).status).toBe(302);
  const out = (await page(agent, id)).html;
  expect(textOf(out)).toContain("Published 2026-11-23 10:00. Not translated: Swedish and English.");
  expect(out).toMatch(/href="https:\/\/portal\.example\/public\/announcements\/[^"]+lang=sv"/);
  expect(out).not.toContain("<form");
  expect(markupFaults(review)).toEqual([]);
  expect(markupFaults(out)).toEqual([]);
});

test("an approval needs a sign-in of the last minutes, and the form's own token", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const tired = { ...jonna, actor: { ...jonna.actor, authTime: new Date("2026-11-23T07:00:00Z") } } as Writer;
  const { html } = await page(tired, id);
  expect(textOf(html)).toContain("Sign in again to approve");
  expect(html).toContain(`/sign-in?fresh=1&amp;returnTo=%2Fbulletins%2F${id}`);
  expect((await act(tired, id, "approve", { formToken: "form-token" })).status).toBe(403);
  expect((await act(jonna, id, "approve", { formToken: "another" })).status).toBe(403);
  expect((await now(jonna, id)).state).toBe("in_review");
});

test("what the reviewer asked for stands where the writer works, until it is sent again", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const empty = await act(jonna, id, "return", { note: " " });
  expect(empty.status).toBe(422);
  expect(empty.html).toMatch(/<details[^>]*open=""[^>]*><summary[^>]*>Return it with comments/);
  await act(jonna, id, "return", { note: "Tell what customers must do." });
  expect(textOf((await page(juuso, id)).html)).toMatch(
    /Jonna Julkaisija returned it 2026-11-23 10:00: Tell what customers must do\./,
  );
});

test("what blocks the review is said with its place, and the button says so", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Katso [ohje](/no-such-page)."));
  const { html } = await page(juuso, id);
  expect(textOf(html)).toMatch(/Finnish, lead: .*Must be mended\./);
  expect(html).toMatch(/aria-disabled="true"[^>]*>Send to review/);
  const sent = await act(juuso, id, "submit");
  expect(sent.status).toBe(422);
  expect(textOf(sent.html)).toContain("Nothing was changed");
});

test("a time of publishing is Helsinki's, and a wrong one keeps what was typed", async () => {
  const id = await drafted(juuso);
  await approved(juuso, jonna, id);
  const past = await act(juuso, id, "schedule", { at: "2026-11-22T10:00", pinnedUntil: "" });
  expect(past.status).toBe(422);
  expect(past.html).toContain('value="2026-11-22T10:00"');
  expect(textOf(past.html)).toContain("This time has passed.");
  expect((await act(juuso, id, "schedule", { at: "tomorrow", pinnedUntil: "" })).status).toBe(422);
  await act(juuso, id, "schedule", { at: "2026-11-24T09:30", pinnedUntil: "2026-12-01T12:00" });
  const view = await now(juuso, id);
  expect(view.scheduledFor).toBe("2026-11-24T07:30:00.000Z");
  expect(view.pinnedUntil).toBe("2026-12-01T10:00:00.000Z");
  expect(textOf((await page(juuso, id)).html)).toContain("Comes out 2026-11-24 09:30, Europe/Helsinki.");
  await act(juuso, id, "unschedule");
  expect((await now(juuso, id)).state).toBe("approved");
});

test("a correction shows what it changes of what is public, and what readers will be told", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Katko on tiistaina."));
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  await act(juuso, id, "correct");
  const version = await versionOf(juuso, id);
  await saveBulletin(juuso, { id, baseVersion: version, content: finnish("Otsikko", "Katko on torstaina.") });
  const bare = await act(juuso, id, "submit", { "correctionNote.sv": "Dagen" });
  expect(bare.status).toBe(422);
  expect(bare.html).toMatch(/<textarea[^>]*name="correctionNote.sv"[^>]*>Dagen<\/textarea>/);
  await act(juuso, id, "submit", { "correctionNote.fi": "Päivä korjattiin." });
  const { html } = await page(jonna, id);
  const text = textOf(html);
  expect(text).toContain("What readers will be told of the correction Finnish Päivä korjattiin.");
  expect(html).toMatch(/<del[^>]*>.*tiistaina.*<\/del>/);
  expect(html).toMatch(/<ins[^>]*>.*torstaina.*<\/ins>/);
  expect(text).toContain("[removed: tiistaina]");
  expect(text).toContain("PublishedCorrection: in review");
  expect(markupFaults(html)).toEqual([]);
});

test("a retraction is told to readers in its place", async () => {
  const id = await drafted(juuso);
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  const empty = await act(jonna, id, "retract");
  expect(empty.status).toBe(422);
  expect(empty.html).toMatch(/<details[^>]*open=""[^>]*><summary[^>]*>Retract it/);
  await act(jonna, id, "retract", { "note.fi": "Ei pidä paikkaansa." });
  const text = textOf((await page(agent, id)).html);
  expect(text).toContain("Retracted 2026-11-23 10:00.");
  expect(text).toContain("What readers are told in its place Finnish Ei pidä paikkaansa.");
});

test("what another person did meanwhile is a conflict, and the page shows how it stands now", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const seen = String(await versionOf(juuso, id));
  await returnBulletin(jonna, { id, version: Number(seen), note: "Shorter." });
  const { status, html } = await page(jonna, id, { intent: "approve", version: seen, formToken: "form-token" });
  expect(status).toBe(409);
  expect(textOf(html)).toContain("Nothing was changed");
  expect(textOf(html)).toContain("Next: write it and send it to review");
});

test("who may only look posts nothing; who may not look sees nothing; what there is not is not found", async () => {
  const id = await drafted(juuso);
  expect((await page(agent, id, { intent: "submit", version: "2" })).status).toBe(403);
  expect((await fresh(agent)).status).toBe(403);
  const administrator = await writer(database, "Aino", clock, ["administrator"]);
  expect((await page(administrator, id)).status).toBe(403);
  expect((await list(administrator)).status).toBe(403);
  expect((await page(juuso, "x")).status).toBe(404);
  expect((await page(juuso, id, { intent: "dance", version: "2" })).status).toBe(422);
});

test("each language's text is at its own address", async () => {
  const content = finnish("Suomeksi");
  content.texts.sv = { ...content.texts.sv, title: "På svenska", lead: "Hej **alla**.", translated: true };
  const id = await drafted(juuso, content);
  const { html } = await page(agent, id, undefined, "?language=sv");
  expect(html).toMatch(/<article lang="sv"[^>]*>.*På svenska.*Hej <strong>alla<\/strong>/s);
  const english = textOf((await page(agent, id, undefined, "?language=en")).html);
  expect(english).toContain("Readers of English are shown the Finnish text, with a note.");
});

test("two versions are compared at an address of their own", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Yksi kaksi."));
  await saveBulletin(jonna, { id, baseVersion: 2, content: finnish("Otsikko", "Yksi kolme.") });
  const { html } = await versions(agent, id);
  expect(
    rowsOf(html)
      .slice(1)
      .map((cells) => cells.slice(2)),
  ).toEqual([
    ["3", "Jonna Julkaisija", "2026-11-23 10:00"],
    ["2", "Juuso Julkaisija", "2026-11-23 10:00"],
    ["1", "Juuso Julkaisija", "2026-11-23 10:00"],
  ]);
  expect(textOf(html)).toContain("From version 2 to version 3");
  expect(textOf(html)).toContain("Lead Yksi [removed: kaksi][added: kolme].");
  const chosen = (await versions(agent, id, "?from=3&to=3&language=sv")).html;
  expect(textOf(chosen)).toContain("There is no earlier version to compare it with.");
  expect(textOf((await versions(agent, id, "?from=2&to=3&language=sv")).html)).toContain(
    "Nothing differs in this language.",
  );
  expect(markupFaults(html)).toEqual([]);
});
