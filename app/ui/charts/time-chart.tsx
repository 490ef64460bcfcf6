import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { ScrollArea } from "../scroll-area.tsx";
import { Table } from "../table.tsx";
import { ChartFigure } from "./chart-figure.tsx";
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
    <ChartFigure
      title={title}
      summary={chartSummary({ series, unit, target, windows: windows.length, releases: releases.length })}
      table={table}
      tableHref={tableHref}
      resetHref={resetHref}
    >
      {table ? (
        <PointTable title={title} unit={unit} series={series} />
      ) : (
        <TimePlot {...props} windows={windows} releases={releases} />
      )}
      <Marks windows={windows} releases={releases} />
    </ChartFigure>
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
    ...windows.map((window) => ({ at: msOf(window.from), text: windowText(window), to: null })),
    ...releases.map((release) => ({
      at: msOf(release.at),
      text: releaseText(release),
      to: paths.release(release.version),
    })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <details className="text-[13px]">
      <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
        {count} {count === 1 ? "mark" : "marks"} in this period
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 tabular-nums">
        {marks.map(({ at, text, to }) => (
          <li key={`${at}${text}`}>
            {to ? (
              <Link className="text-accent hover:underline" to={to}>
                {text}
              </Link>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
