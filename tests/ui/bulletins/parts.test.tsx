import { expect, test } from "vitest";
import { emptyContent } from "#app/domain/bulletins/content-schema.ts";
import { renderedText } from "#app/domain/bulletins/rendered-text.ts";
import { BulletinText } from "#app/ui/bulletins/bulletin-text.tsx";
import { listSentence } from "#app/ui/bulletins/bulletin-words.ts";
import { ConflictPanel } from "#app/ui/bulletins/editor/conflict-panel.tsx";
import { SaveBar } from "#app/ui/bulletins/editor/save-bar.tsx";
import { readAnswer } from "#app/ui/bulletins/editor/send-form.ts";
import { HomeBulletins } from "#app/ui/bulletins/home-bulletins.tsx";
import { TextDiff } from "#app/ui/bulletins/text-diff.tsx";
import { htmlOf, textOf } from "#tests/support/render.tsx";

const NOW = "2026-11-23T12:00:00.000Z";
type Said = Parameters<typeof listSentence>[1][number];
const row = (week: number, more: Partial<Said>): Said => ({
  week: { year: 2026, week, monday: "2026-11-16" },
  title: "Title",
  state: "draft",
  correcting: false,
  scheduledFor: null,
  publishedAt: null,
  pinnedUntil: null,
  ...more,
});

test("the list answers with what is being made and what came out last", () => {
  const rows = [row(47, { state: "in_review" }), row(46, { state: "published" }), row(45, { state: "published" })];
  expect(listSentence("weekly", rows, NOW)).toBe("Week 47 has a draft in review; week 46 is published.");
  const scheduled = row(47, { state: "scheduled", scheduledFor: "2026-11-27T13:00:00.000Z" });
  expect(listSentence("weekly", [scheduled], NOW)).toBe("Week 47 comes out 2026-11-27 15:00.");
  const old = row(52, { state: "draft", correcting: true, week: { year: 2025, week: 52, monday: "2025-12-22" } });
  expect(listSentence("weekly", [old], NOW)).toBe("Week 52, 2025 has a correction in the making.");
  expect(listSentence("weekly", [], NOW)).toBe("There is no weekly bulletin yet.");
});

test("of many that are being made the rest is a number", () => {
  const rows = [50, 49, 48, 47].map((week) => row(week, {}));
  expect(listSentence("weekly", rows, NOW)).toMatch(/^Week 50 .*; week 49 .*; week 48 .*; 1 more are being made\.$/);
});

test("announcements say how many are pinned now", () => {
  const pinned = row(1, { week: null, state: "published", title: "Katko", pinnedUntil: "2026-11-24T00:00:00.000Z" });
  expect(listSentence("important", [pinned], NOW)).toBe("“Katko” is published; 1 is pinned.");
  const past = { ...pinned, pinnedUntil: "2026-11-22T00:00:00.000Z" };
  expect(listSentence("important", [past], NOW)).toBe("“Katko” is published; none is pinned now.");
});

test("a text is read urgent things first, under the headings of its language, without empty ones", () => {
  const text = emptyContent().texts.fi;
  text.sections.new = "- A";
  text.sections.urgent = "B";
  const html = htmlOf(<BulletinText language="fi" title="Otsikko" text={renderedText(text)} level="h3" />);
  expect(html).toContain('lang="fi"');
  expect(textOf(html)).toMatch(/^Otsikko\s*Kiireelliset korjaukset B\s*Uutta A$/);
});

test("what was added and removed is said in words, and long text that stays is left out", () => {
  const html = htmlOf(
    <TextDiff
      nameOf={(field) => field.toUpperCase()}
      fields={[
        {
          field: "lead",
          parts: [
            { kind: "same", text: `${"a".repeat(400)}END` },
            { kind: "removed", text: "old" },
            { kind: "added", text: "new" },
            { kind: "same", text: `START${"b".repeat(400)}` },
          ],
        },
        { field: "title", parts: [{ kind: "same", text: "unchanged" }] },
      ]}
    />,
  );
  expect(html).toMatch(/<del[^>]*>.*old.*<\/del><ins[^>]*>.*new.*<\/ins>/);
  const text = textOf(html);
  expect(text).toMatch(/^LEAD … a+END\[removed: old\]\[added: new\]STARTb+ …$/);
  expect(text).not.toContain("a".repeat(161));
  expect(text).not.toContain("TITLE");
  expect(textOf(htmlOf(<TextDiff nameOf={String} fields={[]} />))).toBe("Nothing differs in this language.");
});

const conflict = { name: "fi.lead", language: "fi" as const, field: "lead", base: "b", mine: "m", theirs: "t" };

test("a conflict has buttons where scripts run, and a sentence where they do not", () => {
  const live = htmlOf(<ConflictPanel by="Jonna" fields={[conflict]} decide={() => {}} />);
  expect(textOf(live)).toMatch(/Keep mine.*Take theirs.*Put both in and edit/);
  const bare = htmlOf(<ConflictPanel by="Jonna" fields={[conflict]} decide={undefined} />);
  expect(bare).not.toContain("<button");
  expect(textOf(bare)).toContain("The fields below hold yours");
  expect(htmlOf(<ConflictPanel by={null} fields={[]} decide={undefined} />)).toBe("");
});

type Bar = Parameters<typeof SaveBar>[0]["draft"];
const draft = (more: Partial<Bar>): Bar => ({
  level: "saved",
  keptAt: null,
  version: 3,
  saving: false,
  keepProblem: null,
  said: null,
  conflicts: { by: null, fields: [] },
  ...more,
});
const bar = (more: Partial<Bar>, live = true) =>
  htmlOf(<SaveBar of={{ id: "1", kind: "important" }} draft={draft(more)} live={live} />);

test("where the text is stands in quiet words; what is only in this window, and why, does not", () => {
  expect(textOf(bar({}))).toContain("Version 3, nothing to save.");
  expect(textOf(bar({ level: "autosaved", keptAt: "2026-11-23T12:02:00Z" }))).toContain("Saved as your draft 14:02");
  expect(textOf(bar({ level: "unsaved" }))).toContain("Not saved yet");
  const away = bar({
    level: "unsaved",
    keepProblem: { tone: "bad", text: "The console cannot be reached just now.", code: "unreachable" },
  });
  expect(away).toContain('role="alert"');
  expect(textOf(away)).toContain("Only in this window: The console cannot be reached just now. It is tried again.");
  const out = bar({ level: "unsaved", keepProblem: { tone: "bad", text: "x", code: "not_signed_in" } });
  expect(out).toMatch(/<a[^>]*href="\/sign-in"[^>]*target="_blank"/);
});

test("with a field to decide about, saving says so; without scripts it saves what the fields hold", () => {
  const undecided = { conflicts: { by: "Jonna", fields: [conflict] } };
  expect(bar(undecided)).toMatch(/aria-disabled="true"/);
  expect(textOf(bar(undecided))).toContain("Choose first for the field above.");
  expect(bar(undecided, false)).not.toContain("aria-disabled");
});

test("whatever answers the editor, it is a sentence and not a fault", async () => {
  const plain = new Response("This form is too large.\n", { status: 413, headers: { "Content-Type": "text/plain" } });
  expect(await readAnswer(plain)).toEqual({ ok: false, code: "413", message: "This form is too large." });
  const page = new Response("<html>", { status: 502, headers: { "Content-Type": "text/html" } });
  expect(await readAnswer(page)).toMatchObject({ ok: false, message: "The console did not answer as it should." });
  const refused = Response.json({ error: { code: "invalid", message: "Shorter.", field: "a" } }, { status: 422 });
  expect(await readAnswer(refused)).toEqual({ ok: false, code: "invalid", message: "Shorter.", field: "a" });
  expect(await readAnswer(Response.json({ error: "No image." }, { status: 415 }))).toMatchObject({
    message: "No image.",
  });
  expect(await readAnswer(Response.json({ a: 1 }))).toEqual({ ok: true, data: { a: 1 } });
});

test("home says what the bulletins ask for, or that they ask for nothing", () => {
  const warnings = [{ kind: "week_without" as const, sentence: "Week 47/2026 has no published bulletin.", href: "/b" }];
  expect(textOf(htmlOf(<HomeBulletins warnings={warnings} />))).toMatch(/Missing\s*Week 47\/2026 has no/);
  expect(textOf(htmlOf(<HomeBulletins warnings={[]} />))).toContain("nothing waits for your review");
});
