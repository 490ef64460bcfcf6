import { Form, Link } from "@remix-run/react";
import type { CaseKindDefinition, CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "../button.tsx";
import { SelectField, TextField } from "../field.tsx";
import { errorAt, type FormFailure } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { languageWords, optionsOf, priorityWords } from "./case-words.ts";
import { CustomerPicker } from "./customer-picker.tsx";
import { requestErrorAt } from "./field-error.ts";
import { RequestFieldInput } from "./request-field-input.tsx";

type Props = {
  kind: Pick<CaseKindDefinition, "kind" | "label" | "customer" | "fields">;
  /** As it was found by the address: `Yritys Oy (1234567-1)`; empty: none. */
  customer: string;
  language: CaseLanguage;
  failure: FormFailure | undefined;
};

/** What is written down of a new case: whom it concerns, and what its kind asks. */
export function NewCaseForm({ kind, customer, language, failure }: Props) {
  const typed = failure?.values;
  return (
    <Form method="post" className="flex flex-col gap-5" aria-label={`New case: ${kind.label}`}>
      <input type="hidden" name="kind" value={kind.kind} />
      <Panel title="The case">
        <div className="grid gap-4 sm:grid-cols-2">
          {kind.customer !== "none" && (
            <CustomerPicker
              defaultValue={typed?.customer ?? customer}
              required={kind.customer === "required"}
              error={errorAt(failure, "customer") ?? errorAt(failure, "businessId")}
            />
          )}
          <TextField
            name="subject"
            label="Subject"
            hint="In a few words, as lists show it"
            defaultValue={typed?.subject}
            error={errorAt(failure, "subject")}
            maxLength={200}
            autoComplete="off"
            required
          />
          <SelectField
            name="priority"
            label="Priority"
            hint="Decides when it is due"
            defaultValue={typed?.priority ?? "normal"}
            error={errorAt(failure, "priority")}
            options={optionsOf(priorityWords)}
          />
          <SelectField
            name="language"
            label="The customer is answered in"
            hint="The replies' first language"
            defaultValue={typed?.language ?? language}
            error={errorAt(failure, "language")}
            options={optionsOf(languageWords)}
          />
          <TextField
            name="externalNumber"
            label="Ticket number"
            hint="In the ticket system. May stay empty"
            defaultValue={typed?.externalNumber}
            error={errorAt(failure, "externalNumber")}
            maxLength={100}
            autoComplete="off"
          />
        </div>
      </Panel>
      {kind.fields.length > 0 && (
        <Panel title="The request">
          <div className="flex flex-col gap-4">
            {kind.fields.map((field) => (
              <RequestFieldInput
                key={field.name}
                field={field}
                value={typed?.[`request.${field.name}`]}
                error={requestErrorAt(failure, field.name)}
              />
            ))}
          </div>
        </Panel>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary">Open the case</Button>
        <Link className={buttonClass("quiet")} to={paths.caseNew()}>
          Another kind
        </Link>
      </div>
    </Form>
  );
}
