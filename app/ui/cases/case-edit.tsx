import { Form } from "@remix-run/react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { SelectField, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { languageWords, optionsOf, priorityWords } from "./case-words.ts";
import { requestErrorAt } from "./field-error.ts";
import { RequestFieldInput } from "./request-field-input.tsx";

type Props = {
  view: Pick<
    CaseView,
    "version" | "subject" | "priority" | "language" | "dueAt" | "externalNumber" | "request" | "closed"
  >;
  failure: FormFailure | undefined;
};

/** As a date and time field has it, in Helsinki time. */
const wall = (at: string | null) => (at ? formatInstant(at).replace(" ", "T") : "");

/** What each field of the form holds now, by its name. */
const fieldsOf = (view: Props["view"]): Record<string, string> => ({
  subject: view.subject,
  priority: view.priority,
  language: view.language,
  dueAt: wall(view.dueAt),
  externalNumber: view.externalNumber ?? "",
  ...Object.fromEntries(view.request.map(({ field, value }) => [`request.${field.name}`, value ?? ""])),
});

/** What was typed, where it was refused; what the person left as they saw it is not taken back from whoever changed it meanwhile. */
const shownIn = (fields: Record<string, string>, failure: FormFailure | undefined): Record<string, string> => {
  const typed = failure?.values;
  if (!typed) return fields;
  const kept = Object.entries(fields).map(([name, now]) => {
    const own = typed[name];
    return [name, own === undefined || own === typed[`saw.${name}`] ? now : own];
  });
  return Object.fromEntries(kept);
};

/** What was written down when the case was opened, to be mended; the time line says that it was. */
export function CaseEdit({ view, failure: refused }: Props) {
  const failure = failureOf(refused, "change");
  const fields = fieldsOf(view);
  const shown = shownIn(fields, failure);
  return (
    <details className="no-print mt-4 border-t border-line pt-3.5" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">Change the case</summary>
      {/* A new version is another form: it shows what holds now, and what was typed where it was refused. */}
      <Form
        method="post"
        aria-label="Change the case"
        preventScrollReset
        key={view.version}
        className="mt-3 flex flex-col gap-4"
      >
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="version" value={view.version} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={`saw.${name}`} value={value} />
        ))}
        <TextField
          id="change-subject"
          name="subject"
          label="Subject"
          defaultValue={shown.subject}
          error={errorAt(failure, "subject")}
          maxLength={200}
          required
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            id="change-priority"
            name="priority"
            label="Priority"
            defaultValue={shown.priority}
            error={errorAt(failure, "priority")}
            options={optionsOf(priorityWords)}
          />
          <SelectField
            id="change-language"
            name="language"
            label="The customer is answered in"
            defaultValue={shown.language}
            error={errorAt(failure, "language")}
            options={optionsOf(languageWords)}
          />
          <TextField
            id="change-due"
            name="dueAt"
            type="datetime-local"
            label="Due"
            hint="Europe/Helsinki. Empty: by the priority"
            defaultValue={shown.dueAt}
            error={errorAt(failure, "dueAt")}
          />
          <TextField
            id="change-external"
            name="externalNumber"
            label="Ticket number"
            hint="In the ticket system. May stay empty"
            defaultValue={shown.externalNumber}
            error={errorAt(failure, "externalNumber")}
            maxLength={100}
            autoComplete="off"
          />
        </div>
        {view.request.map(({ field }) => (
          <RequestFieldInput
            key={field.name}
            idPrefix="change"
            field={field}
            value={shown[`request.${field.name}`]}
            error={requestErrorAt(failure, field.name)}
          />
        ))}
        <div>
          <Button look="primary">Save the changes</Button>
        </div>
      </Form>
    </details>
  );
}
