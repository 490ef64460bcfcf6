import { type Language, languageNames, languages } from "#app/i18n/languages.ts";
import { subscriptionMessages, type Topic, topicNames, topics } from "#app/i18n/subscription.ts";
import { SelectField } from "../field.tsx";

/** What somebody is written about, and in which language. Each topic is a field of its own name. */
export function ChoiceFields({
  language,
  chosen,
  inLanguage,
  error,
}: {
  language: Language;
  chosen: (topic: Topic) => boolean;
  /** The language of the messages, as it is chosen now. */
  inLanguage: string;
  error?: boolean;
}) {
  const t = subscriptionMessages(language);
  return (
    <>
      <fieldset aria-describedby={error ? "topics-error" : undefined}>
        <legend className="mb-1 font-medium">{t.topics}</legend>
        {topics.map((topic) => (
          <label key={topic} className="flex min-h-8 items-center gap-2">
            <input type="checkbox" name={topic} defaultChecked={chosen(topic)} className="size-4" />
            {topicNames[language][topic]}
          </label>
        ))}
        {error && (
          <p id="topics-error" className="text-[13px] font-medium text-bad">
            {t.topicsInvalid}
          </p>
        )}
      </fieldset>
      <div className="w-full max-w-60">
        <SelectField
          name="language"
          label={t.language}
          defaultValue={inLanguage}
          options={languages.map((one): [string, string] => [one, languageNames[one]])}
        />
      </div>
    </>
  );
}
