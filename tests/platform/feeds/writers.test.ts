import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import type { FeedContent } from "#app/platform/feeds/feed-content.ts";
import { htmlText, soundText } from "#app/platform/feeds/sound-text.ts";
import { writeJsonFeed } from "#app/platform/feeds/write-json-feed.ts";
import { writeAtom, writeRss } from "#app/platform/feeds/write-xml-feed.ts";

const feed = (title: string, html: string, updated: Date | null = new Date("2026-11-20T13:00:00Z")): FeedContent => ({
  title,
  description: title,
  language: "fi",
  author: title,
  homeUrl: "https://portal.example/public/bulletins?lang=fi&a=1",
  selfUrl: "https://portal.example/public/bulletins/fi.atom",
  updated,
  entries: [
    {
      id: "urn:uuid:0b8e8d3a-6a52-4c2b-9d0e-000000000001",
      url: "https://portal.example/public/bulletins/2026-w47?lang=fi&b=<2>",
      title,
      contentHtml: html,
      language: "fi",
      tags: ["Kiireellinen"],
      published: new Date("2026-11-19T13:00:00Z"),
      updated: new Date("2026-11-20T13:00:00Z"),
    },
  ],
});

/** The texts of each element, by its name, in the order in which they come. Throws for what is not well formed. */
function texts(xml: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  const said = (text: string) => {
    const list = found[open.at(-1) ?? ""];
    if (list) list[list.length - 1] += text;
  };
  parser.on("opentag", ({ name }) => {
    open.push(name);
    found[name] ??= [];
    found[name].push("");
  });
  parser.on("text", said);
  parser.on("cdata", said);
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return found;
}

// What breaks writers of XML: its own signs, ends of sections, characters that it cannot hold, halves of pairs.
const awkward = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("]]>", "<![CDATA[", "&", "&amp;", "<b>", "\u0000", "\ud83d", "\ude00", "\ufffe", "😀", "\u202e"),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
/** As any reader of XML gets it: line ends are one sign (XML 1.0, 2.11). */
const asXml = (text: string) => soundText(text).replaceAll(/\r\n?/g, "\n");

test("whatever a text holds, both XML formats are well formed and give it back", () => {
  fc.assert(
    fc.property(awkward, awkward, (title, html) => {
      const atom = texts(writeAtom(feed(title, html)));
      const rss = texts(writeRss(feed(title, html)));
      const content = asXml(html).replaceAll("]]>", "]]&gt;");
      expect(atom.content).toEqual(content === "" ? atom.content : [content]);
      expect(atom.title![1]).toBe(htmlText(asXml(title)));
      expect(rss["content:encoded"] ?? [content]).toEqual([content]);
      expect(rss.title?.[1] ?? "").toBe(asXml(title).replaceAll("]]>", "]] >"));
      expect(JSON.parse(writeJsonFeed(feed(title, html))).items[0]).toMatchObject({
        title: soundText(title),
        content_html: soundText(html),
      });
    }),
    { numRuns: 300 },
  );
});

test("ids and dates are where readers look for them, and a reader of RSS can see a correction", () => {
  const atom = texts(writeAtom(feed("A", "<p>b</p>")));
  expect(atom.id).toEqual([
    "https://portal.example/public/bulletins/fi.atom",
    "urn:uuid:0b8e8d3a-6a52-4c2b-9d0e-000000000001",
  ]);
  expect(atom.updated).toEqual(["2026-11-20T13:00:00.000Z", "2026-11-20T13:00:00.000Z"]);
  expect(atom.published).toEqual(["2026-11-19T13:00:00.000Z"]);
  const xml = writeRss(feed("A", "<p>b</p>"));
  expect(xml).toContain('<guid isPermaLink="false">urn:uuid:0b8e8d3a-6a52-4c2b-9d0e-000000000001</guid>');
  expect(texts(xml)).toMatchObject({
    pubDate: ["Thu, 19 Nov 2026 13:00:00 GMT"],
    lastBuildDate: ["Fri, 20 Nov 2026 13:00:00 GMT"],
    "atom:updated": ["2026-11-20T13:00:00.000Z"],
    language: ["fi"],
  });
});

test("a feed of nothing is the same at every moment", () => {
  const nothing = { ...feed("A", ""), entries: [], updated: null };
  for (const write of [writeAtom, writeRss, writeJsonFeed]) expect(write(nothing)).toBe(write(nothing));
  expect(texts(writeAtom(nothing)).updated).toEqual(["1970-01-01T00:00:00.000Z"]);
});
