import { type Language, languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Tag } from "../../tag.tsx";

/** The pane of a language is shown while its tab is chosen; the others stay in the form. Styles alone do it. */
export const shownWith: Record<Language, string> = {
  fi: "hidden group-has-[#shown-fi:checked]/editor:block",
  sv: "hidden group-has-[#shown-sv:checked]/editor:block",
  en: "hidden group-has-[#shown-en:checked]/editor:block",
};

export function showLanguage(language: Language): void {
  const tab = document.getElementById(`shown-${language}`);
  if (tab instanceof HTMLInputElement) tab.checked = true;
}

/** Which language is on the screen. @param missing those that are not translated yet */
export function LanguageTabs({ id, shown, missing }: { id: string; shown: Language; missing: readonly Language[] }) {
  return (
    <fieldset className="mb-4 flex flex-wrap gap-x-1 border-b border-line">
      <legend className="sr-only">Language</legend>
      {languages.map((language) => (
        <label
          key={language}
          className="-mb-px flex min-h-9 cursor-pointer items-center gap-2 border-b-2 border-transparent px-2.5 py-1 whitespace-nowrap hover:bg-raised has-checked:border-accent has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            id={`shown-${language}`}
            name="language"
            value={language}
            defaultChecked={language === shown}
            className="sr-only"
            // The address follows without a navigation, which would ask the server about a page that is here already.
            onChange={() => history.replaceState(history.state, "", paths.bulletinEdit(id, { language }))}
          />
          {languageNamesInEnglish[language]}
          {missing.includes(language) && <Tag tone="neutral">Not translated</Tag>}
        </label>
      ))}
    </fieldset>
  );
}
