import { down, type Frame } from "./chart-frame.tsx";
import { type ChartSeries, latestOf, type Point, thinned, withGaps } from "./time-series.ts";

/** Colour and dashes together, so that lines are told apart without colours. */
export const lineLooks = [
  { token: "--chart-1", stroke: "stroke-chart-1", fill: "fill-chart-1", dash: [] },
  { token: "--chart-2", stroke: "stroke-chart-2", fill: "fill-chart-2", dash: [7, 3] },
  { token: "--chart-3", stroke: "stroke-chart-3", fill: "fill-chart-3", dash: [2, 3] },
  { token: "--chart-4", stroke: "stroke-chart-4", fill: "fill-chart-4", dash: [10, 3, 2, 3] },
  { token: "--chart-5", stroke: "stroke-chart-5", fill: "fill-chart-5", dash: [4, 4] },
];
export const lookOf = (index: number) => lineLooks[index % lineLooks.length]!;

/** Enough for the width of a screen. */
const MOST_POINTS = 240;

/** The lines without JavaScript; the browser's own drawing takes their place. */
export function Lines({ frame, series }: { frame: Frame; series: readonly ChartSeries[] }) {
  return (
    <svg aria-hidden viewBox="0 0 1000 1000" preserveAspectRatio="none" className="absolute inset-0 size-full">
      {series.map(({ key, points }, index) => (
        <path
          key={key}
          d={pathOf(frame, thinned(withGaps(points), MOST_POINTS))}
          className={`fill-none ${lookOf(index).stroke}`}
          strokeWidth="1.75"
          strokeDasharray={lookOf(index).dash.join(" ") || undefined}
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

function pathOf({ from, to, top }: Frame, points: readonly Point[]): string {
  let open = false;
  let path = "";
  for (const [at, value] of points) {
    if (value === null) {
      open = false;
      continue;
    }
    const place = `${Math.round(((at - from) / (to - from)) * 1000)} ${Math.round((1 - value / top) * 1000)}`;
    // A lone point is a line of no length, which round ends make a dot.
    path += open ? `L${place}` : `M${place}L${place}`;
    open = true;
  }
  return path;
}

/** Names at the ends of the lines, kept apart, so that nobody has to look them up in a legend. */
export function LineLabels({ frame, series }: { frame: Frame; series: readonly ChartSeries[] }) {
  return (
    <svg aria-hidden className="absolute top-4 right-0 bottom-6 h-[calc(100%-2.5rem)] w-27 overflow-visible">
      {spread(frame, series).map(({ index, label, y }) => (
        <text
          key={label}
          x="6"
          y={`${y.toFixed(2)}%`}
          dominantBaseline="central"
          className={`text-[11px] font-medium ${lookOf(index).fill}`}
        >
          {label}
        </text>
      ))}
    </svg>
  );
}

/** Per cent of the height that a line of text needs. */
const APART = 8;

function spread(frame: Frame, series: readonly ChartSeries[]) {
  const wanted = series
    .map(({ label, points }, index) => ({
      label,
      index,
      y: Number.parseFloat(down(frame, latestOf(points)?.[1] ?? 0)),
    }))
    .toSorted((a, b) => a.y - b.y);
  for (let i = 1; i < wanted.length; i++) wanted[i]!.y = Math.max(wanted[i]!.y, wanted[i - 1]!.y + APART);
  // What was pushed below the axis moves up again, and the ones above with it.
  for (let i = wanted.length - 1, floor = 100; i >= 0; i--, floor -= APART)
    wanted[i]!.y = Math.min(wanted[i]!.y, floor);
  return wanted;
}
