import { formatClock, formatDay, formatInstant } from "#app/i18n/formats.ts";

export type Point = [ms: number, value: number | null];
export type ChartSeries = { key: string; label: string; points: Point[] };

/**
 * Points with a null wherever a measurement is missing, so that no line is drawn over a hole: where two follow each other
 * at more than one and a half times the usual distance.
 */
export function withGaps(points: readonly Point[]): Point[] {
  const distances = points.slice(1).map(([at], index) => at - points[index]![0]);
  const usual = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before && point[0] - before[0] > usual * 1.5 ? [[before[0] + usual, null] as Point, point] : [point];
  });
}

/** All series over one row of times. A time that a series does not know is undefined (nothing there), null is a gap. */
export function aligned(series: readonly ChartSeries[]): { times: number[]; values: (number | null | undefined)[][] } {
  const byTime = series.map(({ points }) => new Map(points));
  const times = [...new Set(byTime.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b);
  return { times, values: byTime.map((map) => times.map((time) => map.get(time))) };
}

/** How the times of points are written: as days where each is a midnight, or else to the minute. */
export function momentWriter(series: readonly ChartSeries[]): (ms: number) => string {
  const daily = series.every(({ points }) => points.length > 1 && points.every(([at]) => formatClock(at) === "00:00"));
  return daily && series.length > 0 ? (ms) => formatDay(ms) : (ms) => formatInstant(new Date(ms));
}

/** The latest value that was measured, and when. */
export function latestOf(points: readonly Point[]): [ms: number, value: number] | undefined {
  return points.findLast((point): point is [number, number] => point[1] !== null);
}

export function highestOf(points: readonly Point[]): [ms: number, value: number] | undefined {
  return points
    .filter((point): point is [number, number] => point[1] !== null)
    .reduce<[number, number] | undefined>((best, point) => (best && best[1] >= point[1] ? best : point), undefined);
}

/** At most so many points, each the highest of its stretch of time: for a small picture that hides no peak. */
export function thinned(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const size = Math.ceil(points.length / most);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index): Point => {
    const stretch = points.slice(index * size, (index + 1) * size);
    return highestOf(stretch) ?? stretch[0]!;
  });
}

/** Where a value has a gap or nothing on both sides; times of other series (undefined) are passed over. */
export function loneIndices(values: ArrayLike<number | null | undefined>): number[] {
  const known = Array.from(values, (value, index) => ({ value, index })).filter(({ value }) => value !== undefined);
  const gap = (at: number) => (known[at]?.value ?? null) === null;
  return known.flatMap(({ index }, at) => (!gap(at) && gap(at - 1) && gap(at + 1) ? [index] : []));
}
