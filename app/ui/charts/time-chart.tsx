import { Link } from "@remix-run/react";
import { ChartLine, RotateCcw, Table2 } from "lucide-react";
import { ScrollArea } from "../scroll-area.tsx";
import { Table } from "../table.tsx";
import {
  type ChartRelease,
  type ChartWindow,
  msOf,
  releasesWithin,
  releaseText,
  windowsWithin,
  windowText,
} from "./chart-marks.ts";
import { chartSummary } from "./chart-summary.ts";
import { bareValue, type ChartUnit, unitNames } from "./chart-units.ts";
import { TimePlot } from "./time-plot.tsx";
import { aligned, type ChartSeries, momentWriter } from "./time-series.ts";

export type TimeChartProps = {
  title: string;
  /** Values are seconds for `s` and `ms`, a share of one for `%`. */
  unit: ChartUnit;
  /** Ms since the epoch. */
  from: number;
  to: number;
  /** Points in time order; null is no data. */
  series: ChartSeries[];
  target?: number;
  windows: ChartWindow[];
  releases: ChartRelease[];
  /** The numbers as a table instead of the picture. */
  table: boolean;
  /** Where the other form is: the table, or the picture again. */
  tableHref: string;
  /** The page for a part of the period, in ms. */
  zoomHref: (from: number, to: number) => string;
  /** The whole period again, when a part is shown. */
  resetHref?: string;
};

/**
 * Values over time. The server draws the whole picture; the browser replaces the lines by uPlot, with a readout and a zoom by
 * dragging. What the picture says is also there as sentences, as lists of what is marked, and as a table.
 */
export function TimeChart(props: TimeChartProps) {
  const { title, unit, from, to, series, target, table, tableHref, resetHref } = props;
  const windows = windowsWithin(props.windows, from, to);
  const releases = releasesWithin(props.releases, from, to);
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          <p className="max-w-[80ch] text-[13px] text-muted">
            {chartSummary({ series, unit, target, windows: windows.length, releases: releases.length })}
          </p>
        </div>
        <div className="no-print flex flex-wrap gap-x-4">
          {resetHref && (
            <ChartLink to={resetHref} icon={RotateCcw}>
              Whole period
            </ChartLink>
          )}
          <TableLink table={table} to={tableHref} title={title} />
        </div>
      </figcaption>
      {table ? (
        <PointTable title={title} unit={unit} series={series} />
      ) : (
        <TimePlot {...props} windows={windows} releases={releases} />
      )}
      <Marks windows={windows} releases={releases} />
    </figure>
  );
}

function ChartLink({ to, icon: Icon, children }: { to: string; icon: typeof Table2; children: React.ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      className="inline-flex min-h-[24px] items-center gap-1 text-[13px] text-accent hover:underline"
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </Link>
  );
}

/** From the picture to the table and back. */
export function TableLink({ table, to, title }: { table: boolean; to: string; title: string }) {
  return (
    <ChartLink to={to} icon={table ? ChartLine : Table2}>
      {table ? "Show as picture" : "Show as table"}
      <span className="sr-only">: {title}</span>
    </ChartLink>
  );
}

function PointTable({ title, unit, series }: Pick<TimeChartProps, "title" | "unit" | "series">) {
  const { times, values } = aligned(series);
  const written = momentWriter(series);
  if (times.length === 0) return <p className="py-4 text-muted">No data in this period.</p>;
  return (
    <ScrollArea label={title}>
      <Table
        caption={title}
        rows={times.map((at, index) => ({ at, index }))}
        rowKey={(row) => String(row.at)}
        columns={[
          {
            key: "at",
            header: "Time (Helsinki)",
            rowHeader: true,
            cell: (row) => <span className="tabular whitespace-nowrap">{written(row.at)}</span>,
          },
          ...series.map(({ key, label }, column) => ({
            key,
            header: `${label} (${unitNames[unit]})`,
            numeric: true,
            cell: (row: { index: number }) => {
              const value = values[column]?.[row.index];
              return value === null || value === undefined ? "No data" : bareValue(value, unit);
            },
          })),
        ]}
      />
    </ScrollArea>
  );
}

function Marks({ windows, releases }: { windows: ChartWindow[]; releases: ChartRelease[] }) {
  const count = windows.length + releases.length;
  if (count === 0) return null;
  const marks = [
    ...windows.map((window) => ({ at: msOf(window.from), text: windowText(window) })),
    ...releases.map((release) => ({ at: msOf(release.at), text: releaseText(release) })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <details className="text-[13px]">
      <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
        {count} {count === 1 ? "mark" : "marks"} in this period
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 tabular-nums">
        {marks.map(({ at, text }) => (
          <li key={`${at}${text}`}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
