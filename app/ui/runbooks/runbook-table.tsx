import { Link } from "@remix-run/react";
import type { RunbookMeta } from "#app/domain/runbooks/runbook-types.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

type Row = RunbookMeta & { steps: number; stale: boolean; faults: number; lastRunAt: string | null };

/** Runbooks by what somebody sees. */
export function RunbookTable({ rows, now }: { rows: readonly Row[]; now: string }) {
  const columns: Column<Row>[] = [
    {
      key: "symptom",
      header: "What is seen",
      rowHeader: true,
      cell: (row) => (
        <>
          <Link className="text-accent hover:underline" to={paths.runbook(row.id)}>
            {row.title.en}
          </Link>
          <p className="font-normal text-muted">{row.symptom}</p>
        </>
      ),
    },
    { key: "owner", header: "Kept by", from: "md", cell: (row) => row.owner },
    { key: "steps", header: "Steps", numeric: true, from: "sm", cell: (row) => row.steps },
    {
      key: "reviewed",
      header: "Reviewed",
      from: "sm",
      cell: (row) => (
        <span className="flex flex-col items-start gap-1">
          <span className="whitespace-nowrap tabular-nums">{row.reviewed}</span>
          {row.stale && <Tag tone="warn">Review is due</Tag>}
          {row.faults > 0 && <Tag tone="bad">Has faults</Tag>}
        </span>
      ),
    },
    {
      key: "run",
      header: "Last run",
      from: "lg",
      cell: (row) => (row.lastRunAt ? <Instant at={row.lastRunAt} now={now} /> : "Never"),
    },
  ];
  return <Table caption="Runbooks" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
