import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";

/** What a public address says that leads to nothing. */
export function Missing({ list, words, language }: { list: string; words: string; language: Language }) {
  const t = publicMessages(language);
  return (
    <>
      <h1>{t.missing}</h1>
      <p>{t.missingHelp}</p>
      <p>
        <a className="text-accent underline" href={list}>
          {words}
        </a>
      </p>
    </>
  );
}
