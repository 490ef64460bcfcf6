import { Link } from "@remix-run/react";
import type { RunRowView } from "#app/domain/runbooks/run-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

/** Runs, the newest first. @param titled names the runbook of each */
export function RunTable({
  runs,
  now,
  caption,
  titled = false,
}: {
  runs: readonly RunRowView[];
  now: string;
  caption: string;
  titled?: boolean;
}) {
  const columns: Column<RunRowView>[] = [
    {
      key: "started",
      header: titled ? "Runbook" : "Started",
      rowHeader: true,
      cell: (run) => (
        <Link className="text-accent hover:underline" to={paths.runbookRun(run.id)}>
          {titled ? run.title : <Instant at={run.startedAt} />}
        </Link>
      ),
    },
    { key: "by", header: "By", from: "sm", cell: (run) => run.startedBy },
    ...(titled
      ? [
          {
            key: "at",
            header: "Started",
            from: "md" as const,
            cell: (run: RunRowView) => <Instant at={run.startedAt} now={now} />,
          },
        ]
      : []),
    {
      key: "case",
      header: "Case",
      from: "md",
      cell: (run) =>
        run.caseNumber === null ? (
          "–"
        ) : (
          <Link className="text-accent hover:underline" to={paths.case(run.caseNumber)}>
            {run.caseNumber}
          </Link>
        ),
    },
    { key: "progress", header: "Steps done", numeric: true, cell: (run) => `${run.done} of ${run.of}` },
    { key: "state", header: "State", cell: (run) => <RunTag ended={run.ended} /> },
  ];
  return <Table caption={caption} columns={columns} rows={runs} rowKey={(run) => run.id} />;
}

export function RunTag({ ended }: { ended: RunRowView["ended"] }) {
  if (!ended) return <Tag tone="waiting">Under way</Tag>;
  return ended.outcome === "finished" ? <Tag tone="done">Finished</Tag> : <Tag tone="ended">Left</Tag>;
}
