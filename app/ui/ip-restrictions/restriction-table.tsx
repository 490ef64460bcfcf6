import { Link } from "@remix-run/react";
import { lastDay } from "#app/domain/ip-restrictions/list-end-rules.ts";
import type { RestrictionRow } from "#app/domain/ip-restrictions/restriction-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Table } from "../table.tsx";
import { IpStateTag } from "./ip-state-tag.tsx";

/** Lists of networks, one a line. */
export function RestrictionTable({ rows }: { rows: readonly RestrictionRow[] }) {
  return (
    <Table
      caption="Lists of networks, those that wait for somebody first"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "customer",
          header: "Customer",
          rowHeader: true,
          cell: (row) => (
            <>
              <Link className="text-accent hover:underline" to={paths.ipRestriction(row.id)}>
                {row.customer}
              </Link>{" "}
              <span className="font-normal text-muted">version {row.version}</span>
            </>
          ),
        },
        {
          key: "id",
          header: "Business id",
          from: "md",
          cell: (row) => <span className="tabular">{row.businessId}</span>,
        },
        { key: "state", header: "State", cell: (row) => <IpStateTag row={row} /> },
        { key: "networks", header: "Networks", numeric: true, from: "sm", cell: (row) => row.networks },
        { key: "since", header: "Since", from: "lg", cell: (row) => formatInstant(row.since) },
        { key: "ends", header: "Last day", from: "xl", cell: (row) => (row.endsAt ? lastDay(row.endsAt) : "None") },
      ]}
    />
  );
}
