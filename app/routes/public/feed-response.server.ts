import { createHash } from "node:crypto";
import type { FeedContent } from "#app/platform/feeds/feed-content.ts";
import { writeJsonFeed } from "#app/platform/feeds/write-json-feed.ts";
import { writeAtom, writeRss } from "#app/platform/feeds/write-xml-feed.ts";

/** Readers ask often and of their own accord: so long an answer may come from a cache on the way. */
const MAX_AGE_SECONDS = 300;

const types = {
  atom: "application/atom+xml; charset=utf-8",
  rss: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  data: "application/json; charset=utf-8",
};
const writers = { atom: writeAtom, rss: writeRss, json: writeJsonFeed };

/** A feed in a format, or that the reader has it already. */
export function feedResponse(request: Request, content: FeedContent, format: keyof typeof writers): Response {
  return fileForReaders(request, { body: writers[format](content), updated: content.updated, format });
}

/**
 * A file that programs of others ask for again and again: 304 when it is what they have. It may be kept by caches and read by
 * other sites' pages, since anybody may have it.
 */
export function fileForReaders(
  request: Request,
  { body, updated, format }: { body: string; updated: Date | null; format: keyof typeof types },
): Response {
  // Weak: the same text may come compressed or not.
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = new Headers({
    ETag: etag,
    "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}`,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  if (updated) headers.set("Last-Modified", updated.toUTCString());
  if (hasIt(request, etag, updated)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", types[format]);
  return new Response(body, { headers });
}

function hasIt(request: Request, etag: string, updated: Date | null): boolean {
  const known = request.headers.get("if-none-match");
  // RFC 9110, 13.1.3: where there is a tag, the date does not count.
  if (known !== null)
    return known.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag.slice(2));
  // The very date that was given: what is taken back makes the newest change older, and that too is a change.
  return updated !== null && request.headers.get("if-modified-since") === updated.toUTCString();
}
