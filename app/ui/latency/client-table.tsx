import type { ClientFigures } from "#app/domain/latency/latency-types.ts";
import { judged } from "#app/domain/latency/sentence-rules.ts";
import { Table } from "../table.tsx";
import { count, secondsOr, shareOr } from "./shown.ts";
import { Verdict } from "./verdict.tsx";
import { WithoutMaintenance } from "./without-maintenance.tsx";

/** The viewed period by client kind. */
export function ClientTable({ clients, period }: { clients: ClientFigures[]; period: string }) {
  return (
    <Table
      caption={`Client kinds, ${period}`}
      rows={clients}
      rowKey={(row) => row.client}
      columns={[
        { key: "name", header: "Client kind", rowHeader: true, cell: (row) => row.name.en },
        { key: "kept", header: "Target", cell: (row) => <Verdict kept={judged(row).kept} /> },
        {
          key: "requests",
          header: "Requests",
          numeric: true,
          cell: (row) => (row.raw.coverage.hoursMeasured > 0 ? count(row.raw.sums.requests) : "No data"),
        },
        { key: "average", header: "Average (s)", numeric: true, cell: (row) => secondsOr(row.raw.average) },
        {
          key: "corrected",
          header: <WithoutMaintenance />,
          numeric: true,
          cell: (row) => secondsOr(row.corrected.average),
        },
        { key: "within", header: "Within target", numeric: true, cell: (row) => shareOr(row.raw.withinShare) },
        { key: "errors", header: "Failed", numeric: true, cell: (row) => shareOr(row.raw.errorShare) },
      ]}
    />
  );
}
