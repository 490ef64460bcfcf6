import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Frame } from "./chart-frame.tsx";
import { lookOf } from "./chart-lines.tsx";
import { type ChartRelease, type ChartWindow, msOf, releaseText, windowText } from "./chart-marks.ts";
import { formatValue } from "./chart-units.ts";
import { aligned, type ChartSeries, loneIndices, momentWriter, withGaps } from "./time-series.ts";

type Drawing = {
  frame: Frame;
  series: readonly ChartSeries[];
  windows: readonly ChartWindow[];
  releases: readonly ChartRelease[];
};
export type DrawnLines = { show: (drawing: Drawing) => void; remove: () => void };

/** A drag shorter than this is a click that slipped. */
const SHORTEST_DRAG_PX = 8;
/** A release's marker is thin: the pointer need not be on it. */
const NEAR_PX = 5;

/**
 * Draws the lines with uPlot over the server's backdrop; grid, axes and marks stay as they are.
 * @param zoom called with the ends in ms of what was dragged over
 */
export function drawLines(host: HTMLElement, first: Drawing, zoom: (from: number, to: number) => void): DrawnLines {
  let drawing = first;
  const readout = host.appendChild(document.createElement("div"));
  readout.className =
    "pointer-events-none absolute top-1 left-0 z-10 hidden w-max max-w-64 rounded-md border border-line bg-surface px-2 py-1.5 text-xs whitespace-pre-line tabular-nums shadow-sm";

  let plot = build();

  function build(): uPlot {
    return new uPlot(
      {
        width: host.clientWidth,
        height: host.clientHeight,
        ms: 1,
        padding: [0, 0, 0, 0],
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { range: () => [drawing.frame.from, drawing.frame.to] },
          y: { range: () => [0, drawing.frame.top] },
        },
        series: [
          {},
          ...drawing.series.map((_, index) => ({
            stroke: () => token(lookOf(index).token),
            width: 1.75,
            dash: lookOf(index).dash,
            // A point between gaps has no line: it is drawn as a dot.
            points: {
              show: true,
              size: 4,
              fill: () => token(lookOf(index).token),
              filter: (self: uPlot, line: number) => loneIndices(self.data[line]!),
            },
          })),
        ],
        cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false, setScale: false } },
        hooks: {
          setCursor: [(self) => read(self)],
          setSelect: [(self) => select(self)],
        },
      },
      dataOf(drawing),
      host,
    );
  }

  function select(self: uPlot) {
    const { left, width } = self.select;
    if (width < SHORTEST_DRAG_PX) return;
    self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    zoom(Math.round(self.posToVal(left, "x")), Math.round(self.posToVal(left + width, "x")));
  }

  function read(self: uPlot) {
    const { idx, left = -1 } = self.cursor;
    const at = idx === null || idx === undefined ? undefined : self.data[0][idx];
    const hidden = at === undefined || left < 0;
    readout.classList.toggle("hidden", hidden);
    if (hidden) return;
    readout.textContent = readoutText(drawing, self, idx!, at, left);
    // On the side of the pointer where there is room; set through the CSSOM, which the security policy lets pass.
    const x = left > host.clientWidth / 2 ? left - readout.offsetWidth - 12 : left + 12;
    readout.style.transform = `translateX(${Math.max(0, x)}px)`;
  }

  const resized = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: host.clientHeight }));
  resized.observe(host);
  const theme = matchMedia("(prefers-color-scheme: dark)");
  const repaint = () => plot.redraw(false, false);
  theme.addEventListener("change", repaint);

  return {
    show(next) {
      const sameLines = next.series.length === drawing.series.length;
      drawing = next;
      if (sameLines) return plot.setData(dataOf(next));
      plot.destroy();
      plot = build();
    },
    remove() {
      resized.disconnect();
      theme.removeEventListener("change", repaint);
      plot.destroy();
      readout.remove();
    },
  };
}

function dataOf({ series }: Drawing): uPlot.AlignedData {
  const { times, values } = aligned(series.map((one) => ({ ...one, points: withGaps(one.points) })));
  return [times, ...values];
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function readoutText(drawing: Drawing, plot: uPlot, idx: number, at: number, left: number): string {
  const near = drawing.releases.filter((release) => Math.abs(plot.valToPos(msOf(release.at), "x") - left) <= NEAR_PX);
  return [
    momentWriter(drawing.series)(at),
    ...drawing.series.map(({ label }, index) => {
      const value = plot.data[index + 1]?.[idx];
      return `${label}: ${value === null || value === undefined ? "no data" : formatValue(value, drawing.frame.unit)}`;
    }),
    ...drawing.windows.filter((window) => msOf(window.from) <= at && at < msOf(window.to)).map(windowText),
    ...near.map(releaseText),
  ].join("\n");
}
