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
  /** What the hours given fall on, with all that was typed: sent again as `seen`, it is announced. */
  fallsOn?: { clashes: readonly Clash[]; seen: string; values: Record<string, string> };
  failure: FormFailure | undefined;
};

/** Shown by what is ticked, also where no script runs. */
const nowOnly = "group-has-[input[value=later]:checked]/urgent:hidden";
const laterOnly = "hidden group-has-[input[value=later]:checked]/urgent:block";

/** A sentence, and everything else already chosen. */
export function UrgentForm({ components, firstLanguage, clashesNow, fallsOn, failure }: Props) {
  const typed = fallsOn?.values ?? failure?.values;
  return (
    <Form method="post" className="group/urgent flex flex-col gap-5" aria-label="Urgent maintenance">
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
          <div className="sm:max-w-sm">
            <SelectField
              name="language"
              label="Written in"
              hint="The other languages get the same sentence"
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
            <div className={nowOnly}>
              <Callout tone="warn" title="Started now, it falls on">
                <ClashList clashes={clashesNow} />
              </Callout>
            </div>
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
      {fallsOn && (
        <Callout tone="warn" title="Nothing was announced yet: the hours fall on">
          <input type="hidden" name="seen" value={fallsOn.seen} />
          <ClashList clashes={fallsOn.clashes} />
          <p>Give another time, or announce it all the same.</p>
        </Callout>
      )}
      <div>
        <Button look="primary">
          Announce<span className={nowOnly}> and start</span>
        </Button>
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
      <div className={`mt-1.5 sm:max-w-xs ${laterOnly}`}>
        <TextField
          name="startsAt"
          type="datetime-local"
          label="The time"
          hint="Europe/Helsinki"
          defaultValue={typed?.startsAt}
          error={errorAt(failure, "startsAt")}
        />
      </div>
    </fieldset>
  );
}
