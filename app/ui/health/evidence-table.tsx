import type { ComponentHealth } from "#app/domain/health/health-view.ts";
import { HealthTag } from "../health-tag.tsx";
import { Table } from "../table.tsx";

type Source = ComponentHealth["sources"][number];

/** Each thing that says how a component is: what it said, and the limits that make a state of it. */
export function EvidenceTable({ sources, name }: { sources: Source[]; name: string }) {
  const rows = sources.map((source, i) => ({ ...source, key: String(i) }));
  return (
    <Table
      caption={`What says how ${name} is`}
      rows={rows}
      rowKey={(row) => row.key}
      detailBelow="md"
      detail={(row) => (
        <p className="text-[13px] text-muted">
          {row.detail}
          {row.limit && ` (${row.limit})`}
        </p>
      )}
      columns={[
        { key: "name", header: "Source", rowHeader: true, cell: (row) => row.name },
        { key: "kind", header: "Kind", from: "lg", cell: (row) => (row.kind === "alert" ? "Alert" : "Measurement") },
        { key: "says", header: "Says", cell: (row) => <HealthTag state={row.state} /> },
        { key: "value", header: "Value", from: "md", cell: (row) => <span className="tabular">{row.detail}</span> },
        { key: "limit", header: "Limit", from: "md", cell: (row) => row.limit ?? "–" },
      ]}
    />
  );
}
