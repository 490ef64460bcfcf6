import { expect, test } from "vitest";
import { autosaveBulletin } from "#app/domain/bulletins/autosave-bulletin.server.ts";
import type { BulletinContent } from "#app/domain/bulletins/content-schema.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { readAutosave } from "#app/domain/bulletins/read-autosave.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { action as draftAction } from "#app/routes/bulletins/draft.ts";
import { action as previewAction } from "#app/routes/bulletins/preview.ts";
import { valuesOf } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { drafted, finnish, now, released, submitted, type Writer, writer } from "#tests/support/bulletins.ts";
import { anonymous, testClock } from "#tests/support/contexts.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T12:02:00Z"));
const juuso = await writer(database, "Juuso Julkaisija", clock);
const jonna = await writer(database, "Jonna Julkaisija", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);

const editor = (by: Writer, id: string, form?: Record<string, string>, query = "") =>
  visit("bulletins/edit.tsx", "/bulletins/:id/edit", `/bulletins/${id}/edit${query}`, by, form);
const formOf = (content: BulletinContent, more: Record<string, string>) => ({ ...valuesOf(content), ...more });

async function post(action: typeof draftAction, ctx: unknown, id: string, form: Record<string, string>) {
  const request = new Request("https://huolto.example/x", { method: "POST", body: new URLSearchParams(form) });
  const answer = await action({ request, params: { id }, context: { ctx } } as unknown as Parameters<typeof action>[0]);
  return { status: answer.status, json: await answer.json() };
}
const draft = (by: Writer, id: string, form: Record<string, string>) => post(draftAction, by, id, form);

test("without scripts the whole form is one, with every language and its preview", async () => {
  const content = finnish("Otsikko", "Hei **kaikki**.");
  const id = await drafted(juuso, content);
  const { html } = await editor(juuso, id);
  for (const language of ["fi", "sv", "en"])
    for (const field of ["title", "lead", "new", "improved", "fixed", "urgent", "coming", "translated"])
      expect(html).toContain(`name="${language}.${field}"`);
  expect(html).toContain('name="baseVersion" value="2"');
  expect(html).toContain("Hei <strong>kaikki</strong>.");
  expect(html).toMatch(/<noscript>.*Preview.*<\/noscript>/s);
  expect(markupFaults(html)).toEqual([]);
  const saved = await editor(juuso, id, formOf(finnish("Toinen otsikko"), { baseVersion: "2", intent: "save" }));
  expect(saved.status).toBe(200);
  expect(textOf(saved.html)).toContain("Saved as version 3.");
  expect(saved.html).toContain('name="baseVersion" value="3"');
  expect((await now(juuso, id)).title).toBe("Toinen otsikko");
});

test("without scripts a preview keeps what was typed and saves nothing", async () => {
  const id = await drafted(juuso);
  const typed = finnish("Luonnos", "Uusi *sana*.");
  const { html } = await editor(juuso, id, formOf(typed, { baseVersion: "2", intent: "preview", language: "fi" }));
  expect(html).toContain("Uusi <em>sana</em>.");
  expect(html).toMatch(/<textarea[^>]*name="fi.lead"[^>]*>Uusi \*sana\*\.<\/textarea>/);
  expect((await now(juuso, id)).version).toBe(2);
});

test("a text that is too long is refused beside its field, and nothing typed is lost", async () => {
  const id = await drafted(juuso);
  const typed = finnish("x".repeat(151), "Pysyy.");
  const { status, html } = await editor(juuso, id, formOf(typed, { baseVersion: "2", intent: "save" }));
  expect(status).toBe(422);
  expect(textOf(html)).toContain("It is in: Finnish, title.");
  expect(html).toMatch(/<input[^>]*name="fi.title"[^>]*aria-invalid="true"/);
  expect(html).toContain("x".repeat(151));
  expect(html).toMatch(/<textarea[^>]*name="fi.lead"[^>]*>Pysyy\.<\/textarea>/);
});

test("of two who changed different fields both are kept, and it is said quietly", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Johdanto"));
  await saveBulletin(jonna, { id, baseVersion: 2, content: finnish("Jonnan otsikko", "Johdanto") });
  const answer = await draft(
    juuso,
    id,
    formOf(finnish("Otsikko", "Juuson johdanto"), { baseVersion: "2", intent: "save" }),
  );
  expect(answer).toMatchObject({ status: 200, json: { kind: "saved", version: 4, merged: true } });
  expect(answer.json.stored.texts.fi).toMatchObject({ title: "Jonnan otsikko", lead: "Juuson johdanto" });
});

test("of two who changed one field neither text is lost: both are shown, and the next save decides", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Ennen"));
  await saveBulletin(jonna, { id, baseVersion: 2, content: finnish("Jonnan otsikko", "Jonnan") });
  const mine = formOf(finnish("Otsikko", "Juuson"), { baseVersion: "2", intent: "save" });
  const asked = await draft(juuso, id, mine);
  expect(asked.json).toMatchObject({
    kind: "conflict",
    version: 3,
    by: "Jonna Julkaisija",
    fields: [{ language: "fi", field: "lead", base: "Ennen", mine: "Juuson", theirs: "Jonnan" }],
  });
  const { status, html } = await editor(juuso, id, mine);
  expect(status).toBe(409);
  const text = textOf(html);
  expect(text).toContain("Jonna Julkaisija saved a field that you changed too");
  expect(text).toMatch(/Finnish, lead.*Yours.*Juuson.*Jonna Julkaisija’s.*Jonnan.*Ennen/);
  expect(html).toMatch(/<textarea[^>]*name="fi.lead"[^>]*>Juuson<\/textarea>/);
  expect(html).toMatch(/<input[^>]*name="fi.title"[^>]*value="Jonnan otsikko"/);
  expect(html).toContain('name="baseVersion" value="3"');
  expect(markupFaults(html)).toEqual([]);
  const decided = await draft(
    juuso,
    id,
    formOf(finnish("Jonnan otsikko", "Molemmat"), { baseVersion: "3", intent: "save" }),
  );
  expect(decided.json).toMatchObject({ kind: "saved", version: 4 });
});

test("what was kept by itself is asked about before anything is typed over it", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Tallennettu"));
  const kept = await draft(
    juuso,
    id,
    formOf(finnish("Otsikko", "Vain minulla"), { baseVersion: "2", intent: "autosave" }),
  );
  expect(kept).toEqual({ status: 200, json: { kind: "autosaved", savedAt: "2026-11-23T12:02:00.000Z" } });
  const { html } = await editor(juuso, id);
  expect(textOf(html)).toContain("You have text from 14:02 that was not saved");
  expect(textOf(html)).toContain("It differs in: Finnish, lead.");
  expect(html).not.toContain("<textarea");
  const mine = (await editor(juuso, id, undefined, "?draft=mine")).html;
  expect(mine).toMatch(/<textarea[^>]*name="fi.lead"[^>]*>Vain minulla<\/textarea>/);
  expect(textOf(mine)).toContain("Saved as your draft 14:02");
  // Nobody else is asked about it.
  expect((await editor(jonna, id)).html).toContain(">Tallennettu</textarea>");
  expect(await editor(juuso, id, { intent: "discard" })).toMatchObject({
    status: 302,
    location: `/bulletins/${id}/edit`,
  });
  expect(await readAutosave(juuso, { id })).toBeNull();
  expect((await editor(juuso, id)).html).toContain(">Tallennettu</textarea>");
});

test("a draft of one's own that says what is stored is nothing to ask about; an older one says that others saved", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Sama"));
  await autosaveBulletin(juuso, { id, baseVersion: 2, content: finnish("Otsikko", "Sama") });
  expect((await editor(juuso, id)).html).toContain(">Sama</textarea>");
  await autosaveBulletin(juuso, { id, baseVersion: 2, content: finnish("Otsikko", "Oma") });
  await saveBulletin(jonna, { id, baseVersion: 2, content: finnish("Uusi otsikko", "Sama") });
  // The title that differs is Jonna's and no loss of his.
  expect(textOf((await editor(juuso, id)).html)).toContain(
    "It differs in: Finnish, lead. Others saved since you began",
  );
  expect((await editor(juuso, id, undefined, "?draft=mine")).html).toContain('name="baseVersion" value="2"');
});

test("new releases of the week come after what was typed, which is saved first", async () => {
  const { id } = await createBulletin(juuso, { kind: "weekly", week: "2026-11-23" });
  await released(database, "2026.48", "2026-11-23T06:00:00Z", [{ text: "Faster search" }]);
  const typed = finnish("Viikko 48", "Hei.");
  const answer = await draft(juuso, id, formOf(typed, { baseVersion: "1", intent: "collect" }));
  expect(answer.json).toMatchObject({ kind: "saved", collected: true, merged: false });
  expect(answer.json.stored.texts.fi).toMatchObject({
    title: "Viikko 48",
    lead: "Hei.",
    sections: { improved: "- Faster search" },
  });
  expect((await now(juuso, id)).version).toBe(answer.json.version);
});

test("what is in review is not edited, and text that was under way is kept", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const { html } = await editor(juuso, id);
  expect(textOf(html)).toContain("It cannot be edited now");
  expect(html).not.toContain("<textarea");
  const late = await draft(juuso, id, formOf(finnish("Myöhässä"), { baseVersion: "2", intent: "save" }));
  expect(late).toMatchObject({ status: 409, json: { error: { code: "conflict" } } });
  expect((await readAutosave(juuso, { id }))?.content.texts.fi.title).toBe("Myöhässä");
});

test("the preview is the sanitised text with what a reader would stumble over", async () => {
  const typed = formOf(finnish("Otsikko", "<script>alert(1)</script> [täällä](/no-such-page)"), {
    language: "fi",
    kind: "important",
  });
  const { status, json } = await post(previewAction, juuso, "", typed);
  expect(status).toBe(200);
  expect(JSON.stringify(json.lead)).not.toContain('"tagName":"script"');
  expect(json.problems).toEqual([expect.objectContaining({ language: "fi", field: "lead", blocks: true })]);
});

test("the editor's own requests are answered in JSON when they are refused", async () => {
  const id = await drafted(juuso);
  const form = formOf(finnish("x"), { baseVersion: "2", intent: "autosave" });
  expect(await post(draftAction, { ...juuso, actor: anonymous }, id, form)).toMatchObject({
    status: 401,
    json: { error: { code: "not_signed_in" } },
  });
  expect((await draft(agent, id, form)).status).toBe(403);
  expect((await draft(juuso, "x", form)).status).toBe(404);
  expect((await draft(juuso, id, { ...form, baseVersion: "99" })).status).toBe(404);
  expect(await draft(juuso, id, { ...form, "fi.title": "x".repeat(151) })).toMatchObject({
    status: 422,
    json: { error: { code: "invalid", field: "texts.fi.title" } },
  });
});
