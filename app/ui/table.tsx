import { Fragment, type ReactNode } from "react";

/** The screen from which on a column is shown; below it, what it says stands elsewhere or on the row's own page. */
const shownFrom = {
  sm: "max-sm:hidden",
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
  desk: "max-[84rem]:hidden",
};

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
  from?: keyof typeof shownFrom;
  /** A class for the header cell, such as its width: tables above each other stand in line by it. */
  width?: string;
};

/** A line under a row that is for narrower screens only, and the foot of the row above it without that line. */
const onlyBelow = {
  sm: { line: "sm:hidden", above: "sm:pb-2" },
  md: { line: "md:hidden", above: "md:pb-2" },
  lg: { line: "lg:hidden", above: "lg:pb-2" },
  xl: { line: "xl:hidden", above: "xl:pb-2" },
};

/** A real table: a caption (for screen readers, unless shown), column and row headers. Wide ones scroll inside their panel. */
export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  detail,
  detailBelow,
}: {
  caption: string;
  showCaption?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What is too long for a column: a line under the row and as wide as it. Nothing for a row without one. */
  detail?: (row: Row) => ReactNode;
  /** The line stands on narrower screens only, for what has a column on wider ones. */
  detailBelow?: keyof typeof onlyBelow;
}) {
  const onPhone = columns.filter(({ from }) => !from);
  // On a phone too the edges stand under the panel's heading, whichever columns are left.
  const sides = (column: Column<Row>) =>
    `px-2 sm:px-4 ${column === onPhone[0] ? "max-sm:pl-4" : ""} ${column === onPhone.at(-1) ? "max-sm:pr-4" : ""}`;
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
              className={`${sides(column)} py-2 text-[13px] font-medium whitespace-nowrap text-muted ${column.numeric ? "text-right" : ""} ${hidden(column)} ${column.width ?? ""}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const more = detail?.(row);
          return (
            <Fragment key={rowKey(row)}>
              <tr className="border-t border-line align-top first:border-t-0 hover:bg-raised/60">
                {columns.map((column) => {
                  const className = `${sides(column)} ${more ? `pt-2 pb-0.5 ${detailBelow ? onlyBelow[detailBelow].above : ""}` : "py-2"} ${hidden(column)} ${
                    column.numeric ? "text-right tabular-nums whitespace-nowrap" : ""
                  }`;
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
              {more && (
                <tr className={detailBelow && onlyBelow[detailBelow].line}>
                  <td colSpan={columns.length} className="px-4 pb-2">
                    {more}
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

const hidden = ({ from }: { from?: keyof typeof shownFrom }) => (from ? shownFrom[from] : "");
