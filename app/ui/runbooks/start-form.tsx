import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { SelectField } from "../field.tsx";

/** Starts a run. What it is for, and what is known, go with it. */
export function StartForm({
  steps,
  about,
  params,
  disabled,
  failure,
}: {
  steps: { number: number; title: string }[];
  about: Record<string, string>;
  params: Record<string, string>;
  disabled: string | null;
  failure?: { error: { message: string; field?: string }; values: Record<string, string> };
}) {
  if (disabled) return <p className="text-muted">{disabled}</p>;
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      {Object.entries({ ...about, ...params }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="w-full sm:w-80">
        <SelectField
          name="fromStep"
          label="From step"
          defaultValue={failure?.values.fromStep ?? "1"}
          options={steps.map(({ number, title }) => [String(number), `${number}. ${title}`])}
          error={failure?.error.field === "fromStep" ? failure.error.message : undefined}
        />
      </div>
      <Button look="primary" name="intent" value="start">
        Start a run
      </Button>
    </Form>
  );
}
