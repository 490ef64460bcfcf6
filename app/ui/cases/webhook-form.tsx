import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";

/** Tells another system of every change to a case from now on. */
export function WebhookForm({ failure: refused }: { failure: FormFailure | undefined }) {
  const failure = failureOf(refused, "add");
  return (
    <Form method="post" aria-label="New webhook" className="flex flex-wrap items-start gap-3">
      <input type="hidden" name="intent" value="add" />
      <div className="w-full sm:w-64">
        <TextField
          id="webhook-name"
          name="name"
          label="Which system"
          hint="As the list shows it"
          defaultValue={failure?.values.name}
          error={errorAt(failure, "name")}
          maxLength={100}
          autoComplete="off"
          required
        />
      </div>
      <div className="w-full sm:w-96">
        <TextField
          id="webhook-url"
          name="url"
          type="url"
          label="Its address"
          hint="Where it takes POST requests, beginning with https://"
          defaultValue={failure?.values.url}
          error={errorAt(failure, "url")}
          maxLength={500}
          autoComplete="off"
          required
        />
      </div>
      <div className="sm:pt-13">
        <Button look="primary">Add the webhook</Button>
      </div>
    </Form>
  );
}
