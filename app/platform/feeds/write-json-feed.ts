import type { FeedContent } from "./feed-content.ts";
import { soundText } from "./sound-text.ts";

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). The same content gives the same bytes. */
export function writeJsonFeed(content: FeedContent): string {
  return `${JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: soundText(content.title),
      home_page_url: content.homeUrl,
      feed_url: content.selfUrl,
      description: soundText(content.description),
      language: content.language,
      authors: [{ name: soundText(content.author) }],
      items: content.entries.map((entry) => ({
        id: entry.id,
        url: entry.url,
        title: soundText(entry.title),
        content_html: soundText(entry.contentHtml),
        date_published: entry.published.toISOString(),
        date_modified: entry.updated.toISOString(),
        language: entry.language,
        ...(entry.tags.length > 0 && { tags: entry.tags.map(soundText) }),
      })),
    },
    null,
    1,
  )}\n`;
}
