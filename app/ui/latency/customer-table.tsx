import type { CustomerFigures } from "#app/domain/latency/latency-types.ts";
import { formatSeconds, formatShare } from "#app/i18n/formats.ts";
import { Table } from "../table.tsx";
import { count, secondsOr, shareOr } from "./shown.ts";

/** Customers by seconds lost over the target, with the client kinds that lost them. */
export function CustomerTable({ rows, names }: { rows: CustomerFigures[]; names: Readonly<Record<string, string>> }) {
  return (
    <Table
      caption="Customers by seconds lost over the target"
      rows={rows}
      rowKey={(row) => row.customer}
      columns={[
        {
          key: "name",
          header: "Customer",
          rowHeader: true,
          cell: (row) => (
            <>
              {row.name ?? <span className="text-muted">Name not known here</span>}{" "}
              <span className="tabular block text-[13px] font-normal text-muted">{row.customer}</span>
            </>
          ),
        },
        { key: "lost", header: "Lost (s)", numeric: true, cell: (row) => count(row.secondsLost) },
        { key: "share", header: "Share of loss", numeric: true, cell: (row) => formatShare(row.shareOfLoss) },
        { key: "average", header: "Average (s)", numeric: true, cell: (row) => secondsOr(row.average) },
        { key: "within", header: "Within target", numeric: true, cell: (row) => shareOr(row.withinShare) },
        { key: "requests", header: "Requests", numeric: true, cell: (row) => count(row.requests) },
        {
          key: "clients",
          header: "Lost by client kind",
          cell: (row) => {
            const losing = row.clients.filter(({ secondsLost }) => secondsLost > 0);
            return (
              <ul>
                {losing.map(({ client, average, secondsLost }) => (
                  <li key={client} className="whitespace-nowrap">
                    {names[client] ?? client}: {formatSeconds(secondsLost)}{" "}
                    <span className="block text-[13px] text-muted">
                      {average === null ? "no data" : formatSeconds(average)} on average
                    </span>
                  </li>
                ))}
              </ul>
            );
          },
        },
      ]}
    />
  );
}
