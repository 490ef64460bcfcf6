import { kindLabels } from "#app/domain/health/catalogue/kind-labels.ts";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { Rows } from "./form-rows.tsx";

type Values = Record<string, string>;
type Fault = { message: string; field?: string };
export type ComponentChoices = {
  components: { key: string; name: string }[];
  purposes: { name: string; what: string; unit: string; labels: string }[];
};

/** Everything that is said about a component. Faults stand beside the field they are about. */
export function ComponentFields({
  values,
  error,
  choices,
  isNew,
}: {
  values: Values;
  error?: Fault;
  choices: ComponentChoices;
  isNew: boolean;
}) {
  const field = (name: string) => ({
    name,
    defaultValue: values[name],
    error: error?.field === name ? error.message : undefined,
  });
  return (
    <>
      <Panel title="What it is">
        <div className="grid gap-4 sm:grid-cols-3">
          {isNew && (
            <div className="sm:col-span-3 sm:max-w-xl">
              <TextField
                {...field("key")}
                label="Key"
                hint="Small letters, digits and hyphens. Alerts and addresses know it by this; it stays."
                required
              />
            </div>
          )}
          <TextField {...field("nameEn")} label="Name in English" required />
          <TextField {...field("nameFi")} label="Name in Finnish" lang="fi" required />
          <TextField {...field("nameSv")} label="Name in Swedish" lang="sv" required />
          <SelectField {...field("kind")} label="Kind" options={Object.entries(kindLabels)} />
          <TextField {...field("ownerTeam")} label="Owner team" required />
        </div>
        <div className="mt-4 flex flex-col gap-4">
          <Check name="customerFacing" label="Customers use it directly" values={values} />
          <fieldset>
            <legend className="font-medium">Depends on</legend>
            <div className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
              {choices.components.length === 0 && <p className="text-muted">There is no other component yet.</p>}
              {choices.components.map(({ key, name }) => (
                <Check key={key} name={`dependsOn.${key}`} label={name} values={values} />
              ))}
            </div>
            {error?.field === "dependsOn" && <p className="text-[13px] font-medium text-bad">{error.message}</p>}
          </fieldset>
        </div>
      </Panel>
      <WatchedBy values={values} error={error} purposes={choices.purposes} />
      <Panel title="Links">
        <Rows
          prefix="links"
          what="link"
          values={values}
          error={error}
          fields={[
            { name: "label", label: "Shown as" },
            { name: "href", label: "Address, or a runbook's name" },
          ]}
        />
      </Panel>
      <Panel title="Why">
        <TextArea
          {...field("reason")}
          label="Reason of the change"
          hint="Kept with the change, for whoever asks later."
          required
        />
      </Panel>
    </>
  );
}

function WatchedBy({
  values,
  error,
  purposes,
}: {
  values: Values;
  error?: Fault;
  purposes: ComponentChoices["purposes"];
}) {
  return (
    <Panel title="How it is watched">
      <div className="flex flex-col gap-6">
        <Rows
          prefix="alertMatchers"
          what="alert label"
          values={values}
          error={error}
          hint="An alert that carries all of these labels is the component's. Its own label impact (slow, partial, down) or its severity says how bad it is."
          fields={[
            { name: "name", label: "Label of the alert" },
            { name: "value", label: "Value" },
          ]}
        />
        <Rows
          prefix="queries"
          what="query"
          values={values}
          error={error}
          hint="What is measured, the labels that choose this component (name=value, separated by commas), and the limits. Leave limits that do not apply empty."
          fields={[
            {
              name: "purpose",
              label: "Measure",
              wide: true,
              options: [
                ["", "–"],
                ...purposes.map(({ name, what, unit }): [string, string] => [name, `${what} [${unit}]`]),
              ],
            },
            { name: "filters", label: "Labels", wide: true },
            { name: "slowAbove", label: "Slow above", numeric: true },
            { name: "partialBelow", label: "Partly down below", numeric: true },
            { name: "downBelow", label: "Down below", numeric: true },
          ]}
        />
        <div>
          <Button name="more" value="1" formNoValidate look="quiet">
            More rows
          </Button>
        </div>
        <details>
          <summary className="min-h-[24px] cursor-pointer text-muted">Labels of each measure</summary>
          <ul className="mt-1">
            {purposes.map(({ name, what, labels }) => (
              <li key={name}>
                {what}: <code>{labels}</code>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </Panel>
  );
}

function Check({ name, label, values }: { name: string; label: string; values: Values }) {
  return (
    <label className="inline-flex min-h-[24px] items-center gap-2">
      <input type="checkbox" name={name} defaultChecked={values[name] !== undefined} className="size-4" />
      {label}
    </label>
  );
}
