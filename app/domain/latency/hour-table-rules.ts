import type { Sums } from "./latency-types.ts";
import { ceilHour, floorHour, HOUR } from "./local-hours-rules.ts";

/** One hour (its start, ms since the epoch) of one client kind. */
export type HourRow = Sums & { hour: number; client: string; measuredAt: number };

type Columns = Record<keyof Sums | "measuredAt", Float64Array>;
const names = ["requests", "seconds", "within", "errors", "measuredAt"] as const;

/**
 * Measured hours as columns by client kind: a year is summed in a millisecond. A `measuredAt` of zero is an hour that was
 * not measured.
 */
export type HourTable = {
  /** Of the first place in each column, ms since the epoch. */
  from: number;
  length: number;
  clients: Map<string, Columns>;
  /** Hours before this were counted against another target: how many requests were within this one is not known. */
  withinFrom: number;
};

export const emptyHours = (): HourTable => ({
  from: 0,
  length: 0,
  clients: new Map(),
  withinFrom: Number.NEGATIVE_INFINITY,
});
export const hourTable = (rows: readonly HourRow[]): HourTable => withRows(emptyHours(), rows);

const columnsOf = (length: number) =>
  Object.fromEntries(names.map((name) => [name, new Float64Array(length)])) as Columns;

function moved(columns: Columns, shift: number, length: number): Columns {
  const wider = columnsOf(length);
  for (const name of names) wider[name].set(columns[name], shift);
  return wider;
}

/** The table with rows added, or put in the place of older ones. The given table stays as it is. */
export function withRows(table: HourTable, rows: readonly HourRow[]): HourTable {
  if (rows.length === 0) return table;
  let first = table.length > 0 ? table.from : Number.POSITIVE_INFINITY;
  let end = table.length > 0 ? table.from + table.length * HOUR : 0;
  for (const { hour } of rows) {
    first = Math.min(first, hour);
    end = Math.max(end, hour + HOUR);
  }
  const length = (end - first) / HOUR;
  const shift = table.length > 0 ? (table.from - first) / HOUR : 0;
  const clients = new Map([...table.clients].map(([client, columns]) => [client, moved(columns, shift, length)]));
  for (const row of rows) {
    const columns = clients.get(row.client) ?? columnsOf(length);
    clients.set(row.client, columns);
    const place = (row.hour - first) / HOUR;
    for (const name of names) columns[name][place] = row[name];
  }
  return { ...table, from: first, length, clients };
}

export type Span = { from: number; to: number };

/**
 * Calls for each measured hour of a span, in order, with the sums of a client kind, or of all of them without one.
 * The sums given are one object that changes: take the numbers, not the object. `within` is NaN where it is not known.
 */
export function eachHour(
  table: HourTable,
  { from, to }: Span,
  client: string,
  visit: (hour: number, sums: Sums, measuredAt: number) => void,
): void {
  const columns = client
    ? [table.clients.get(client)].filter((found) => found !== undefined)
    : [...table.clients.values()];
  const first = Math.max(0, Math.ceil((from - table.from) / HOUR));
  const end = Math.min(table.length, Math.ceil((to - table.from) / HOUR));
  const sums: Sums = { requests: 0, seconds: 0, within: 0, errors: 0 };
  for (let place = first; place < end; place += 1) {
    sums.requests = sums.seconds = sums.within = sums.errors = 0;
    let measuredAt = 0;
    for (const column of columns) {
      const at = column.measuredAt[place]!;
      if (at === 0) continue;
      measuredAt = Math.max(measuredAt, at);
      sums.requests += column.requests[place]!;
      sums.seconds += column.seconds[place]!;
      sums.within += column.within[place]!;
      sums.errors += column.errors[place]!;
    }
    const hour = table.from + place * HOUR;
    if (hour < table.withinFrom) sums.within = Number.NaN;
    if (measuredAt > 0) visit(hour, sums, measuredAt);
  }
}

/** Whole hours of a period that begin in it and are over. */
export const hoursPassed = (from: number, until: number) => Math.max(0, (floorHour(until) - ceilHour(from)) / HOUR);
