import type { ArchiveLanguage } from "../run.ts";
import { ownPages } from "./front-html.ts";
import { type Html, html, page } from "./html.ts";
import { languageLinks } from "./pages/page-parts.ts";
import { pageTexts } from "./texts/pages.ts";

/**
 * One of the archive's own pages in a language's folder, with the way back and to the other languages.
 * @param front from there to the first page
 */
export function ownPage(
  language: ArchiveLanguage,
  file: (typeof ownPages)[keyof typeof ownPages],
  { title, company, body, front = ownPages.front }: { title: string; company: string; body: Html; front?: string },
): string {
  const t = pageTexts[language];
  return page(
    language,
    `${title} · ${company}`,
    html`<nav class="site" aria-label="${t.where}"><ul><li><a href="${front}">${t.front}</a></li></ul>${languageLinks(language, (l) => `../${l}/${file}`)}</nav>
<main><h1>${title}</h1><p class="soft">${company}</p>${body}</main>`,
  );
}
