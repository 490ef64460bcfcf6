import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type AddressVerdict, judgeImage, judgeLink } from "#app/domain/bulletins/address-faults-rules.ts";
import { contentProblems } from "#app/domain/bulletins/content-problems.server.ts";
import { emptyContent } from "#app/domain/bulletins/content-schema.ts";
import { previewContent } from "#app/domain/bulletins/preview-content.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { bulletinImage } from "#db/schema/bulletins.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, now, versionOf, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const origins = { console: "https://huolto.example", portal: "https://portal.example" };

const found = async (text: string) =>
  (await contentProblems(juuso, { kind: "important", content: finnish("Otsikko", text) }))
    .filter(({ language }) => language === "fi")
    .map(({ field, code, blocks }) => `${field} ${code}${blocks ? "" : " (note)"}`);

const codeOf = (verdict: AddressVerdict) => (verdict.kind === "fault" ? verdict.code : verdict.kind);

test.each([
  ["https://www.vero.fi/ohje?a=1#b", "fine"],
  ["http://a-b.example.com:8080/", "fine"],
  ["https://xn--kyln-loa.fi/", "fine"],
  ["https://käylä.fi/", "fine"],
  ["mailto:tuki@netvisor.example", "fine"],
  ["/public/maintenance?lang=sv", "own"],
  ["https://portal.example/public/bulletins", "own"],
  ["https://huolto.example/releases", "link_console"],
  ["https://portal.example/d", "link_console"],
  ["", "link_empty"],
  ["javascript:alert(1)", "link_scheme"],
  ["ftp://a.example/b", "link_scheme"],
  ["tel:+358401234567", "link_scheme"],
  ["www.vero.fi", "link_form"],
  ["../ohje", "link_form"],
  ["//vero.fi", "link_form"],
  ["/bulletins/1", "link_form"],
  ["https:vero.fi", "link_form"],
  ["https://user:secret@vero.fi/", "link_secret"],
  ["https://localhost/", "link_host"],
  ["https://intranet/", "link_host"],
  ["https://palvelin.local/", "link_host"],
  ["https://127.0.0.1/", "link_host"],
  ["https://0x7f000001/", "link_host"],
  ["https://[::1]/", "link_host"],
  ["https://a_b.fi/", "link_host"],
  ["https://vero..fi/", "link_host"],
  ["mailto:tuki@intranet", "link_mail"],
])("a link to %j: %s", (href, code) => {
  expect(codeOf(judgeLink(href, origins))).toBe(code);
});

test("an image is one that was uploaded, with a description", () => {
  const src = "/public/images/0197b2c4-1111-4222-8333-444455556666.webp";
  expect(codeOf(judgeImage({ src, alt: "Näkymä" }))).toBe("image");
  expect(codeOf(judgeImage({ src, alt: " " }))).toBe("image_alt");
  expect(codeOf(judgeImage({ src: "https://a.example/b.png", alt: "x" }))).toBe("image_foreign");
});

test("own addresses must be there: pages, feeds, and what was published under its own kind", async () => {
  const id = await drafted(juuso, finnish("Olemassa"));
  expect(await found("[a](/public/announcements/2026-11-23-olemassa)")).toEqual(["lead link_nowhere"]);
  await approved(juuso, jonna, id);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  const { slug } = await now(juuso, id);
  expect(await found(`[a](/public/announcements/${slug}?lang=sv)`)).toEqual([]);
  expect(await found(`[a](https://portal.example/public/announcements/${slug})`)).toEqual([]);
  expect(await found(`[a](/public/bulletins/${slug})`)).toEqual(["lead link_nowhere"]);
  expect(
    await found("[a](/public) [b](/public/maintenance.ics) [c](/public/bulletins/fi.atom) [d](/public/subscribe)"),
  ).toEqual([]);
  expect(await found("[a](/public/bulletins/de.atom) [b](/public/nothing)")).toEqual([
    "lead link_nowhere",
    "lead link_nowhere",
  ]);
});

test("images must have been uploaded", async () => {
  const [image] = await database.db
    .insert(bulletinImage)
    .values({
      sha256: "0".repeat(64),
      mediaType: "image/webp",
      width: 1,
      height: 1,
      bytes: Buffer.from("x"),
      uploadedBy: juuso.actor.id,
    })
    .returning({ id: bulletinImage.id });
  expect(await found(`![Näkymä](/public/images/${image!.id}.webp)`)).toEqual([]);
  expect(await found(`![](/public/images/${image!.id}.webp)`)).toEqual(["lead image_alt"]);
  expect(await found(`![x](/public/images/${randomUUID()}.webp)`)).toEqual(["lead image_missing"]);
  expect(await found("![x](https://a.example/b.png)")).toEqual(["lead image_foreign"]);
});

test("what is missing: the title, the text, the first language; other languages are a note", async () => {
  expect(
    (await contentProblems(juuso, { kind: "weekly", content: emptyContent() })).map(({ language, code, blocks }) => [
      language,
      code,
      blocks,
    ]),
  ).toEqual([
    ["fi", "first_language", true],
    ["fi", "title_empty", true],
    ["fi", "empty", true],
    ["sv", "untranslated", false],
    ["en", "untranslated", false],
  ]);
  const content = finnish("Otsikko", "Hiljainen viikko.");
  content.texts.sv = {
    ...content.texts.sv,
    translated: true,
    title: "Rubrik",
    sections: { ...content.texts.sv.sections, new: "[x](javascript:y)" },
  };
  const problems = await contentProblems(juuso, { kind: "weekly", content });
  expect(problems.map(({ language, field, code, blocks }) => [language, field, code, blocks])).toEqual([
    ["fi", "lead", "sections_empty", false],
    ["sv", "new", "link_scheme", true],
    ["en", "title", "untranslated", false],
  ]);
  expect(problems[2]!.message).toBe("Not translated: readers of English are shown the Finnish text with a note.");
});

test("the same fault twice in one text is said once", async () => {
  expect(await found("[a](ftp://b.example) [c](ftp://b.example)")).toEqual(["lead link_scheme"]);
  expect(await found(`${"> ".repeat(20)}x`)).toEqual(["lead too_deep"]);
});

test("a preview shows the text as readers will see it, with its faults, and stores nothing", async () => {
  const text = finnish("Otsikko", "**Hei** [x](ftp://y.example)").texts.fi;
  const { lead, sections, problems } = await previewContent(juuso, { text, kind: "important" });
  expect(JSON.stringify(lead)).toContain('"tagName":"strong"');
  expect(JSON.stringify(lead)).not.toContain("ftp");
  expect(sections.new).toEqual({ type: "root", children: [] });
  expect(problems.map(({ language, code }) => [language, code])).toEqual([["fi", "link_scheme"]]);
  await expect(previewContent(agent, { text })).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewContent(juuso, { text: { ...text, lead: "x".repeat(1001) } })).rejects.toMatchObject({
    code: "invalid",
    field: "text.lead",
  });
});

test("a preview of a language that nobody reads yet does not ask for what is still to be written", async () => {
  const text = { ...finnish("", "[x](ftp://y.example)").texts.fi, translated: false };
  const codes = async (language: "fi" | "sv", translated: boolean) => {
    const { problems } = await previewContent(juuso, { text: { ...text, translated }, language });
    return problems.map(({ code, blocks }) => `${code} ${blocks}`);
  };
  expect(await codes("sv", false)).toEqual(["link_scheme false"]);
  const whole = ["title_empty true", "sections_empty false", "link_scheme true"];
  expect(await codes("sv", true)).toEqual(whole);
  expect(await codes("fi", false)).toEqual(whole);
});
