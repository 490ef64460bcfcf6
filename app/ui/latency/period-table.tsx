import { Link } from "@remix-run/react";
import { judged } from "#app/domain/latency/sentence-rules.ts";
import { Provenance } from "../provenance.tsx";
import { type Column, Table } from "../table.tsx";
import { coverageText, secondsOr, type ShownRow, shareOr, signedOr } from "./shown.ts";
import { Verdict } from "./verdict.tsx";
import { WithoutMaintenance } from "./without-maintenance.tsx";

const dimmed = (row: ShownRow) => (row.provenance.stale ? "text-muted" : "");

/** Each period against the target, as measured and without maintenance, with its trend, age and source. */
export function PeriodTable({
  rows,
  viewed,
  periodHref,
}: {
  rows: ShownRow[];
  /** The key of the period that the chart shows. */
  viewed: string;
  periodHref: (key: string) => string;
}) {
  const columns: Column<ShownRow>[] = [
    {
      key: "name",
      header: "Period",
      rowHeader: true,
      cell: (row) => <Name row={row} viewed={viewed} href={periodHref} />,
    },
    {
      key: "kept",
      header: "Target",
      cell: (row) => <Verdict kept={judged(row).kept} />,
    },
    {
      key: "raw",
      header: "Average (s)",
      numeric: true,
      cell: (row) => <span className={`font-medium ${dimmed(row)}`}>{secondsOr(row.raw.average)}</span>,
    },
    {
      key: "corrected",
      header: <WithoutMaintenance />,
      numeric: true,
      cell: (row) => <span className={dimmed(row)}>{secondsOr(row.corrected.average)}</span>,
    },
    { key: "headroom", header: "Headroom (s)", numeric: true, cell: (row) => signedOr(judged(row).headroom) },
    { key: "trend", header: "Trend", cell: (row) => <span className="block min-w-32">{row.trend.words}</span> },
    { key: "within", header: "Within target", numeric: true, cell: (row) => shareOr(row.raw.withinShare) },
    { key: "p50", header: "Median (s)", numeric: true, cell: (row) => <Percentile row={row} of="p50" /> },
    { key: "p95", header: "95 % (s)", numeric: true, cell: (row) => <Percentile row={row} of="p95" /> },
    { key: "source", header: "Measured", cell: (row) => <Source row={row} /> },
  ];
  return <Table caption="Latency by period" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function Name({ row, viewed, href }: { row: ShownRow; viewed: string; href: (key: string) => string }) {
  const coverage = row.id === "now" ? null : coverageText(row.raw);
  return (
    <span className={row.id === "chosen" ? "" : "whitespace-nowrap"}>
      {row.id === "now" || row.id === "chosen" || row.period.key === viewed ? (
        row.name
      ) : (
        <Link className="text-accent hover:underline" to={href(row.period.key)} preventScrollReset>
          {row.name}
        </Link>
      )}
      {row.name !== row.period.label && " "}
      {row.name !== row.period.label && (
        <span className="block text-[13px] font-normal text-muted">{row.period.label}</span>
      )}
      {coverage && " "}
      {coverage && <span className="block text-[13px] font-normal whitespace-normal text-muted">{coverage}</span>}
    </span>
  );
}

function Percentile({ row, of }: { row: ShownRow; of: "p50" | "p95" }) {
  const { words, [of]: value } = row.percentiles;
  if (words === null) return secondsOr(value);
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">{words}</span>
    </>
  );
}

function Source({ row: { provenance } }: { row: ShownRow }) {
  return (
    <div className="min-w-20">
      <span className="whitespace-nowrap text-muted">{provenance.freshLabel ?? provenance.age}</span>
      <Provenance of={provenance} />
    </div>
  );
}
