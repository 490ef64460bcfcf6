import type { ArchiveLanguage } from "../../run.ts";
import { lawAbroadSentences } from "./law-abroad-sentences.ts";
import { lawSentences } from "./law-sentences.ts";
import { ledgerListSentences } from "./ledger-list-sentences.ts";

/** What a sentence of the archive's JSON, which is English, says in Finnish and Swedish. */
export type Sentences = Readonly<Record<string, readonly [fi: string, sv: string]>>;

const known = new Map(
  [lawSentences, lawAbroadSentences, ledgerListSentences].flatMap((sentences) => Object.entries(sentences)),
);

const WITHOUT_PERIOD =
  /^The rules of ([A-Z]{2}) have no period of their own for this: it is kept as the year's other vouchers\.$/;

/**
 * An English sentence of the scope or of the list of ledgers in a page's language.
 * @returns null when it has no translation: what shows it then says that it is English
 */
export function translated(language: ArchiveLanguage, english: string): string | null {
  if (language === "en") return english;
  const country = WITHOUT_PERIOD.exec(english)?.[1];
  if (country)
    return language === "fi"
      ? `Maan ${country} säännöissä ei ole tälle omaa aikaa: säilytetään kuten vuoden muut tositteet.`
      : `Reglerna i ${country} har ingen egen tid för detta: det bevaras som årets andra verifikationer.`;
  const pair = known.get(english);
  return pair ? pair[language === "fi" ? 0 : 1] : null;
}

/** A place of files whose folders are named after vouchers. */
export function placeInLanguage(language: ArchiveLanguage, place: string): string {
  if (language === "en") return place;
  return place.replace("<series>/<number>", language === "fi" ? "<sarja>/<numero>" : "<serie>/<nummer>");
}
