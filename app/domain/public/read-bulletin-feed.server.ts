import { desc, eq, sql } from "drizzle-orm";
import { bulletin } from "#db/schema/bulletins.ts";
import { instantInLanguage } from "../../i18n/public-dates.ts";
import type { Language } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { paths } from "../../paths.ts";
import type { FeedContent, FeedEntry } from "../../platform/feeds/feed-content.ts";
import { htmlText } from "../../platform/feeds/sound-text.ts";
import { markdownHtml } from "../../platform/markdown/render-markdown.ts";
import type { ServiceCtx } from "../context.ts";
import { newest } from "./newest.ts";
import { renderedOnce } from "./rendered-entries.ts";
import { noteIn } from "./public-text-rules.ts";
import type { PublicKind } from "./public-view.ts";
import {
  contentOf,
  isPublished,
  publicColumns,
  publishedOf,
  type PublishedRow,
  retractedTitle,
  sectionsInOrder,
  textFor,
} from "./published-content.ts";

/** About a year of weekly ones. */
const ENTRIES_MAX = 50;

type Where = { language: Language; firstLanguage: Language; origin: string };

/**
 * What was published last, or corrected or retracted last: an old one that is corrected is in the feed again, under its own id.
 * Needs no permission: all of it was published.
 */
export async function readBulletinFeed(
  ctx: ServiceCtx,
  { kind, language, format }: { kind: PublicKind; language: Language; format: "atom" | "rss" | "json" },
): Promise<FeedContent> {
  const t = publicMessages(language);
  const where = { language, firstLanguage: ctx.profile.bulletins.firstLanguage, origin: ctx.origins.portal };
  const weekly = kind === "weekly";
  const changed = sql`greatest(${bulletin.publishedAt}, ${bulletin.correctedAt}, ${bulletin.retractedAt})`;
  const rows = await ctx.db
    .select(publicColumns)
    .from(bulletin)
    .where(isPublished(eq(bulletin.kind, kind)))
    .orderBy(desc(changed), desc(bulletin.id))
    .limit(ENTRIES_MAX);
  const home = weekly ? paths.publicBulletins({ lang: language }) : paths.publicAnnouncements({ lang: language });
  const self = weekly ? paths.publicBulletinsFeed(language, format) : paths.publicAnnouncementsFeed(language, format);
  return {
    title: `${ctx.profile.service.name}: ${weekly ? t.pages.bulletins : t.pages.announcements}`,
    description: weekly ? t.bulletins.lead : t.bulletins.announcementsLead,
    language,
    author: ctx.profile.service.owner,
    homeUrl: new URL(home, where.origin).href,
    selfUrl: new URL(self, where.origin).href,
    updated: newest(rows.map(changedAt)),
    entries: rows.map((row) => renderedOnce(keyOf(row, where), () => entryOf(row, where))),
  };
}

const changedAt = (row: PublishedRow): Date => newest([row.publishedAt, row.correctedAt, row.retractedAt])!;

const keyOf = (row: PublishedRow, { language, firstLanguage, origin }: Where) =>
  [row.id, row.state, changedAt(row).toISOString(), language, firstLanguage, origin].join(" ");

function entryOf(row: PublishedRow, { language, firstLanguage, origin }: Where): FeedEntry {
  const t = publicMessages(language).bulletins;
  const content = contentOf(row);
  const choice = { lang: language };
  const path =
    row.kind === "weekly" ? paths.publicBulletin(row.slug, choice) : paths.publicAnnouncement(row.slug, choice);
  const common = {
    id: `urn:uuid:${row.id}`,
    url: new URL(path, origin).href,
    tags: [],
    published: publishedOf(row),
    updated: changedAt(row),
  };
  if (!content) {
    const note = noteIn(row.retractionNote, language, firstLanguage);
    return {
      ...common,
      title: retractedTitle(row, language),
      language,
      contentHtml: paragraphs([t.retractedText, note]),
    };
  }
  const { language: shown, text } = textFor(content, language, firstLanguage);
  const correction = row.correctedAt && [
    `${t.correctedNote} ${instantInLanguage(row.correctedAt, language)}.`,
    noteIn(row.correctionNote, language, firstLanguage),
  ];
  // Headings in the language of the text that they stand in.
  const headings = publicMessages(shown).bulletins;
  const body = [
    markdownHtml(text.lead, { origin }),
    ...sectionsInOrder(text).flatMap(({ section, markdown }) => [
      `<h2>${htmlText(headings.sections[section])}</h2>`,
      markdownHtml(markdown, { origin }),
    ]),
    paragraphs([
      content.pages.length > 0 && `${headings.pages}: ${content.pages.join(", ")}`,
      content.apis.length > 0 && `${headings.apis}: ${content.apis.join(", ")}`,
    ]),
  ].join("\n");
  return {
    ...common,
    title: text.title,
    language,
    contentHtml: [
      paragraphs([...(correction || []), shown !== language && t.notTranslated]),
      shown === language ? body : `<div lang="${shown}">${body}</div>`,
    ]
      .filter(Boolean)
      .join("\n"),
  };
}

const paragraphs = (texts: (string | false)[]) =>
  texts
    .filter((text): text is string => typeof text === "string" && text !== "")
    .map((text) => `<p>${htmlText(text).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
