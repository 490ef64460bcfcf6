import { Link } from "@remix-run/react";
import type { Impact, IncidentState } from "#app/domain/health/incidents/incident-states.ts";
import { formatLasted } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { HealthTag } from "../health-tag.tsx";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { IncidentStateTag } from "./incident-state-tag.tsx";

type Row = {
  number: number;
  title: string;
  state: IncidentState;
  startedAt: Date | string;
  openMinutes: number;
  components: readonly { key: string; name: string; worstImpact: Impact }[];
};

const lasted = (row: Row) => `${formatLasted(row.openMinutes)}${row.state === "resolved" ? "" : " so far"}`;

const columns: Column<Row>[] = [
  { key: "number", header: "No", numeric: true, from: "sm", cell: (row) => row.number },
  {
    key: "title",
    header: "Incident",
    rowHeader: true,
    cell: (row) => (
      <Link className="text-accent hover:underline" to={paths.incident(row.number)}>
        {row.title}
      </Link>
    ),
  },
  { key: "state", header: "State", cell: (row) => <IncidentStateTag state={row.state} /> },
  {
    key: "components",
    header: "Components, at worst",
    from: "md",
    cell: (row) => <Touched row={row} />,
  },
  { key: "started", header: "Started", from: "sm", cell: (row) => <Instant at={row.startedAt} /> },
  {
    key: "lasted",
    header: "Lasted",
    numeric: true,
    from: "md",
    cell: lasted,
  },
];

function Touched({ row }: { row: Row }) {
  return (
    <ul className="flex flex-col gap-1">
      {row.components.map(({ key, name, worstImpact }) => (
        <li key={key} className="flex flex-wrap items-center gap-x-2 whitespace-nowrap">
          {name} <HealthTag state={worstImpact} />
        </li>
      ))}
    </ul>
  );
}

export function IncidentTable({ incidents }: { incidents: readonly Row[] }) {
  return (
    <Table
      caption="Incidents, newest first; times in Europe/Helsinki"
      columns={columns}
      rows={incidents}
      rowKey={(row) => String(row.number)}
      detailBelow="md"
      detail={(row) => (
        <div className="text-[13px]">
          <p className="text-muted">
            <Instant at={row.startedAt} />, {lasted(row)}
          </p>
          <Touched row={row} />
        </div>
      )}
    />
  );
}
