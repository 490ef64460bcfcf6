import { Link } from "@remix-run/react";
import { formatWeekday } from "#app/i18n/formats.ts";
import { ScrollArea } from "../scroll-area.tsx";
import { Table } from "../table.tsx";
import { CalendarCells, WeekdayNames } from "./calendar-cells.tsx";
import { ChartFigure } from "./chart-figure.tsx";
import { bareValue, type ChartUnit, formatValue, unitNames } from "./chart-units.ts";
import { HeatLegend } from "./heat-legend.tsx";
import { missesTarget } from "./heat-scale.ts";

export type CalendarDay = {
  /** YYYY-MM-DD in Helsinki. */
  day: string;
  /** Null is no data. */
  value: number | null;
  /** An announced window was on this day. */
  window: boolean;
  /** Versions that were released on this day. */
  releases: string[];
  /** The page of the day. */
  href: string;
};

/**
 * Days against the target in columns of weeks, from Monday. The picture is for the pointer (a link per day would be
 * hundreds of stops of the Tab key); the table holds the same days, numbers and links.
 * @param days in order; missing days are left out
 * @param unit of the values and the target, seconds unless said
 */
export function CalendarMap({
  title,
  days,
  target,
  unit = "s",
  table,
  tableHref,
}: {
  title: string;
  days: CalendarDay[];
  target: number;
  unit?: ChartUnit;
  table: boolean;
  tableHref: string;
}) {
  return (
    <ChartFigure title={title} summary={daysSummary(days, target, unit)} table={table} tableHref={tableHref}>
      {table && days.length > 0 && (
        <ScrollArea label={title}>
          <DayTable title={title} days={days} unit={unit} />
        </ScrollArea>
      )}
      {!table && days.length > 0 && (
        <>
          {/* The names of the days stay where they are when the weeks scroll. */}
          <div className="grid grid-cols-[max-content_minmax(0,1fr)]">
            <WeekdayNames days={days} />
            <ScrollArea label={title} atEnd>
              <CalendarCells days={days} target={target} unit={unit} />
            </ScrollArea>
          </div>
          <HeatLegend target={target} unit={unit} notches>
            <li>Hatched: announced window</li>
            <li>Dot: release</li>
            <li>Dashed: no data</li>
          </HeatLegend>
        </>
      )}
    </ChartFigure>
  );
}

function DayTable({ title, days, unit }: { title: string; days: CalendarDay[]; unit: ChartUnit }) {
  return (
    <Table
      caption={title}
      // What one looks for is mostly new.
      rows={days.toReversed()}
      rowKey={(row) => row.day}
      columns={[
        {
          key: "day",
          header: "Day",
          rowHeader: true,
          cell: (row) => (
            <Link to={row.href} className="tabular whitespace-nowrap text-accent hover:underline">
              {row.day}
            </Link>
          ),
        },
        { key: "weekday", header: "Weekday", cell: (row) => formatWeekday(row.day).slice(0, 3) },
        {
          key: "value",
          header: `Value (${unitNames[unit]})`,
          numeric: true,
          cell: (row) => (row.value === null ? "No data" : bareValue(row.value, unit)),
        },
        { key: "window", header: "Announced window", cell: (row) => (row.window ? "Yes" : "–") },
        { key: "releases", header: "Releases", cell: (row) => row.releases.join(", ") || "–" },
      ]}
    />
  );
}

/** `30 days: 27 within 0.80 s, 2 over it, 1 without data; worst Fri 20 Nov, 1.24 s.` */
function daysSummary(days: readonly CalendarDay[], target: number, unit: ChartUnit): string {
  const measured = days.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  if (measured.length === 0) return "No data in this period.";
  const missed = measured.filter(({ value }) => missesTarget(value, target, unit)).length;
  const share = unit === "%";
  const worst = measured.reduce((a, b) => ((share ? b.value < a.value : b.value > a.value) ? b : a));
  const silent = days.length - measured.length;
  return `${days.length} days: ${measured.length - missed} within ${formatValue(target, unit)}, ${missed} ${
    share ? "under" : "over"
  } it${silent > 0 ? `, ${silent} without data` : ""}; worst ${formatWeekday(worst.day)}, ${formatValue(worst.value, unit)}.`;
}
