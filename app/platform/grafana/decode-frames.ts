import type { Labels, Series } from "./grafana.ts";
import type { Frame } from "./schemas.ts";

/**
 * Series from the data frames of one query, whichever of their shapes a version of Grafana chooses: a frame per series,
 * one wide frame, or a table whose columns are the labels.
 * NaN and the infinities come as null with their places listed in `entities`: all of them are no data here.
 * @param at the time of values in a frame without a time of its own, ms since the epoch
 */
export function decodeFrames(frames: readonly Frame[], at: number): Series[] {
  const found = new Map<string, { labels: Labels; points: [number, number | null][] }>();
  for (const frame of frames) {
    const fields = frame.schema?.fields ?? [];
    const columns = frame.data?.values ?? [];
    const times = columns[fields.findIndex((field) => field.type === "time")];
    const labelColumns = fields.flatMap((field, i) => (field.type === "string" ? [{ name: field.name, i }] : []));
    fields.forEach((field, i) => {
      if (field.type !== "number") return;
      columns[i]?.forEach((value, row) => {
        const labels: Record<string, string> = { ...field.labels };
        for (const column of labelColumns) {
          const label = columns[column.i]?.[row];
          if (typeof label === "string" && label !== "") labels[column.name] = label;
        }
        const key = JSON.stringify(Object.entries(labels).sort());
        const series = found.get(key) ?? { labels, points: [] };
        found.set(key, series);
        const time = times?.[row];
        series.points.push([
          typeof time === "number" ? time : at,
          typeof value === "number" && Number.isFinite(value) ? value : null,
        ]);
      });
    });
  }
  for (const { points } of found.values()) points.sort((a, b) => a[0] - b[0]);
  return [...found.values()];
}
