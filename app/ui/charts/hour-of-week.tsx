import { ScrollArea } from "../scroll-area.tsx";
import { weekdays } from "./calendar-grid.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { bareValue, type ChartUnit, formatValue, unitNames } from "./chart-units.ts";
import { HeatLegend } from "./heat-legend.tsx";
import { heatLooks, heatStep, missesTarget } from "./heat-scale.ts";

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/**
 * A week of hours in Helsinki time, each with its number: the picture is a table itself, so that it reads the same without
 * colours. As a table it is without them.
 * @param cells seven days from Monday, each of 24 values; null is no data. Values are as in a TimeChart of the unit.
 * @param tableHref where the other form is
 */
export function HourOfWeek({
  title,
  cells,
  target,
  unit,
  table,
  tableHref,
}: {
  title: string;
  cells: (number | null)[][];
  target: number;
  unit: ChartUnit;
  table: boolean;
  tableHref: string;
}) {
  const box = table ? "px-2 py-1 text-right" : "h-8 min-w-10 rounded-sm text-center text-[12px]";
  return (
    <ChartFigure title={title} summary={hoursSummary(cells, target, unit)} table={table} tableHref={tableHref}>
      <ScrollArea label={title}>
        <table
          className={`w-full ${table ? "border-collapse" : "min-w-[62rem] table-fixed border-separate border-spacing-0.5"}`}
        >
          <caption className="sr-only">
            {title}, {unitNames[unit]}, by weekday and hour in Helsinki
          </caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 w-11 bg-surface text-left text-[13px] font-medium text-muted">
                Hour
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col" className="min-w-10 px-1 text-center text-[12px] font-medium text-muted">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday, day) => (
              <tr key={weekday} className={table ? "border-t border-line" : ""}>
                <th scope="row" className="sticky left-0 bg-surface text-left text-[13px] font-medium text-muted">
                  {weekday}
                </th>
                {hours.map((hour, index) => {
                  const value = cells[day]?.[index] ?? null;
                  if (value === null)
                    return (
                      <td key={hour} className={`${box} ${table ? "" : "border border-dashed border-line"} text-muted`}>
                        <span aria-hidden>–</span>
                        <span className="sr-only">No data</span>
                      </td>
                    );
                  const look = table ? "" : heatLooks[heatStep(value, target, unit)].cell;
                  return (
                    <td
                      key={hour}
                      className={`${box} ${look}`}
                      title={`${weekday} ${hour}: ${formatValue(value, unit)}`}
                    >
                      {bareValue(value, unit)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {!table && <HeatLegend target={target} unit={unit} />}
    </ChartFigure>
  );
}

/** `160 hours measured, 12 over 0.80 s; slowest Mon 09, 1.42 s.` */
function hoursSummary(cells: readonly (readonly (number | null)[])[], target: number, unit: ChartUnit): string {
  const measured = cells.flatMap((day, weekday) =>
    day.flatMap((value, hour) => (value === null ? [] : [{ value, name: `${weekdays[weekday]} ${hours[hour]}` }])),
  );
  if (measured.length === 0) return "No data in this period.";
  const missed = measured.filter(({ value }) => missesTarget(value, target, unit)).length;
  const share = unit === "%";
  const worst = measured.reduce((a, b) => ((share ? b.value < a.value : b.value > a.value) ? b : a));
  return `${measured.length} of 168 hours measured, ${missed} ${share ? "under" : "over"} ${formatValue(target, unit)}; ${
    share ? "lowest" : "slowest"
  } ${worst.name}, ${formatValue(worst.value, unit)}.`;
}
