import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  /** Numbers are right-aligned with equal digits. */
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
  /** Becomes the row's header cell: the thing the row is about. */
  rowHeader?: boolean;
  /** How the rows are sorted by this column; without it, one cannot sort by it. */
  sorted?: "ascending" | "descending" | "none";
};

/** A real table: a caption (for screen readers, unless shown), column and row headers. Wide ones scroll inside their panel. */
export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  showCaption?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className={showCaption ? "px-4 py-2 text-left text-muted" : "sr-only"}>{caption}</caption>
      <thead>
        <tr className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              aria-sort={column.sorted}
              className={`px-4 py-2 text-[13px] font-medium whitespace-nowrap text-muted ${column.numeric ? "text-right" : ""}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-line align-top last:border-b-0 hover:bg-raised/60">
            {columns.map((column) => {
              const className = `px-4 py-2 ${column.numeric ? "text-right tabular-nums whitespace-nowrap" : ""}`;
              return column.rowHeader ? (
                <th key={column.key} scope="row" className={`${className} font-medium`}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} className={className}>
                  {column.cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
