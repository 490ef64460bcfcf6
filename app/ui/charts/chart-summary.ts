import { type ChartUnit, formatValue } from "./chart-units.ts";
import { type ChartSeries, highestOf, latestOf, momentWriter } from "./time-series.ts";
import { formatCounted } from "#app/i18n/formats.ts";

/** The picture in sentences, for those who do not see it: latest and highest of each line, the target, what is marked. */
export function chartSummary({
  series,
  unit,
  target,
  windows,
  releases,
}: {
  series: readonly ChartSeries[];
  unit: ChartUnit;
  target?: number;
  windows: number;
  releases: number;
}): string {
  const at = momentWriter(series);
  const said = series.map((one) => lineText(one, unit, at));
  const marks = [
    windows > 0 && formatCounted(windows, "maintenance window"),
    releases > 0 && formatCounted(releases, "release"),
  ].filter(Boolean);
  return [
    ...(said.length > 0 ? said : ["No data in this period."]),
    target !== undefined && `Target ${formatValue(target, unit)}.`,
    marks.length > 0 && `Marked: ${marks.join(", ")}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function lineText({ label, points }: ChartSeries, unit: ChartUnit, at: (ms: number) => string): string {
  const latest = latestOf(points);
  const highest = highestOf(points);
  if (!latest || !highest) return `${label}: no data.`;
  return `${label}: latest ${formatValue(latest[1], unit)} at ${at(latest[0])}, highest ${formatValue(highest[1], unit)} at ${at(highest[0])}.`;
}
