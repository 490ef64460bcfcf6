import { type Language, languages } from "#app/i18n/languages.ts";

/** The language that the address asks for, else the first. */
export function chosenLanguage(request: Request, first: Language): Language {
  const asked = new URL(request.url).searchParams.get("language");
  return languages.find((language) => language === asked) ?? first;
}
