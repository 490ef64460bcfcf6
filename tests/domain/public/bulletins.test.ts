import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { listPublicBulletins } from "#app/domain/public/list-public-bulletins.server.ts";
import { cutText } from "#app/domain/public/public-text-rules.ts";
import { readPinned } from "#app/domain/public/read-pinned.server.ts";
import { readPublicBulletin } from "#app/domain/public/read-public-bulletin.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { bulletin } from "#db/schema/bulletins.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { aBulletin, contentSaying } from "#tests/support/published.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const ctx = serviceCtxOf(database.db, anonymous, { clock });

await aBulletin(database, {
  kind: "weekly",
  slug: "2026-w46",
  weekOf: "2026-11-09",
  at: "2026-11-13T13:00:00Z",
  published: contentSaying({
    fi: {
      title: "Viikko 46",
      lead: "Ostolaskut kiertävät nopeammin.",
      sections: { fixed: "- Tilikartan **haku** löytää numerolla", new: "Palkkalaskelmien lähetys" },
    },
    sv: { title: "Vecka 46", lead: "Inköpsfakturorna går fortare.", sections: { fixed: "Sökning i kontoplanen" } },
  }),
});
await aBulletin(database, {
  kind: "weekly",
  slug: "2026-w47",
  weekOf: "2026-11-16",
  at: "2026-11-20T13:00:00Z",
  published: contentSaying(
    {
      fi: { title: "Viikko 47", lead: "Pankkiyhteydet uusittiin." },
      en: { title: "Week 47", lead: "Invoices are matched with payments.", sections: { urgent: "A", coming: "B" } },
    },
    { pages: ["purchase-invoices"], apis: ["payments.nv"] },
  ),
});
const slugs = async (q: string, language: Language = "fi") =>
  (await listPublicBulletins(ctx, { kind: "weekly", language, q })).rows.map(({ slug }) => slug);

test("a search finds other forms of a word, in the language that the reader is shown", async () => {
  expect(await slugs("")).toEqual(["2026-w47", "2026-w46"]);
  expect(await slugs("ostolaskujen")).toEqual(["2026-w46"]);
  expect(await slugs("palkkalaskelma")).toEqual(["2026-w46"]);
  expect(await slugs("inköpsfaktura", "sv")).toEqual(["2026-w46"]);
  expect(await slugs("ostolaskut", "sv")).toEqual([]);
  expect(await slugs("matching invoice", "en")).toEqual(["2026-w47"]);
  // Not in English: its first language is read, and searched.
  expect(await slugs("ostolaskut", "en")).toEqual(["2026-w46"]);
});

test("a search of signs, of nothing but common words, or of anything at all is answered", async () => {
  for (const q of ["'", "a & | ! (", "<script>", "\\", "%", "-", '"open', "ja", ":*", "😀", "x".repeat(5000)])
    expect(await slugs(q), q).toEqual([]);
  expect(await slugs("viikko, (pankkiyhteydet) -!")).toEqual(["2026-w47"]);
  expect(await slugs("pankkiyhteydet ostolaskut")).toEqual([]);
});

test("what is not translated is shown in its first language, and says which", async () => {
  const article = await readPublicBulletin(ctx, { kind: "weekly", slug: "2026-w46", language: "en" });
  expect(article).toMatchObject({ title: "Viikko 46", language: "fi", retraction: null, correction: null });
  const own = await readPublicBulletin(ctx, { kind: "weekly", slug: "2026-w47", language: "en" });
  expect(own).toMatchObject({
    title: "Week 47",
    language: "en",
    weekOf: "2026-11-16",
    sections: [{ section: "urgent" }, { section: "coming" }],
    pages: ["purchase-invoices"],
    apis: ["payments.nv"],
  });
  const { rows } = await listPublicBulletins(ctx, { kind: "weekly", language: "sv" });
  expect(rows.map(({ title, language }) => [title, language])).toEqual([
    ["Viikko 47", "fi"],
    ["Vecka 46", "sv"],
  ]);
});

test("an address leads to its own kind only, and to nothing before it is published", async () => {
  const read = (kind: "weekly" | "important", slug: string) => readPublicBulletin(ctx, { kind, slug, language: "fi" });
  expect(await read("important", "2026-w46")).toBeNull();
  await aBulletin(database, { slug: "draft-1" });
  expect(await read("important", "draft-1")).toBeNull();
  expect(await read("weekly", "")).toBeNull();
});

test("an announcement is first while it is pinned, and on top of every page; then it is one of them", async () => {
  const say = (title: string) => contentSaying({ fi: { title } });
  await aBulletin(database, {
    slug: "pinned",
    at: "2026-11-01T10:00:00Z",
    published: say("Kiinnitetty"),
    pinnedUntil: new Date("2026-11-24T10:00:00Z"),
  });
  await aBulletin(database, { slug: "newer", at: "2026-11-19T10:00:00Z", published: say("Uudempi") });
  const retracted = await aBulletin(database, {
    slug: "retracted",
    at: "2026-11-20T10:00:00Z",
    published: say("Peruttava"),
    pinnedUntil: new Date("2026-12-24T10:00:00Z"),
  });
  await database.db
    .update(bulletin)
    .set({
      state: "retracted",
      retractedAt: new Date("2026-11-21T10:00:00Z"),
      retractionNote: { fi: "Virhe", sv: "Fel", en: "" },
    })
    .where(eq(bulletin.id, retracted));
  const order = async () =>
    (await listPublicBulletins(ctx, { kind: "important", language: "fi" })).rows.map(({ slug, pinned }) => [
      slug,
      pinned,
    ]);
  expect(await order()).toEqual([
    ["pinned", true],
    ["retracted", false],
    ["newer", false],
  ]);
  expect(await readPinned(ctx, { language: "sv" })).toEqual([{ slug: "pinned", title: "Kiinnitetty", language: "fi" }]);
  const article = await readPublicBulletin(ctx, { kind: "important", slug: "retracted", language: "en" });
  // The note is not in English: the language that is written first.
  expect(article?.retraction).toEqual({ at: "2026-11-21T10:00:00.000Z", note: "Virhe" });
  clock.advance(86_400);
  expect(await order()).toEqual([
    ["retracted", false],
    ["newer", false],
    ["pinned", false],
  ]);
  expect(await readPinned(ctx, { language: "sv" })).toEqual([]);
});

test("twenty a page; a page that is not there gives the nearest", async () => {
  const other = await testDatabase();
  const there = serviceCtxOf(other.db, anonymous, { clock });
  const page = async (number: number) => {
    const list = await listPublicBulletins(there, { kind: "important", language: "fi", page: number });
    return [list.rows.length, list.page, list.pages, list.total];
  };
  expect(await page(1)).toEqual([0, 1, 1, 0]);
  for (let n = 0; n < 41; n += 1) await aBulletin(other, { published: contentSaying({ fi: { title: `N ${n}` } }) });
  expect(await page(1)).toEqual([20, 1, 3, 41]);
  expect(await page(3)).toEqual([1, 3, 3, 41]);
  for (const odd of [99, Number.POSITIVE_INFINITY]) expect(await page(odd)).toEqual([1, 3, 3, 41]);
  for (const odd of [0, -5, Number.NaN]) expect(await page(odd)).toEqual([20, 1, 3, 41]);
});

test("a long beginning is cut between words, and never within a character", () => {
  expect(cutText("short  text\n\nhere")).toBe("short text here");
  const cut = cutText("word ".repeat(100));
  expect(cut).toMatch(/^(word )+word…$/);
  expect(cut.length).toBeLessThanOrEqual(241);
  expect(cutText("😀".repeat(300)).isWellFormed()).toBe(true);
  expect(cutText(`a${"😀".repeat(300)}`).isWellFormed()).toBe(true);
});
