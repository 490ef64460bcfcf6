import type { Scope } from "../law/scope.ts";
import type { ArchiveLanguage } from "../run.ts";
import { type Html, html } from "./html.ts";
import { citationParts, citationText, shortNames } from "./texts/acts.ts";
import { frontTexts } from "./texts/front.ts";
import { dayText } from "./texts/languages.ts";

const languageOfLaw: Record<string, string> = { FI: "fi", SE: "sv", NO: "nb", DK: "da", EE: "et", DE: "de" };

/** The law's name: of Finland's as readers of the page's language know it, of others' in the country's own. */
export function lawName({ law }: Pick<Scope, "law">, language: ArchiveLanguage): Html {
  if (law.country === "FI") return citationHtml(language, law.name);
  const own = languageOfLaw[law.country];
  return own === undefined || own === language ? html`${law.name}` : html`<span lang="${own}">${law.name}</span>`;
}

/** The same as text. */
export const lawText = ({ law }: Pick<Scope, "law">, language: ArchiveLanguage): string =>
  citationText(language, law.name);

/** A citation in the page's language, its Finnish words marked where they are not the page's. */
export const citationHtml = (language: ArchiveLanguage, citation: string): Html =>
  html`${citationParts(language, citation).map(({ text, lang }) => (lang === undefined ? html`${text}` : html`<span lang="${lang}">${text}</span>`))}`;

/** What the short names of acts in a page's citations stand for; nothing where there are none. */
export function shortNamesHtml(language: ArchiveLanguage, citations: readonly string[]): Html {
  const known = shortNames(language, citations);
  if (known === null) return html``;
  return html`<p class="soft">${known.heading}. ${known.names.map(({ short, citation }, i) => html`${i > 0 ? "; " : ""}${short}: ${citationHtml(language, citation)}`)}.</p>`;
}

/** What the law asks for when the business ends, with its paragraph; null where no source for the country has been read. */
export const whenItEnds = ({ law }: Pick<Scope, "law">, language: ArchiveLanguage): string[] | null =>
  law.country === "FI" ? frontTexts[language].endsTexts : null;

/** Until when what is in the archive must be kept, and by whom: the first and the last of its days. */
export function keeping(scope: Scope, language: ArchiveLanguage): [string, string][] {
  const t = frontTexts[language];
  const materials = scope.years.flatMap((year) => year.materials.flatMap((m) => [m, ...(m.marked ?? [])]));
  const days = [...materials, ...scope.records].filter((d) => d.included).map((d) => d.retainUntil);
  if (days.length === 0) return [[t.keeper, t.keeperText]];
  const [first, last] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
  return [
    [t.keep, t.keepUntil(dayText(language, first), dayText(language, last))],
    [t.keeper, t.keeperText],
  ];
}
