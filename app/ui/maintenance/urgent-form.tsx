import { Form } from "@remix-run/react";
import type { Clash } from "#app/domain/maintenance/maintenance-view.ts";
import { type Language, languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextField } from "../field.tsx";
import { errorAt, type FormFailure } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { ClashList } from "./clash-list.tsx";
import { ComponentChoice } from "./component-choice.tsx";

const durations: [minutes: string, words: string][] = [
  ["15", "15 min"],
  ["30", "30 min"],
  ["60", "1 h"],
  ["120", "2 h"],
];

type Props = {
  components: readonly { key: string; name: string; chosen: boolean; hasMatchers: boolean }[];
  firstLanguage: Language;
  /** What an hour from now falls on. */
  clashesNow: readonly Clash[];
  failure: FormFailure | undefined;
};

/** A sentence, and everything else already chosen. */
export function UrgentForm({ components, firstLanguage, clashesNow, failure }: Props) {
  const typed = failure?.values;
  return (
    <Form method="post" className="flex flex-col gap-5" aria-label="Urgent maintenance">
      <Panel title="What customers are told">
        <div className="flex flex-col gap-4">
          <TextField
            name="sentence"
            label="One sentence"
            hint="What is done and what customers notice, such as “Databases restart; the service is away for some minutes”"
            defaultValue={typed?.sentence}
            error={errorAt(failure, "sentence")}
            maxLength={500}
            autoComplete="off"
            // The page is this one form, opened to type the sentence at once.
            autoFocus
            required
          />
          <div className="sm:max-w-xs">
            <SelectField
              name="language"
              label="Written in"
              hint="Readers of the other languages get the same sentence"
              defaultValue={typed?.language ?? firstLanguage}
              error={errorAt(failure, "language")}
              options={languages.map((language) => [language, languageNamesInEnglish[language]])}
            />
          </div>
        </div>
      </Panel>
      <Panel title="When, and what">
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <When typed={typed} failure={failure} />
            <fieldset className="min-w-0">
              <legend className="mb-1 font-medium">For how long</legend>
              {errorAt(failure, "minutes") && (
                <p className="text-[13px] font-medium text-bad">{errorAt(failure, "minutes")}</p>
              )}
              <div className="flex flex-wrap gap-x-5 gap-y-1">
                {durations.map(([minutes, words]) => (
                  <label key={minutes} className="flex min-h-7 items-center gap-2">
                    <input
                      type="radio"
                      name="minutes"
                      value={minutes}
                      defaultChecked={minutes === (typed?.minutes ?? "60")}
                    />
                    {words}
                  </label>
                ))}
              </div>
            </fieldset>
          </div>
          {clashesNow.length > 0 && (
            <Callout tone="warn" title="Started now, it falls on">
              <ClashList clashes={clashesNow} />
            </Callout>
          )}
          <ComponentChoice
            id="scope"
            legend="Components"
            hint="Their alerts are silenced while it runs. What is not chosen still alerts."
            components={components}
            typed={typed}
            error={errorAt(failure, "components")}
          />
        </div>
      </Panel>
      <div>
        <Button look="primary">Announce and start</Button>
      </div>
    </Form>
  );
}

function When({ typed, failure }: { typed: Record<string, string> | undefined; failure: FormFailure | undefined }) {
  const later = typed?.when === "later";
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">Start</legend>
      <label className="flex min-h-7 items-center gap-2">
        <input type="radio" name="when" value="now" defaultChecked={!later} /> Now
      </label>
      <label className="flex min-h-7 items-center gap-2">
        <input type="radio" name="when" value="later" defaultChecked={later} /> At a time
      </label>
      <TextField
        name="startsAt"
        type="datetime-local"
        label="The time"
        hint="Europe/Helsinki; only for “At a time”"
        defaultValue={typed?.startsAt}
        error={errorAt(failure, "startsAt")}
      />
    </fieldset>
  );
}
