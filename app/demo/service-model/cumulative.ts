import { MINUTE } from "./helsinki-days.ts";

/** Everything in the model changes at whole multiples of five minutes and is even in between. */
export const CELL_MS = 5 * MINUTE;
const FIRST_CELLS = 16_384;

/** How much there has been since the model's beginning, at an instant (ms since 1970): 0 before it, and never less later. */
export type Cumulative = (ms: number) => number;

/**
 * Sums of what happens in each cell, worked out once as far as somebody asks: an increase over any span is then two look-ups.
 * @param fromMs the beginning, a whole multiple of CELL_MS
 * @param columns how many sums there are
 * @param cell writes what happens in the cell that begins at `cellMs`, one number a column
 */
export function cumulativeCells(
  fromMs: number,
  columns: number,
  cell: (cellMs: number, into: Float64Array) => void,
): Cumulative[] {
  let sums = new Float64Array(FIRST_CELLS * columns);
  let known = 0; // cells of which the sum before them is there
  const row = new Float64Array(columns);

  const workOut = (cells: number) => {
    if ((cells + 1) * columns > sums.length) {
      const larger = new Float64Array(Math.max(sums.length * 2, (cells + 1) * columns));
      larger.set(sums);
      sums = larger;
    }
    for (; known < cells; known++) {
      cell(fromMs + known * CELL_MS, row);
      for (let column = 0; column < columns; column++)
        sums[(known + 1) * columns + column] = sums[known * columns + column]! + row[column]!;
    }
  };

  return Array.from({ length: columns }, (_, column) => (ms: number) => {
    if (ms <= fromMs) return 0;
    const cells = (ms - fromMs) / CELL_MS;
    const whole = Math.floor(cells);
    if (whole + 1 > known) workOut(whole + 1);
    const before = sums[whole * columns + column]!;
    return before + (cells - whole) * (sums[(whole + 1) * columns + column]! - before);
  });
}

/** A factor that holds from `from` until `to`. */
export type Span = { from: number; to: number; by: number };

/** Spans that overlap as spans that do not, in order; `together` makes one factor of those that hold at once. */
export function apart(spans: readonly Span[], together: (by: number[]) => number): Span[] {
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const found: Span[] = [];
  let holding: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i]!, edges[i + 1]!];
    holding = holding.filter((span) => span.to > from);
    for (; next < sorted.length && sorted[next]!.from <= from; next++) holding.push(sorted[next]!);
    if (holding.length > 0) found.push({ from, to, by: together(holding.map((span) => span.by)) });
  }
  return found;
}

/** The share that becomes slow when several causes each take their share of what is still fast. */
export const anyOf = (shares: readonly number[]) => 1 - shares.reduce((left, share) => left * (1 - share), 1);
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * What `base` does within the spans, times each span's factor, and nothing outside them.
 * @param spans in order and apart
 */
export function within(base: Cumulative, spans: readonly Span[]): Cumulative {
  if (spans.length === 0) return () => 0;
  const before: number[] = [0]; // what the spans before the k-th have added
  const atStart: number[] = [];
  const startOf = (k: number) => {
    for (let i = atStart.length; i <= k; i++) {
      const span = spans[i]!;
      atStart.push(base(span.from));
      before.push(before[i]! + span.by * (base(span.to) - atStart[i]!));
    }
    return atStart[k]!;
  };
  return (ms) => {
    const k = lastBegun(spans, ms);
    if (k < 0) return 0;
    const span = spans[k]!;
    const start = startOf(k);
    return before[k]! + span.by * (base(Math.min(ms, span.to)) - start);
  };
}

/** The index of the last span that has begun, or -1. */
export function lastBegun(spans: readonly { from: number }[], ms: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
