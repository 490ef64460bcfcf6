import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Backdrop, type Frame, TimeAxis, ValueAxis } from "./chart-frame.tsx";
import { LineLabels, Lines, lookOf } from "./chart-lines.tsx";
import type { DrawnLines } from "./draw-lines.client.ts";
import { timeTicks, valueScale } from "./scales.ts";
import type { TimeChartProps } from "./time-chart.tsx";
import { highestOf } from "./time-series.ts";

/** More lines than this are named below, since names at their ends would run into each other. */
const MOST_DIRECT_LABELS = 3;

/** The picture in a box of a fixed height: nothing moves when the browser's drawing replaces the server's. */
export function TimePlot({ unit, from, to, series, target, windows, releases, zoomHref }: TimeChartProps) {
  const peak = Math.max(target ?? 0, ...series.map(({ points }) => highestOf(points)?.[1] ?? 0));
  // Shares end at the whole.
  const { top, lines } = unit === "%" && peak > 0.5 ? { top: 1, lines: [0, 0.25, 0.5, 0.75, 1] } : valueScale(peak);
  const frame: Frame = { from, to, top, unit };
  const ticks = timeTicks(from, to);
  const direct = series.length > 1 && series.length <= MOST_DIRECT_LABELS;
  const right = direct ? "right-28" : "right-2";
  const { host, drawn } = useDrawnLines({ frame, series, windows, releases, zoomHref });
  return (
    <>
      <div className="relative h-64">
        <ValueAxis frame={frame} lines={lines} />
        <TimeAxis
          frame={frame}
          ticks={ticks}
          className={direct ? "left-15 w-[calc(100%-10.75rem)]" : "left-15 w-[calc(100%-4.25rem)]"}
        />
        <div className={`absolute top-4 bottom-6 left-15 ${right}`}>
          <Backdrop frame={frame} lines={lines} ticks={ticks} windows={windows} releases={releases} target={target} />
          {!drawn && <Lines frame={frame} series={series} />}
          <div ref={host} aria-hidden className="absolute inset-0" />
        </div>
        {direct && <LineLabels frame={frame} series={series} />}
      </div>
      {series.length > MOST_DIRECT_LABELS && (
        <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
          {series.map(({ key, label }, index) => (
            <li key={key} className="flex items-center gap-1.5">
              <svg aria-hidden width="22" height="8">
                <line
                  x1="0"
                  x2="22"
                  y1="4"
                  y2="4"
                  strokeWidth="2"
                  className={lookOf(index).stroke}
                  strokeDasharray={lookOf(index).dash.join(" ") || undefined}
                />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Drawing = Pick<TimeChartProps, "series" | "windows" | "releases" | "zoomHref"> & { frame: Frame };

/** Loads uPlot once the page stands. Without it, or when it does not come, the server's picture stays. */
function useDrawnLines(drawing: Drawing) {
  const navigate = useNavigate();
  const host = useRef<HTMLDivElement>(null);
  const lines = useRef<DrawnLines>(undefined);
  const latest = useRef({ drawing, navigate });
  latest.current = { drawing, navigate };
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let gone = false;
    import("./draw-lines.client.ts").then(
      ({ drawLines }) => {
        if (gone || !host.current) return;
        lines.current = drawLines(host.current, latest.current.drawing, (from, to) =>
          latest.current.navigate(latest.current.drawing.zoomHref(from, to), { preventScrollReset: true }),
        );
        setDrawn(true);
      },
      () => {},
    );
    return () => {
      gone = true;
      lines.current?.remove();
      lines.current = undefined;
      setDrawn(false);
    };
  }, []);
  // Every render may bring new measurements: the auto refresh does.
  useEffect(() => lines.current?.show(drawing));
  return { host, drawn };
}
