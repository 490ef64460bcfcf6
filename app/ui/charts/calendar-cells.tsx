import { Link } from "@remix-run/react";
import { useId } from "react";
import { formatMonth, formatWeekday } from "#app/i18n/formats.ts";
import { weekNumber } from "#app/i18n/week-number.ts";
import { weekColumn, weekdayIndex, weekdays } from "./calendar-grid.ts";
import type { CalendarDay } from "./calendar-map.tsx";
import { bareValue, type ChartUnit, formatValue } from "./chart-units.ts";
import { HeatNotches } from "./heat-notches.tsx";
import { heatInks, heatLooks, heatStep } from "./heat-scale.ts";

/** A quarter of a year has room for its numbers. */
const WEEKS_WITH_NUMBERS = 15;
const sizes = { small: { width: 16, height: 16, gap: 2 }, large: { width: 56, height: 30, gap: 3 } };
const NAMES_WIDTH = 34;
const TOP = 20;

const columnsOf = (days: readonly CalendarDay[]) => weekColumn(days[0]!.day, days.at(-1)!.day) + 1;
const withNumbersIn = (days: readonly CalendarDay[]) => columnsOf(days) <= WEEKS_WITH_NUMBERS;
const sizeOf = (days: readonly CalendarDay[]) => sizes[withNumbersIn(days) ? "large" : "small"];

/** The column of names beside the cells. */
export function WeekdayNames({ days }: { days: readonly CalendarDay[] }) {
  const { height, gap } = sizeOf(days);
  return (
    <svg aria-hidden width={NAMES_WIDTH} height={TOP + 7 * (height + gap)} className="block">
      {weekdays.map((weekday, row) => (
        <text
          key={weekday}
          x="0"
          y={TOP + row * (height + gap) + height / 2}
          dominantBaseline="central"
          className="fill-muted text-[11px]"
        >
          {weekday}
        </text>
      ))}
    </svg>
  );
}

/** The cells, for eyes and the pointer; readers of a screen get the sentence above and the table. */
export function CalendarCells({ days, target, unit }: { days: CalendarDay[]; target: number; unit: ChartUnit }) {
  const hatch = useId();
  const first = days[0]!.day;
  const withNumbers = withNumbersIn(days);
  const { width, height, gap } = sizeOf(days);
  const months = days.filter(({ day }, index) => index === 0 || day.endsWith("-01"));
  return (
    <svg
      aria-hidden
      width={columnsOf(days) * (width + gap)}
      height={TOP + 7 * (height + gap)}
      className="block shrink-0 tabular-nums"
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="5" className="fill-maintenance" opacity="0.75" />
        </pattern>
      </defs>
      {months.map(({ day }, index) => {
        const next = months[index + 1];
        // The first, cut month gets no name when the next one begins right beside it.
        if (index === 0 && next && weekColumn(first, next.day) < 2 && !withNumbers) return null;
        return (
          <text key={day} x={weekColumn(first, day) * (width + gap)} y="11" className="fill-muted text-[11px]">
            {formatMonth(day.slice(0, 7)).slice(0, 3)}
          </text>
        );
      })}
      {days.map((day) => (
        <Cell
          key={day.day}
          day={day}
          target={target}
          unit={unit}
          hatch={hatch}
          withNumbers={withNumbers}
          box={{
            x: weekColumn(first, day.day) * (width + gap),
            y: TOP + weekdayIndex(day.day) * (height + gap),
            width,
            height,
          }}
        />
      ))}
    </svg>
  );
}

type Box = { x: number; y: number; width: number; height: number };

function Cell({
  day,
  target,
  unit,
  hatch,
  withNumbers,
  box,
}: {
  day: CalendarDay;
  target: number;
  unit: ChartUnit;
  hatch: string;
  withNumbers: boolean;
  box: Box;
}) {
  const { value } = day;
  const step = value === null ? null : heatStep(value, target, unit);
  const { x, y, width, height } = box;
  return (
    <Link to={day.href} tabIndex={-1}>
      <title>{cellText(day, unit)}</title>
      {step === null ? (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={width - 1}
          height={height - 1}
          rx="2"
          className="fill-transparent stroke-line-strong"
          strokeDasharray="2 2"
        />
      ) : (
        <rect {...box} rx="2" className={heatLooks[step].fill} />
      )}
      {/* Beside a number, not behind it. */}
      {day.window && <rect {...box} width={withNumbers ? 12 : width} rx="2" fill={`url(#${hatch})`} />}
      {step !== null && withNumbers && (
        <text
          x={x + width / 2}
          y={y + height / 2}
          textAnchor="middle"
          dominantBaseline="central"
          className={`text-[12px] ${heatInks[step]} ${step > 2 ? "font-semibold" : ""}`}
        >
          {bareValue(value!, unit)}
        </text>
      )}
      {step !== null && !withNumbers && <HeatNotches step={step} x={x} y={y} size={height} />}
      {day.releases.length > 0 && (
        <circle cx={x + width - 4.5} cy={y + 4.5} r="2.5" className={step === null ? "fill-ink" : heatInks[step]} />
      )}
    </Link>
  );
}

function cellText(day: CalendarDay, unit: ChartUnit): string {
  return [
    `${formatWeekday(day.day)}, week ${weekNumber(day.day)}: ${day.value === null ? "no data" : formatValue(day.value, unit)}`,
    day.window && "announced window",
    day.releases.length > 0 && `released ${day.releases.join(", ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}
