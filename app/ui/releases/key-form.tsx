import { Form } from "@remix-run/react";
import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import { purposeLabels } from "#app/domain/api-keys/api-key-labels.ts";
import { Button } from "../button.tsx";
import { SelectField, TextField } from "../field.tsx";

type Failure = { error: { field?: string; message: string }; values: Record<string, string> };

/** @param purposes those that the person may make keys for */
export function KeyForm({ purposes, failure }: { purposes: readonly ApiKeyPurpose[]; failure?: Failure }) {
  const error = (field: string) => (failure?.error.field === field ? failure.error.message : undefined);
  return (
    <Form method="post" className="flex flex-wrap items-start gap-3">
      <div className="w-full sm:w-72">
        <TextField
          name="name"
          label="For which program"
          defaultValue={failure?.values.name}
          error={error("name")}
          maxLength={100}
          required
        />
      </div>
      <div className="w-full sm:w-56">
        <SelectField
          name="purpose"
          label="What it may do"
          defaultValue={failure?.values.purpose}
          error={error("purpose")}
          options={purposes.map((purpose) => [purpose, purposeLabels[purpose]])}
        />
      </div>
      {/* Beside the fields, whatever is said below them; under them on a phone. */}
      <div className="sm:pt-6.5">
        <Button look="primary" name="intent" value="make">
          Make the key
        </Button>
      </div>
    </Form>
  );
}
