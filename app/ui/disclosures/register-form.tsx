import { Form } from "@remix-run/react";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextField } from "../field.tsx";
import { errorAt, type FormFailure } from "../incidents/form-failure.ts";
import { ScopeFields } from "./scope-fields.tsx";

/** An authority's request as it is written down, once. */
export function RegisterForm({ failure }: { failure?: FormFailure }) {
  const values = failure?.values ?? {};
  const text = (name: string, label: string, more: { hint?: string; type?: string } = {}) => (
    <TextField
      name={name}
      label={label}
      {...more}
      defaultValue={values[name] ?? ""}
      error={errorAt(failure, name)}
      autoComplete="off"
      required={name !== "tellAfter"}
    />
  );
  return (
    <Form method="post" autoComplete="off" className="flex max-w-3xl flex-col gap-5">
      {failure && (
        <Callout tone="bad" title="Nothing was registered yet">
          {failure.error.message}
        </Callout>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {text("authority", "Authority")}
        {text("reference", "The authority's reference")}
        {text("legalBasis", "Legal basis", { hint: "The law and section that the request names" })}
        {text("receivedOn", "Received on", { type: "date" })}
        {text("recipientEmail", "E-mail that receives the link", { type: "email" })}
        {text("recipientPhone", "Mobile phone that receives the code", {
          hint: "Another channel than the e-mail",
          type: "tel",
        })}
        <SelectField
          name="language"
          label="Language of the messages"
          defaultValue={values.language ?? "fi"}
          options={languages.map((language) => [language, languageNamesInEnglish[language]])}
          error={errorAt(failure, "language")}
        />
      </div>
      <ScopeFields values={values} failure={failure} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="tellCustomer"
          label="May the customer be told?"
          hint="As the decision says"
          defaultValue={values.tellCustomer ?? "no"}
          options={[
            ["no", "No, never"],
            ["later", "From a day on"],
            ["yes", "Yes"],
          ]}
          error={errorAt(failure, "tellCustomer")}
        />
        {text("tellAfter", "From which day", { hint: "Only when told later", type: "date" })}
      </div>
      <p className="text-muted">
        After this the content is seen by the platform team alone: you will see that the request exists and how far it
        is.
      </p>
      <div>
        <Button look="primary">Register the request</Button>
      </div>
    </Form>
  );
}
