import { and, isNotNull, type SQL } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import type { Language } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { weekNumber } from "../../i18n/week-number.ts";
import type { BulletinContent, BulletinSection, BulletinText } from "../bulletins/content-schema.ts";
import { readingOrder } from "../bulletins/reading-order-rules.ts";
import type { PublicKind } from "./public-view.ts";
import { shownLanguage } from "./public-text-rules.ts";

/**
 * The only columns that the public's reads take: what was published, never the working copy beside it, and nobody's name.
 */
export const publicColumns = {
  id: bulletin.id,
  kind: bulletin.kind,
  slug: bulletin.slug,
  weekOf: bulletin.weekOf,
  state: bulletin.state,
  published: bulletin.published,
  firstPublishedAt: bulletin.firstPublishedAt,
  publishedAt: bulletin.publishedAt,
  correctionNote: bulletin.correctionNote,
  correctedAt: bulletin.correctedAt,
  retractionNote: bulletin.retractionNote,
  retractedAt: bulletin.retractedAt,
  pinnedUntil: bulletin.pinnedUntil,
};
export type PublishedRow = Pick<typeof bulletin.$inferSelect, keyof typeof publicColumns>;

/** What was published once stays public: as it is, corrected, or as retracted. Everything else is nobody's to read. */
export const isPublished = (...more: (SQL | undefined)[]): SQL =>
  and(isNotNull(bulletin.published), isNotNull(bulletin.firstPublishedAt), ...more)!;

/** The published content; null once it was retracted. */
export function contentOf(row: PublishedRow): BulletinContent | null {
  return row.state === "retracted" ? null : (row.published as BulletinContent);
}

/** The text that a reader of a language gets, and the language that it is in. */
export function textFor(
  content: BulletinContent,
  wanted: Language,
  firstLanguage: Language,
): { language: Language; text: BulletinText } {
  const { fi, sv, en } = content.texts;
  const translated = { fi: fi.translated, sv: sv.translated, en: en.translated };
  const language = shownLanguage(translated, wanted, firstLanguage);
  return { language, text: content.texts[language] };
}

export const publishedOf = (row: PublishedRow): Date => row.firstPublishedAt!;

/** What a retracted one is called: nothing of its own words is left. */
export function retractedTitle(
  { kind, weekOf }: { kind: PublicKind; weekOf: string | null },
  language: Language,
): string {
  const { bulletins, week } = publicMessages(language);
  if (kind === "important") return bulletins.retractedImportant;
  return weekOf ? `${bulletins.retractedWeekly}, ${week} ${weekNumber(weekOf)}` : bulletins.retractedWeekly;
}

/** The sections that say something, in the order in which they are read. */
export function sectionsInOrder(text: BulletinText): { section: BulletinSection; markdown: string }[] {
  return readingOrder
    .map((section) => ({ section, markdown: text.sections[section] }))
    .filter(({ markdown }) => markdown.trim() !== "");
}
