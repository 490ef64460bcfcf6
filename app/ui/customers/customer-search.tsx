import { Form } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";

/** The search as a form: works by address, without scripts, and can be passed on. */
export function CustomerSearch({ q = "", primary = true }: { q?: string; primary?: boolean }) {
  return (
    <Form method="get" action={paths.customers()} role="search" className="flex flex-wrap items-end gap-3" key={q}>
      <div className="w-full sm:w-96">
        <TextField
          id="customer-q"
          name="q"
          type="search"
          label="Customer"
          hint="A part of the name, or of the business id"
          defaultValue={q}
          maxLength={200}
        />
      </div>
      <Button look={primary ? "primary" : "secondary"}>Find</Button>
    </Form>
  );
}
