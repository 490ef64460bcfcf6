import { and, inArray, isNotNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { bulletin, bulletinImage } from "#db/schema/bulletins.ts";
import { languages } from "../../i18n/languages.ts";
import { paths } from "../../paths.ts";

const feeds = (address: (language: string, format: "atom" | "rss" | "json") => string) =>
  languages.flatMap((language) => (["atom", "rss", "json"] as const).map((format) => address(language, format)));

/** Every public page that is there whatever was published. */
const pages: ReadonlySet<string> = new Set([
  paths.publicHome(),
  paths.publicMaintenance(),
  ...(["ics", "atom", "json"] as const).map((format) => paths.publicMaintenanceFeed(format)),
  paths.publicBulletins(),
  paths.publicAnnouncements(),
  ...feeds(paths.publicBulletinsFeed),
  ...feeds(paths.publicAnnouncementsFeed),
  paths.subscribe(),
]);

const ARTICLE = /^\/public\/(bulletins|announcements)\/([a-z0-9-]+)$/;

/**
 * Which of our own addresses lead somewhere.
 * @param wanted paths without query and fragment
 */
export async function existingPages(db: DbOrTx, wanted: readonly string[]): Promise<Set<string>> {
  const slugs = wanted.flatMap((path) => ARTICLE.exec(path)?.[2] ?? []);
  const found = slugs.length
    ? await db
        .select({ slug: bulletin.slug, kind: bulletin.kind })
        .from(bulletin)
        .where(and(inArray(bulletin.slug, slugs), isNotNull(bulletin.published)))
    : [];
  const articles = found.map(({ slug, kind }) =>
    kind === "weekly" ? paths.publicBulletin(slug) : paths.publicAnnouncement(slug),
  );
  const there = new Set(articles);
  return new Set(wanted.filter((path) => pages.has(path) || there.has(path)));
}

/** Which images were uploaded. @param ids uuids */
export async function existingImages(db: DbOrTx, ids: readonly string[]): Promise<Set<string>> {
  const rows = ids.length
    ? await db
        .select({ id: bulletinImage.id })
        .from(bulletinImage)
        .where(inArray(bulletinImage.id, [...ids]))
    : [];
  return new Set(rows.map((row) => row.id));
}
