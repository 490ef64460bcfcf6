import { Link } from "@remix-run/react";
import { useRef } from "react";
import type { FoundCustomer } from "#app/domain/customers/customer-view.ts";
import { paths } from "#app/paths.ts";
import { Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import { useRowKeys } from "../use-row-keys.ts";

/** The customers that a search found, the likeliest first. */
export function FoundCustomers({ found }: { found: readonly FoundCustomer[] }) {
  const area = useRef<HTMLDivElement>(null);
  useRowKeys(area);
  return (
    <div ref={area}>
      <Table
        caption="Customers found"
        rows={found}
        rowKey={({ businessId }) => businessId}
        columns={[
          {
            key: "name",
            header: "Name",
            rowHeader: true,
            cell: ({ name, businessId }) => (
              <Link className="break-words text-accent hover:underline" to={paths.customer(businessId)}>
                {name}
              </Link>
            ),
          },
          {
            key: "id",
            header: "Business id",
            cell: ({ businessId }) => <span className="whitespace-nowrap tabular-nums">{businessId}</span>,
          },
          { key: "country", header: "Country", from: "sm", cell: ({ country }) => country },
          { key: "state", header: "State", cell: ({ ended }) => (ended ? <Tag tone="ended">Ended</Tag> : "Customer") },
        ]}
      />
    </div>
  );
}
