import { Circle, CircleHelp } from "lucide-react";
import type { LatencyParts, PartFigures } from "#app/domain/latency/latency-types.ts";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import { secondsOr, shareOr, signedSeconds } from "./shown.ts";

const average: Column<PartFigures>[] = [
  { key: "average", header: "Average (s)", numeric: true, cell: (row) => secondsOr(row.average) },
  { key: "before", header: "A week ago (s)", numeric: true, cell: (row) => secondsOr(row.before) },
  {
    key: "change",
    header: "Change (s)",
    numeric: true,
    cell: ({ average: now, before }) => signedSeconds(now === null || before === null ? null : now - before),
  },
];

const roles: Readonly<Record<string, string>> = { app: "Application", db: "Database" };

/** Servers, the slowest first, beside the same time a week ago. */
export function NodeTable({ rows }: { rows: PartFigures[] }) {
  return (
    <Table
      caption="Servers, the slowest first"
      rows={rows}
      rowKey={(row) => `${row.role} ${row.name}`}
      columns={[
        { key: "name", header: "Server", rowHeader: true, cell: (row) => row.name },
        { key: "role", header: "Role", cell: (row) => roles[row.role ?? ""] ?? row.role ?? "–" },
        ...average,
      ]}
    />
  );
}

type Dependency = NonNullable<LatencyParts["dependencies"]["rows"]>[number];

/** Dependencies, the slowest first; one that does not answer has no average, and says that it is down. */
export function DependencyTable({ rows }: { rows: Dependency[] }) {
  return (
    <Table
      caption="Dependencies, the slowest first"
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: "name", header: "Dependency", rowHeader: true, cell: (row) => row.name },
        { key: "up", header: "Answers", cell: (row) => <Answers up={row.up} /> },
        ...(average as Column<Dependency>[]),
        { key: "errors", header: "Failed", numeric: true, cell: (row) => shareOr(row.errorShare) },
      ]}
    />
  );
}

function Answers({ up }: { up: boolean | null }) {
  if (up === false) return <Tag tone="bad">Down</Tag>;
  const Icon = up === null ? CircleHelp : Circle;
  return (
    <span className="inline-flex items-center gap-1 text-[13px]">
      <Icon aria-hidden className="size-3.5" /> {up === null ? "Unknown" : "Up"}
    </span>
  );
}
