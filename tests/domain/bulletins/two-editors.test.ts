import fc from "fast-check";
import { expect, test } from "vitest";
import { autosaveBulletin } from "#app/domain/bulletins/autosave-bulletin.server.ts";
import { discardAutosave } from "#app/domain/bulletins/discard-autosave.server.ts";
import { listVersions } from "#app/domain/bulletins/list-versions.server.ts";
import { fieldOf, withField } from "#app/domain/bulletins/merge-rules.ts";
import { readAutosave } from "#app/domain/bulletins/read-autosave.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { diffVersions } from "#app/domain/bulletins/diff-versions.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { drafted, finnish, now, submitted, type Writer, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);

test("two people write different parts at once: both are in, and the second is told", async () => {
  const base = finnish("Otsikko", "Johdanto");
  const id = await drafted(juuso, base);
  const withTitle = finnish("Juuson otsikko", "Johdanto");
  const withLead = finnish("Otsikko", "Jonnan johdanto");
  const both = await Promise.all([
    saveBulletin(juuso, { id, baseVersion: 2, content: withTitle }),
    saveBulletin(jonna, { id, baseVersion: 2, content: withLead }),
  ]);
  expect(both.map((outcome) => outcome.kind === "saved" && [outcome.version, outcome.merged]).sort()).toEqual([
    [3, false],
    [4, true],
  ]);
  expect((await now(juuso, id)).content.texts.fi).toMatchObject({ title: "Juuson otsikko", lead: "Jonnan johdanto" });
});

test("of one part that both wrote, the second sees both texts, and theirs is kept until they decide", async () => {
  const id = await drafted(juuso, finnish("Otsikko", "Johdanto"));
  await saveBulletin(juuso, { id, baseVersion: 2, content: finnish("Juuson otsikko", "Johdanto") });
  const typed = finnish("Jonnan otsikko", "Jonnan johdanto");
  const outcome = await saveBulletin(jonna, { id, baseVersion: 2, content: typed });
  expect(outcome).toMatchObject({
    kind: "conflict",
    version: 3,
    by: "Juuso Julkaisula",
    fields: [{ language: "fi", field: "title", base: "Otsikko", mine: "Jonnan otsikko", theirs: "Juuson otsikko" }],
  });
  expect(outcome.kind === "conflict" && outcome.content.texts.fi).toMatchObject({
    title: "Juuson otsikko",
    lead: "Jonnan johdanto",
  });
  expect(await now(juuso, id)).toMatchObject({ version: 3, title: "Juuson otsikko" });
  expect(await readAutosave(jonna, { id })).toMatchObject({ baseVersion: 2, content: typed });
  // Nobody else's.
  expect(await readAutosave(juuso, { id })).toBeNull();
  await saveBulletin(jonna, { id, baseVersion: 3, content: finnish("Yhteinen otsikko", "Jonnan johdanto") });
  expect(await now(juuso, id)).toMatchObject({ version: 4, title: "Yhteinen otsikko" });
  await discardAutosave(jonna, { id });
  expect(await readAutosave(jonna, { id })).toBeNull();
});

test("who writes while another sends it to review loses nothing", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const typed = finnish("Jonnan otsikko");
  await expect(saveBulletin(jonna, { id, baseVersion: 2, content: typed })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining('now "In review"'),
  });
  expect(await readAutosave(jonna, { id })).toMatchObject({ baseVersion: 2, content: typed });
});

test("what was typed is kept by itself, and is done with once it is saved", async () => {
  const id = await drafted(juuso);
  const typed = finnish("Keskeneräinen");
  expect(await autosaveBulletin(juuso, { id, baseVersion: 2, content: typed })).toEqual({
    savedAt: clock.now().toISOString(),
  });
  expect((await now(juuso, id)).version).toBe(2);
  await saveBulletin(juuso, { id, baseVersion: 2, content: finnish("Valmis") });
  expect(await readAutosave(juuso, { id })).toBeNull();
  // Typed in another tab, on an older version, and not in what is saved now: it stays.
  await autosaveBulletin(juuso, { id, baseVersion: 2, content: typed });
  await saveBulletin(juuso, { id, baseVersion: 3, content: finnish("Valmiimpi") });
  expect(await readAutosave(juuso, { id })).toMatchObject({ content: typed });
  await expect(autosaveBulletin(agent, { id, baseVersion: 2, content: typed })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(autosaveBulletin(juuso, { id, baseVersion: 99, content: typed })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("every version has its author, and two of them are compared", async () => {
  const id = await drafted(juuso, finnish("Eka"));
  await saveBulletin(jonna, { id, baseVersion: 2, content: finnish("Toka") });
  // The same again is no version.
  await saveBulletin(juuso, { id, baseVersion: 3, content: finnish("Toka") });
  expect((await listVersions(agent, { id })).map(({ version, by, published }) => [version, by, published])).toEqual([
    [3, "Jonna Julkaisulahti", false],
    [2, "Juuso Julkaisula", false],
    [1, "Juuso Julkaisula", false],
  ]);
  const { fields } = await diffVersions(agent, { id, from: 2, to: 3, language: "fi" });
  expect(fields).toEqual([
    {
      field: "title",
      parts: [
        { kind: "removed", text: "Eka" },
        { kind: "added", text: "Toka" },
      ],
    },
  ]);
  await expect(diffVersions(agent, { id, from: 0, to: 3, language: "fi" })).rejects.toMatchObject({
    code: "not_found",
  });
});

type Step = { who: 0 | 1; does: "open" | "type" | "save" | "autosave"; field: "title" | "lead" | "new" };
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  does: fc.constantFrom("open" as const, "type" as const, "type" as const, "save" as const, "autosave" as const),
  field: fc.constantFrom("title" as const, "lead" as const, "new" as const),
});

test("whatever two people type and save, every text is in a version, in a conflict that was shown, or kept for its writer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const id = await drafted(juuso, finnish("Alku"));
      const people: Writer[] = [juuso, jonna];
      const first = await now(juuso, id);
      const editors = people.map(() => ({
        base: first.version,
        content: first.content,
        typed: [] as [Step["field"], string][],
      }));
      let count = 0;
      const give = async (ctx: Writer, editor: (typeof editors)[number]) => {
        const outcome = await saveBulletin(ctx, { id, baseVersion: editor.base, content: editor.content });
        const after = (await now(ctx, id)).content.texts.fi;
        const kept = await readAutosave(ctx, { id });
        for (const [field, text] of editor.typed) {
          const places = [fieldOf(after, field)];
          if (outcome.kind === "conflict") {
            // Shown with the other's, and kept.
            expect(kept && fieldOf(kept.content.texts.fi, field)).toBe(text);
            places.push(...outcome.fields.filter((one) => one.field === field).map((one) => one.mine));
            places.push(fieldOf(outcome.content.texts.fi, field));
          }
          expect(places).toContain(text);
        }
        if (outcome.kind === "saved") {
          editor.base = outcome.version;
          editor.content = (await now(ctx, id)).content;
          editor.typed = [];
        }
      };
      for (const { who, does, field } of steps) {
        const [ctx, editor] = [people[who]!, editors[who]!];
        if (does === "type") {
          count += 1;
          const text = `teksti ${count}`;
          editor.content = {
            ...editor.content,
            texts: { ...editor.content.texts, fi: withField(editor.content.texts.fi, field, text) },
          };
          editor.typed = [...editor.typed.filter(([one]) => one !== field), [field, text]];
        } else if (does === "autosave") {
          await autosaveBulletin(ctx, { id, baseVersion: editor.base, content: editor.content });
          expect((await readAutosave(ctx, { id }))!.content).toEqual(editor.content);
        } else if (does === "save") await give(ctx, editor);
        else if (editor.typed.length === 0) {
          const seen = await now(ctx, id);
          Object.assign(editor, { base: seen.version, content: seen.content });
        }
      }
      for (const [index, ctx] of people.entries()) await give(ctx, editors[index]!);
    }),
    { numRuns: 40 },
  );
}, 300_000);
