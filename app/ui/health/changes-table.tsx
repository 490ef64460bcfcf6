import type { StateChange } from "#app/domain/health/health-view.ts";
import { formatInstant, formatLasted } from "#app/i18n/formats.ts";
import { HealthTag } from "../health-tag.tsx";
import { Table } from "../table.tsx";
import { sourceText } from "./source-text.ts";

/** The last states of a component, newest first, with what said so. */
export function ChangesTable({ name, changes, now }: { name: string; changes: StateChange[]; now: string }) {
  return (
    <Table
      caption={`Last changes of ${name}`}
      rows={changes}
      rowKey={(row) => row.from + row.state}
      detailBelow="md"
      detail={(row) => <p className="text-[13px] text-muted">{sourceText(row)}</p>}
      columns={[
        {
          key: "from",
          header: "From",
          rowHeader: true,
          cell: (row) => <span className="tabular whitespace-nowrap">{formatInstant(row.from)}</span>,
        },
        { key: "state", header: "State", cell: (row) => <HealthTag state={row.state} /> },
        {
          key: "for",
          header: "For",
          numeric: true,
          cell: (row) => {
            const lasted = Date.parse(row.to ?? now) - Date.parse(row.from);
            return formatLasted(lasted / 60_000);
          },
        },
        { key: "why", header: "What said so", from: "md", cell: (row) => sourceText(row) },
      ]}
    />
  );
}
