import fc from "fast-check";
import { expect, test } from "vitest";
import { collectLines } from "#app/domain/bulletins/collect-rules.ts";
import { type BulletinContent, emptyContent, SECTION_MAX } from "#app/domain/bulletins/content-schema.ts";
import { diffContent } from "#app/domain/bulletins/diff-content.ts";
import { fieldOf, mergeContent, sameContent, textFields, withField } from "#app/domain/bulletins/merge-rules.ts";
import { announcementSlug, freeSlug, weeklySlug } from "#app/domain/bulletins/slug-rules.ts";
import { dueAt, mondayOf, overdueWeeks, weekOf } from "#app/domain/bulletins/week-rules.ts";
import { languages } from "#app/i18n/languages.ts";
import { finnish } from "#tests/support/bulletins.ts";

const zone = "Europe/Helsinki";
const friday = { weekday: 5, at: "15:00" };

test.each([
  ["2026-11-16", "2026-w47"],
  // 2026 has 53 weeks; its last ends on 3 January 2027, which the calendar calls 2026 still.
  ["2026-12-28", "2026-w53"],
  ["2027-01-04", "2027-w01"],
  // 31 December 2024 is a Tuesday of the first week of 2025.
  ["2024-12-30", "2025-w01"],
])("the bulletin of the week from %s is at %s", (monday, slug) => {
  expect(weeklySlug(monday)).toBe(slug);
});

test("weeks turn at midnight in Helsinki, in winter and in summer", () => {
  expect(mondayOf(new Date("2026-11-22T21:59:59Z"), zone)).toBe("2026-11-16");
  expect(mondayOf(new Date("2026-11-22T22:00:00Z"), zone)).toBe("2026-11-23");
  expect(mondayOf(new Date("2026-06-14T20:59:59Z"), zone)).toBe("2026-06-08");
  expect(mondayOf(new Date("2026-06-14T21:00:00Z"), zone)).toBe("2026-06-15");
});

test("a bulletin is due at the wall time of its week, whatever the clocks did in it", () => {
  expect(dueAt("2026-11-16", friday, zone)).toEqual(new Date("2026-11-20T13:00:00Z"));
  expect(dueAt("2026-10-19", { weekday: 7, at: "15:00" }, zone)).toEqual(new Date("2026-10-25T13:00:00Z"));
  expect(dueAt("2026-10-19", friday, zone)).toEqual(new Date("2026-10-23T12:00:00Z"));
});

test("the weeks whose bulletin should be out: since the first release, for two months, and not before it is due", () => {
  const rule = { due: friday, timeZone: zone, told: new Set(["2026-11-09"]), since: new Date("2026-10-28T10:00:00Z") };
  const mondays = (now: string, more = {}) =>
    overdueWeeks({ ...rule, now: new Date(now), ...more }).map(({ monday }) => monday);
  // A minute before and at 15:00 on the Friday of week 47.
  expect(mondays("2026-11-20T12:59:00Z")).toEqual(["2026-11-02", "2026-10-26"]);
  expect(mondays("2026-11-20T13:00:00Z")).toEqual(["2026-11-16", "2026-11-02", "2026-10-26"]);
  expect(mondays("2026-11-20T13:00:00Z", { since: null })).toEqual([]);
  expect(mondays("2027-03-01T12:00:00Z")).toHaveLength(7);
  expect(overdueWeeks({ ...rule, now: new Date("2027-01-09T12:00:00Z") })[0]).toEqual({
    year: 2027,
    week: 1,
    monday: "2027-01-04",
  });
  expect(weekOf("2026-12-28")).toEqual({ year: 2026, week: 53, monday: "2026-12-28" });
});

test.each([
  ["Palkanlaskennan häiriö: Ä & Ö!", "2026-11-23-palkanlaskennan-hairio-a-o"],
  ["  ", "2026-11-23"],
  ["日本語", "2026-11-23"],
  ["Straße Øresund Æble", "2026-11-23-strasse-oresund-aeble"],
  [`${"pitka ".repeat(30)}`, `2026-11-23${"-pitka".repeat(11)}`],
  ["x".repeat(150), "2026-11-23"],
])("the address of %j", (title, slug) => {
  expect(announcementSlug("2026-11-23", title)).toBe(slug);
});

test("whatever the title, its address is one that the database takes, also with a number", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 150 }), (title) => {
      const slug = announcementSlug("2026-11-23", title);
      const second = freeSlug(slug, new Set([slug, `${slug}-2`]));
      expect(second).toBe(`${slug}-3`);
      expect(second).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(second.length).toBeLessThanOrEqual(100);
    }),
  );
});

const item = (section: "new" | "fixed", text: string) => ({ section, text, pages: [], apis: [] });

test("a release that finds no room is not told, and what has room is", () => {
  const full = finnish("x");
  full.texts.fi.sections.fixed = "a".repeat(SECTION_MAX - 10);
  const { content, told } = collectLines(
    full,
    [
      { id: "one", kind: "weekly", items: [item("fixed", "Pitkähkö rivi"), item("new", "Uusi")] },
      { id: "two", kind: "weekly", items: [item("fixed", "Rivi")] },
    ],
    "fi",
  );
  expect(told).toEqual(["two"]);
  expect(content.texts.fi.sections.new).toBe("- Uusi");
  expect(content.texts.fi.sections.fixed.endsWith("\n- Rivi")).toBe(true);
});

test("of a field that one changed, that; of one that both changed, both", () => {
  const base = finnish("Otsikko", "Johdanto", { pages: ["/a", "/b"] });
  const mine = { ...finnish("Minun", "Johdanto"), pages: ["/a", "/b", "/minun"] };
  const theirs = { ...finnish("Heidän", "Heidän johdantonsa"), pages: ["/b", "/heidan"] };
  const { content, conflicts } = mergeContent(base, mine, theirs);
  expect(content.texts.fi).toMatchObject({ title: "Heidän", lead: "Heidän johdantonsa" });
  expect(content.pages).toEqual(["/b", "/heidan", "/minun"]);
  expect(conflicts).toEqual([{ language: "fi", field: "title", base: "Otsikko", mine: "Minun", theirs: "Heidän" }]);
  // The same words typed by both are no conflict.
  expect(mergeContent(base, mine, mine).conflicts).toEqual([]);
});

const word = fc.constantFrom("", "a", "b", "c");
const anyContent: fc.Arbitrary<BulletinContent> = fc
  .record({
    words: fc.array(word, { minLength: 21, maxLength: 21 }),
    flags: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    pages: fc.uniqueArray(fc.constantFrom("/a", "/b", "/c", "/d")),
  })
  .map(({ words, flags, pages }) => {
    const content = { ...emptyContent(), pages };
    let at = 0;
    for (const [index, language] of languages.entries()) {
      content.texts[language].translated = flags[index]!;
      for (const field of textFields) {
        content.texts[language] = withField(content.texts[language], field, words[at]!);
        at += 1;
      }
    }
    return content;
  });

test("merging: who changed nothing takes the other's, neither side is preferred, and no text is lost", () => {
  fc.assert(
    fc.property(anyContent, anyContent, anyContent, (base, mine, theirs) => {
      expect(sameContent(mergeContent(base, mine, base).content, mine)).toBe(true);
      expect(sameContent(mergeContent(base, base, theirs).content, theirs)).toBe(true);
      const one = mergeContent(base, mine, theirs);
      const other = mergeContent(base, theirs, mine);
      expect(one.conflicts.map(({ language, field }) => [language, field])).toEqual(
        other.conflicts.map(({ language, field }) => [language, field]),
      );
      for (const language of languages)
        for (const field of textFields) {
          const [old, my, their, now] = [base, mine, theirs, one.content].map((content) =>
            fieldOf(content.texts[language], field),
          );
          const told = one.conflicts.find((conflict) => conflict.language === language && conflict.field === field);
          if (my !== old) expect([now, told?.mine]).toContain(my);
          if (their !== old) expect([now, told?.theirs]).toContain(their);
          if (told) expect(told).toEqual({ language, field, base: old, mine: my, theirs: their });
        }
    }),
  );
});

test("what changed between two versions, word by word, in one language", () => {
  const from = finnish("Sama otsikko", "Palkat maksetaan maanantaina.", { pages: ["/a"] });
  const to = finnish("Sama otsikko", "Palkat maksetaan heti tiistaina.", { pages: ["/a", "/b"] });
  to.texts.sv.title = "Ny";
  expect(diffContent(from, to, "fi")).toEqual([
    {
      field: "lead",
      parts: [
        { kind: "same", text: "Palkat maksetaan " },
        { kind: "removed", text: "maanantaina" },
        { kind: "added", text: "heti tiistaina" },
        { kind: "same", text: "." },
      ],
    },
    {
      field: "pages",
      parts: [
        { kind: "same", text: "/a" },
        { kind: "added", text: "\n/b" },
      ],
    },
  ]);
  expect(diffContent(from, from, "fi")).toEqual([]);
});

test("two long texts without a word in common are compared in bounded time, and both stand there whole", () => {
  const text = (first: number) => Array.from({ length: 1000 }, (_, index) => `${first + index}`).join(" ");
  const from = finnish("x", "y");
  const to = finnish("x", "y");
  from.texts.fi.sections.new = text(10_000).slice(0, 5000);
  to.texts.fi.sections.new = text(50_000).slice(0, 5000);
  for (const section of ["improved", "fixed", "urgent", "coming"] as const) {
    from.texts.fi.sections[section] = from.texts.fi.sections.new;
    to.texts.fi.sections[section] = to.texts.fi.sections.new;
  }
  const started = process.cpuUsage();
  const [field] = diffContent(from, to, "fi");
  // Microseconds of this process alone, of five sections; without a bound it takes five times as long.
  expect(process.cpuUsage(started).user).toBeLessThan(1_500_000);
  const joined = (kind: string) =>
    field!.parts
      .filter((part) => part.kind === kind || part.kind === "same")
      .map((part) => part.text)
      .join("");
  expect(joined("removed")).toBe(from.texts.fi.sections.new);
  expect(joined("added")).toBe(to.texts.fi.sections.new);
});
