import type { MetaDescriptor } from "@remix-run/react";
import type { PinnedAnnouncement, PublicArticle } from "#app/domain/public/public-view.ts";
import { type Language, languages } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { inLanguage } from "./public-frame.tsx";

/** What every public page has from its loader beside its own content. */
export type PublicPageData = {
  lang: Language;
  /** The page's own within the host, without the language. */
  path: string;
  /** The service's name. */
  service: string;
  /** Where customers reach us: begins the page's one address. */
  origin: string;
  pinned: PinnedAnnouncement[];
};

/** What a program that reads the page's head learns to follow. */
export type FeedLink = { type: string; title: string; href: string };

/** Search engines may know what anybody may read; the root keeps every other page out. */
export const publicHandle = { indexed: true };

/**
 * The head of a public page: its title, its one address, itself in the other languages, its feeds.
 * @param page null when the loader gave none
 */
export function publicMeta(
  page: PublicPageData | undefined,
  { title, description, feeds = [] }: { title?: string; description?: string; feeds?: FeedLink[] },
): MetaDescriptor[] {
  if (!page) return [{ title: "Huolto" }];
  const at = (language: PublicPageData["lang"]) => page.origin + inLanguage(page.path, language);
  return [
    { title: title ? `${title} – ${page.service}` : page.service },
    ...(description ? [{ name: "description", content: description }] : []),
    { tagName: "link", rel: "canonical", href: at(page.lang) },
    ...languages.map((language) => ({
      tagName: "link" as const,
      rel: "alternate",
      hrefLang: language,
      href: at(language),
    })),
    ...feeds.map((feed) => ({ tagName: "link" as const, rel: "alternate", ...feed })),
  ];
}

/** What the window or tab of an article is called. */
export function articleTitle(article: PublicArticle | null, lang: Language): string {
  const t = publicMessages(lang);
  if (!article) return t.missing;
  if (!article.retraction) return article.title;
  return article.kind === "weekly" ? t.bulletins.retractedWeekly : t.bulletins.retractedImportant;
}
