import type { Placeholder } from "#app/domain/runbooks/runbook-types.ts";
import { TextField } from "../field.tsx";

const fields: Record<Placeholder, { label: string; hint: string; type: "text" | "datetime-local" }> = {
  customer: { label: "Customer", hint: "Business id, such as 1234567-8", type: "text" },
  component: { label: "Component", hint: "Its key, such as banks", type: "text" },
  page: { label: "Page", hint: "As the measurements call it", type: "text" },
  from: { label: "From", hint: "Europe/Helsinki", type: "datetime-local" },
  to: { label: "To", hint: "Europe/Helsinki", type: "datetime-local" },
};

/** Fields for the values that a step asks for and nobody has given. @param scope keeps ids apart where several stand on a page */
export function ParamFields({
  names,
  scope,
  values = {},
  wrong,
}: {
  names: readonly Placeholder[];
  scope: string;
  values?: Record<string, string>;
  wrong?: { field?: string; message: string };
}) {
  return (
    <>
      {names.map((name) => (
        <div key={name} className="w-full sm:w-56">
          <TextField
            id={`${scope}-${name}`}
            name={name}
            label={fields[name].label}
            hint={fields[name].hint}
            type={fields[name].type}
            defaultValue={values[name]}
            error={wrong?.field === name ? wrong.message : undefined}
            required
          />
        </div>
      ))}
    </>
  );
}
