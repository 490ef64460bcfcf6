import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { SelectField, TextArea, TextField } from "./field.tsx";
import { Panel } from "./panel.tsx";

/** What the law names can be left out or kept longer; there is no field for anything else. */
export function AdjustmentForm({
  version,
  materials,
  years,
  failure,
}: {
  version: number;
  materials: [code: string, label: string][];
  years: [endsOn: string, label: string][];
  failure?: { error: { field?: string; message: string }; values: Record<string, string> };
}) {
  const of = (name: string) => ({
    name,
    defaultValue: failure?.values[name],
    error: failure?.error.field === name ? failure.error.message : undefined,
  });
  return (
    <Panel title="Decide beside the law">
      {/* The key empties the fields once a decision is taken. */}
      <Form method="post" key={version} className="flex flex-col items-start gap-4">
        <input type="hidden" name="version" value={version} />
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <SelectField
            {...of("kind")}
            label="Decision"
            required
            options={[
              ["", "Choose"],
              ["leave_out", "Leave it out"],
              ["keep_until", "Keep it longer"],
            ]}
          />
          <TextField {...of("until")} type="date" label="Keep until" hint="Only when it is kept longer" />
          <SelectField
            {...of("material")}
            label="Material"
            hint="Nothing that no law names can be in an archive"
            required
            options={[["", "Choose"], ...materials]}
          />
          <SelectField
            {...of("yearEndsOn")}
            label="Financial year"
            hint="Employees' records go by the calendar year in which it ends"
            options={[["", "Every year"], ...years]}
          />
        </div>
        <div className="w-full max-w-2xl">
          <TextArea
            {...of("reason")}
            label="Reason"
            hint="The approver reads it, and it goes into the archive: write nothing about persons"
            required
          />
        </div>
        <Button look="primary" name="intent" value="add">
          Add the decision
        </Button>
      </Form>
    </Panel>
  );
}
