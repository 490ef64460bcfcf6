import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";
import { Tag } from "../tag.tsx";

/** The finder's options. The field above keeps the cursor and says which one is chosen. */
export function FinderList({
  id,
  found,
  active,
  dimmed,
  onChoose,
}: {
  id: string;
  found: readonly FoundCustomer[];
  active: number;
  /** These are of what was typed before; the new ones are on their way. */
  dimmed: boolean;
  onChoose: (customer: FoundCustomer) => void;
}) {
  return (
    <div id={id} role="listbox" aria-label="Customers" hidden={found.length === 0} className="overflow-y-auto py-1">
      {found.map((customer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field that has the cursor takes the keys
        <div
          key={customer.businessId}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(customer)}
          className={`flex min-h-9 cursor-pointer flex-wrap items-center justify-between gap-x-3 px-4 py-1.5 ${
            index === active ? "bg-accent-soft" : "hover:bg-raised"
          } ${dimmed ? "text-muted" : ""}`}
        >
          <span className="min-w-0 font-medium break-words">{customer.name}</span>
          <span className="flex items-center gap-2 text-muted tabular-nums">
            {customer.ended && <Tag tone="ended">Ended</Tag>}
            {customer.country} {customer.businessId}
          </span>
        </div>
      ))}
    </div>
  );
}
