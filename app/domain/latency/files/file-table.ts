import type { Provenance } from "../../measurements/measurement.ts";

/** Null is no data: an empty cell, never a zero. Instants are ISO strings in UTC, shares 0..1, times in seconds. */
export type FileCell = string | number | null;
export type CellKind = "text" | "seconds" | "share" | "count" | "number" | "instant" | "day";
/** The header names the unit. */
export type FileColumn = { header: string; kind: CellKind };
export type FileTable = {
  /** As in an address: figures, chart. */
  id: string;
  /** The sheet's name, at most 31 characters. */
  name: string;
  columns: FileColumn[];
  rows: FileCell[][];
};

/** What a page shows, ready to be written as a file. */
export type LatencyFile = {
  /** Overview, pages, ...: a part of the file's name. */
  view: string;
  title: string;
  /** A part of the file's name: 2026-11, 28d. */
  periodKey: string;
  /** What was asked for: period, filter, order; term and value. */
  about: [term: string, value: string][];
  /** The first one is what a CSV holds, unless another is named. */
  tables: [FileTable, ...FileTable[]];
  provenance: Provenance[];
};

export type ColumnOf<Row> = FileColumn & { of: (row: Row) => FileCell };

export function fileTable<Row>(
  id: string,
  name: string,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): FileTable {
  return {
    id,
    name,
    columns: columns.map(({ header, kind }) => ({ header, kind })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}

/** `huolto-latency-pages-2026-11.csv` */
export function fileName({ view, periodKey }: LatencyFile, table: FileTable | undefined, extension: string): string {
  const parts = ["huolto-latency", view, table?.id, periodKey].filter(Boolean).join("-");
  return `${parts.replaceAll(/[^\w.-]+/g, "-")}.${extension}`;
}
