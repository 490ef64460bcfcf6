import type { ArchiveLanguage } from "../run.ts";
import { type Html, html } from "./html.ts";
import { translated } from "./texts/sentences.ts";

/** An English sentence of the archive's JSON in the page's language; one without a translation is marked as English. */
export function inLanguage(language: ArchiveLanguage, english: string): Html {
  const own = translated(language, english);
  return own === null ? html`<span lang="en">${english}</span>` : html`${own}`;
}
