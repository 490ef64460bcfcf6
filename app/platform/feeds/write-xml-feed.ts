import { Feed } from "feed";
import type { FeedContent, FeedEntry } from "./feed-content.ts";
import { htmlText, soundText } from "./sound-text.ts";

/**
 * Within a CDATA section, which the writer divides at the first `]]>` only. HTML says the same with an entity; a plain text has
 * none, and gets a space.
 */
const inCdata = (text: string, kind: "html" | "plain") =>
  soundText(text).replaceAll("]]>", kind === "html" ? "]]&gt;" : "]] >");

const attribute = (text: string) => htmlText(soundText(text));

function feedOf(content: FeedContent, title: (entry: FeedEntry) => string): Feed {
  const feed = new Feed({
    id: content.selfUrl,
    title: soundText(content.title),
    description: soundText(content.description),
    language: content.language,
    author: { name: soundText(content.author) },
    link: content.homeUrl,
    feed: content.selfUrl,
    // An empty one must not change from one moment to the next.
    updated: content.updated ?? new Date(0),
    generator: false,
  });
  for (const entry of content.entries)
    feed.addItem({
      id: entry.id,
      guid: entry.id,
      link: entry.url,
      title: title(entry),
      content: inCdata(entry.contentHtml, "html"),
      date: entry.updated,
      published: entry.published,
      category: entry.tags.map((tag) => ({ name: soundText(tag), term: soundText(tag) })),
      // RSS itself has no word for a correction; readers that know this one show it as changed.
      extensions: [{ name: "atom:updated", objects: { _text: entry.updated.toISOString() } }],
    });
  return feed;
}

/** RFC 4287. The same content gives the same bytes. */
export function writeAtom(content: FeedContent): string {
  // Titles are written as HTML: a word in angle brackets stays a word.
  const xml = feedOf(content, (entry) => inCdata(htmlText(entry.title), "html")).atom1();
  return xml.replace("<feed ", `<feed xml:lang="${attribute(content.language)}" `);
}

/** RSS 2.0, with the Atom self link and content:encoded. The same content gives the same bytes. */
export function writeRss(content: FeedContent): string {
  // Titles are plain text, as the RSS Advisory Board's profile has them.
  return feedOf(content, (entry) => inCdata(entry.title, "plain")).rss2();
}
