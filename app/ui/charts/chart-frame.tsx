import { useId } from "react";
import { type ChartRelease, type ChartWindow, msOf, releaseText, windowText } from "./chart-marks.ts";
import { type ChartUnit, formatValue } from "./chart-units.ts";
import type { Tick } from "./scales.ts";

/** What a chart's parts share: the period in ms and the top of the value axis, which begins at zero. */
export type Frame = { from: number; to: number; top: number; unit: ChartUnit };

/** Percentages instead of styles: the Content-Security-Policy lets no style attribute through. */
export const across = ({ from, to }: Frame, ms: number): string =>
  `${(((Math.min(Math.max(ms, from), to) - from) / (to - from)) * 100).toFixed(3)}%`;
export const down = ({ top }: Frame, value: number): string => `${((1 - value / top) * 100).toFixed(3)}%`;

export function ValueAxis({ frame, lines }: { frame: Frame; lines: number[] }) {
  return (
    <svg aria-hidden className="absolute top-4 bottom-6 left-0 h-[calc(100%-2.5rem)] w-13 overflow-visible">
      {lines.map((value) => (
        <text
          key={value}
          x="100%"
          y={down(frame, value)}
          textAnchor="end"
          dominantBaseline="central"
          className="fill-muted text-[11px] tabular-nums"
        >
          {formatValue(value, frame.unit)}
        </text>
      ))}
    </svg>
  );
}

/** At the ends a name stays inside of the picture. */
const anchorAt = (part: number) => (part < 0.03 ? "start" : part > 0.97 ? "end" : "middle");

export function TimeAxis({ frame, ticks, className }: { frame: Frame; ticks: Tick[]; className: string }) {
  return (
    <svg aria-hidden className={`absolute bottom-0 h-6 overflow-visible ${className}`}>
      {ticks.map(({ at, label }) => (
        <text
          key={at}
          x={across(frame, at)}
          y="70%"
          textAnchor={anchorAt((at - frame.from) / (frame.to - frame.from))}
          className="fill-muted text-[11px] tabular-nums"
        >
          {label}
        </text>
      ))}
    </svg>
  );
}

/** With more releases than this their markers are dots alone: a fence of lines would hide the picture. */
const MOST_RELEASE_LINES = 24;

/** Behind the lines: the grid, maintenance hatched (the urgent kind across itself), releases as markers, the target. */
export function Backdrop({
  frame,
  lines,
  ticks,
  windows,
  releases,
  target,
}: {
  frame: Frame;
  lines: number[];
  ticks: Tick[];
  windows: readonly ChartWindow[];
  releases: readonly ChartRelease[];
  target?: number;
}) {
  const id = useId();
  return (
    <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
      <defs>
        <pattern id={`${id}a`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" className="fill-maintenance-soft" />
          <rect width="1.5" height="7" className="fill-maintenance" opacity="0.55" />
        </pattern>
        <pattern id={`${id}u`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" className="fill-slow-soft" />
          <rect width="1.5" height="7" className="fill-slow" opacity="0.55" />
          <rect width="7" height="1.5" className="fill-slow" opacity="0.55" />
        </pattern>
      </defs>
      {windows.map((window) => {
        const x = across(frame, msOf(window.from));
        const width = Number.parseFloat(across(frame, msOf(window.to))) - Number.parseFloat(x);
        return (
          <rect
            key={`${window.from}${window.title}`}
            x={x}
            y="0"
            // A window of an hour must still be seen in a chart of a year.
            width={`${Math.max(width, 0.25).toFixed(3)}%`}
            height="100%"
            fill={`url(#${id}${window.announced ? "a" : "u"})`}
          >
            <title>{windowText(window)}</title>
          </rect>
        );
      })}
      {lines.map((value) => (
        <line
          key={value}
          x1="0"
          x2="100%"
          y1={down(frame, value)}
          y2={down(frame, value)}
          className={value === 0 ? "stroke-line-strong" : "stroke-line"}
          shapeRendering="crispEdges"
        />
      ))}
      {ticks.map(({ at }) => (
        <line
          key={at}
          x1={across(frame, at)}
          x2={across(frame, at)}
          y1="100%"
          y2="100%"
          className="stroke-line-strong"
          strokeWidth="1"
          transform="translate(0 4)"
        />
      ))}
      {releases.map((release) => (
        <g key={`${release.at}${release.version}`}>
          <title>{releaseText(release)}</title>
          {releases.length <= MOST_RELEASE_LINES && (
            <line
              x1={across(frame, msOf(release.at))}
              x2={across(frame, msOf(release.at))}
              y1="-5"
              y2="100%"
              className="stroke-muted"
              strokeWidth={release.kind === "urgent" ? 2 : 1}
              strokeDasharray="2 3"
            />
          )}
          <circle cx={across(frame, msOf(release.at))} cy="-6" r="3" className="fill-muted" />
        </g>
      ))}
      {target !== undefined && (
        <g>
          <line
            x1="0"
            x2="100%"
            y1={down(frame, target)}
            y2={down(frame, target)}
            className="stroke-ink"
            strokeWidth="1.25"
            strokeDasharray="7 4"
          />
          <text
            x="100%"
            y={down(frame, target)}
            dx="-4"
            dy="-5"
            textAnchor="end"
            className="fill-ink stroke-surface stroke-3 text-[11px] font-medium [paint-order:stroke]"
          >
            target {formatValue(target, frame.unit)}
          </text>
        </g>
      )}
    </svg>
  );
}
