import type { ColumnText } from "../formats/texts/columns/column-text.ts";
import type { Material } from "../law/types.ts";
import { idLiteral } from "./snapshot.ts";

export type ColumnType = "string" | "integer" | "number" | "date" | "boolean";

export type Column = {
  /** In every format for programs, whatever the archive's language. */
  name: string;
  type: ColumnType;
  text: ColumnText;
  /** The SQL expression; left out where the rows are not made by SQL alone. */
  sql?: string;
  /** Null in the ledger becomes an empty field. */
  nullable?: boolean;
  /** How many a number can have; two when left out. */
  decimals?: number;
  /** Its sum over all rows says something, so that the copy for spreadsheets shows it. */
  total?: true;
};

export type ForeignKey = { fields: string[]; table: string; reference: string[] };

/** One CSV file of a year: the query, the shape of a row and what each column means, in one place. */
export type Table = {
  name: string;
  material: Material;
  title: string;
  description: string;
  columns: readonly Column[];
  /** From the keyword on; `$company` and `$year` stand for the ids. Every table is filtered by both. */
  from?: string;
  primaryKey?: string[];
  foreignKeys?: ForeignKey[];
};

export const header = ({ columns }: Pick<Table, "columns">): string[] => columns.map((c) => c.name);

/** The position of a column, for code that picks it from a row. */
export function position(table: Table, name: string): number {
  const at = table.columns.findIndex((c) => c.name === name);
  if (at < 0) throw new Error(`${table.name} has no column ${name}`);
  return at;
}

/** Where columns stand in a row, each by a name of its own: what a hot loop reads by. */
export const positions = <N extends string>(table: Table, names: Readonly<Record<N, string>>) =>
  Object.fromEntries(
    Object.entries<string>(names).map(([name, column]) => [name, position(table, column)]),
  ) as Readonly<Record<N, number>>;

/** Names of the ids in `text` replaced by literals (COPY takes no parameters). */
export function bind(text: string, companyId: string, yearId: string): string {
  return text.replaceAll("$company", idLiteral(companyId)).replaceAll("$year", idLiteral(yearId));
}

/** A select of a table's columns, each as text and none null. */
export function selectOf(table: Table, companyId: string, yearId: string): string {
  const columns = table.columns.map((c) => {
    if (c.sql === undefined) throw new Error(`${table.name}.${c.name} has no SQL`);
    return c.nullable ? `coalesce((${c.sql})::text, '')` : c.sql;
  });
  return `select ${columns.join(", ")} ${bind(table.from!, companyId, yearId)}`;
}
