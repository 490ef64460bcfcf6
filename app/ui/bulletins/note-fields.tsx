import { type Language, languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { TextArea } from "../field.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";

/**
 * What readers are told, in each language of the service; those of a language that is left empty are shown the first.
 * @param name of the fields: those of the languages are `note.fi` and so on
 */
export function NoteFields({
  name,
  legend,
  firstLanguage,
  failure,
}: {
  name: string;
  legend: string;
  firstLanguage: Language;
  failure?: FormFailure;
}) {
  const ordered = [firstLanguage, ...languages.filter((language) => language !== firstLanguage)];
  return (
    <fieldset className="flex w-full max-w-xl flex-col gap-3">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {ordered.map((language) => {
        const field = `${name}.${language}`;
        return (
          <TextArea
            key={language}
            id={`${name}-${language}`}
            name={field}
            label={languageNamesInEnglish[language]}
            hint={
              language === firstLanguage
                ? undefined
                : `Empty: readers are shown the ${languageNamesInEnglish[firstLanguage]} note`
            }
            lang={language}
            rows={2}
            defaultValue={failure?.values[field]}
            error={failure?.error.field === field ? failure.error.message : undefined}
            required={language === firstLanguage}
          />
        );
      })}
    </fieldset>
  );
}
