import type { Scope } from "../law/scope.ts";
import type { ArchiveLanguage } from "../run.ts";
import { type Html, html } from "./html.ts";
import { frontTexts } from "./texts/front.ts";

const languageOfLaw: Record<string, string> = { FI: "fi", SE: "sv", NO: "nb", DK: "da", EE: "et", DE: "de" };

/** The law's name, which stands in its own language on every page. */
export function lawName({ law }: Pick<Scope, "law">, language: ArchiveLanguage): Html {
  const own = languageOfLaw[law.country];
  return own === undefined || own === language ? html`${law.name}` : html`<span lang="${own}">${law.name}</span>`;
}

/** What the law asks for when the business ends, with its paragraph; null where no source for the country has been read. */
export const whenItEnds = ({ law }: Pick<Scope, "law">, language: ArchiveLanguage): string[] | null =>
  law.country === "FI" ? frontTexts[language].endsTexts : null;
