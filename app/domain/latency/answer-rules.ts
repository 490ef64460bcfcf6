import type { Labels } from "#app/platform/grafana/grafana.ts";
import type { Measurement } from "../measurements/measurement.ts";

const latest = (points: readonly (readonly [number, number | null])[]): number | null => {
  const value = points.at(-1)?.[1];
  return value === undefined || value === null || !Number.isFinite(value) ? null : value;
};

/** The one number of an instant answer; null is no data. */
export function single({ series }: Measurement): number | null {
  return series?.[0] ? latest(series[0].points) : null;
}

/** The numbers of an instant answer by their labels, without those that have no data; null when there is no answer. */
export function labelled({ series }: Measurement): { labels: Labels; value: number }[] | null {
  if (series === null) return null;
  return series.flatMap(({ labels, points }) => {
    const value = latest(points);
    return value === null ? [] : [{ labels, value }];
  });
}
