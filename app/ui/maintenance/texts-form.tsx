import { Form } from "@remix-run/react";
import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { ComponentChoice } from "./component-choice.tsx";

/** What customers read and which components it takes down. Whoever may not change it reads the same. */
export function TextsForm({ window, failure: sent }: { window: WindowView; failure?: FormFailure }) {
  if (!window.actions.edit.allowed) return <Texts window={window} />;
  const failure = failureOf(sent, "edit");
  const typed = failure?.values;
  return (
    <Panel title="Texts and components" id="texts">
      {/* A new version is another form; what was refused is filled in again below. */}
      <Form
        method="post"
        key={window.version}
        preventScrollReset
        className="flex flex-col gap-4"
        aria-label="Texts and components"
      >
        <input type="hidden" name="version" value={window.version} />
        {failure?.error.code === "conflict" && (
          <Callout tone="bad" title="Not saved: somebody changed it meanwhile">
            What you typed stands below, on what it is now. Look at the page&rsquo;s last lines for what changed, then
            save again.
          </Callout>
        )}
        {languages.map((language) => (
          <fieldset key={language} lang={language} className="grid min-w-0 gap-3 sm:grid-cols-[1fr_2fr]">
            <legend lang="en" className="mb-1 font-medium">
              {languageNamesInEnglish[language]}
            </legend>
            <TextField
              id={`title-${language}`}
              name={`title.${language}`}
              label={<span lang="en">Title</span>}
              defaultValue={typed?.[`title.${language}`] ?? window.titles[language]}
              error={errorIn(failure, "titles", language)}
              maxLength={160}
              required
            />
            <TextArea
              id={`message-${language}`}
              name={`message.${language}`}
              rows={2}
              label={<span lang="en">Message</span>}
              defaultValue={typed?.[`message.${language}`] ?? window.messages[language]}
              error={errorIn(failure, "messages", language)}
            />
          </fieldset>
        ))}
        <ComponentChoice
          id="scope"
          legend="Components"
          hint="Their alerts are silenced while it runs. What is not chosen still alerts."
          components={window.componentsToChoose}
          typed={typed}
          error={errorAt(failure, "components")}
        />
        <div>
          <Button name="intent" value="edit">
            Save
          </Button>
          {window.state === "announced" && (
            <span className="ml-3 text-muted">It is announced: the page, the feeds and calendars show it at once.</span>
          )}
        </div>
      </Form>
    </Panel>
  );
}

/** A fault of `titles.fi` stands beside that field; one of `titles` beside the first. */
function errorIn(failure: FormFailure | undefined, field: string, language: string): string | undefined {
  const at = failure?.error.field;
  if (at === `${field}.${language}`) return failure?.error.message;
  return at === field && language === languages[0] ? failure?.error.message : undefined;
}

function Texts({ window }: { window: WindowView }) {
  return (
    <Panel title="What customers read" id="texts">
      <ul className="flex flex-col gap-3">
        {languages.map((language) => (
          <li key={language}>
            <p className="text-[13px] text-muted">{languageNamesInEnglish[language]}</p>
            <p lang={language} className="font-medium">
              {window.titles[language]}
            </p>
            <p lang={language} className="max-w-[75ch] whitespace-pre-wrap">
              {window.messages[language]}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
