import type { FeedEntry } from "../../platform/feeds/feed-content.ts";

/** Each entry of each feed in each language, some three hundred, with room for those that take their place. */
const KEPT_MAX = 600;
const kept = new Map<string, FeedEntry>();

/**
 * An entry made once in this process: Markdown takes milliseconds, and feeds are asked for all day.
 * @param key of everything that the entry follows from
 */
export function renderedOnce(key: string, render: () => FeedEntry): FeedEntry {
  const known = kept.get(key);
  if (known) return known;
  const entry = render();
  kept.set(key, entry);
  if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
  return entry;
}
