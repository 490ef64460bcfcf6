import { Form, Link } from "@remix-run/react";
import { Button } from "../button.tsx";
import { SelectField } from "../field.tsx";

export type Choice = { label: string; to: string; current: boolean };

/** One of a few, each an address of its own. */
export function Choices({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label} className="no-print">
      <ul className="flex flex-wrap gap-1">
        {choices.map(({ label: name, to, current }) => (
          <li key={to}>
            <Link
              to={to}
              preventScrollReset
              aria-current={current ? "true" : undefined}
              className={`inline-flex min-h-9 items-center rounded-md border px-2.5 py-1 whitespace-nowrap ${
                current
                  ? "border-accent bg-accent-soft font-semibold text-accent"
                  : "border-line text-ink hover:bg-raised"
              }`}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** All client kinds or one. @param kept the rest of the view, which the choice leaves as it is */
export function ClientChoice({
  clients,
  client,
  kept,
}: {
  clients: { id: string; name: string }[];
  client: string;
  kept: Record<string, string | undefined>;
}) {
  return (
    <Form method="get" preventScrollReset className="no-print flex items-end gap-2" key={client}>
      {Object.entries(kept).map(
        ([name, value]) => value && name !== "client" && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="w-44">
        <SelectField
          name="client"
          label="Client kind"
          defaultValue={client}
          options={[["", "All"], ...clients.map(({ id, name }): [string, string] => [id, name])]}
        />
      </div>
      <Button>Show</Button>
    </Form>
  );
}
