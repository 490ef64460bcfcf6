import type { InLanguages } from "#db/schema/bulletins.ts";
import { type Language, languages } from "../../i18n/languages.ts";

/**
 * In which language a reader is shown something that is not translated into all of them: their own, else the one in which it was
 * written first, else any that has it.
 */
export function shownLanguage(
  translated: Record<Language, boolean>,
  wanted: Language,
  firstLanguage: Language,
): Language {
  return [wanted, firstLanguage, ...languages].find((language) => translated[language]) ?? firstLanguage;
}

/** A note in the reader's language, or else in one that has it. */
export function noteIn(note: InLanguages | null, wanted: Language, firstLanguage: Language): string {
  return [wanted, firstLanguage, ...languages].map((language) => note?.[language]?.trim()).find(Boolean) ?? "";
}

const CUT_AT = 240;

/** A text's beginning, cut between two words. */
export function cutText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= CUT_AT) return line;
  const cut = line.slice(0, CUT_AT);
  const space = cut.lastIndexOf(" ");
  return `${(space > CUT_AT / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, "")}…`;
}
