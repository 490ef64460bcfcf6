import type { AnyMaterial } from "../../law/types.ts";
import { bind, type Table } from "../table.ts";

/** A table of the payroll's archive: of a financial year, or of the records that are decided per employee. */
export type PayrollTable = Omit<Table, "material"> & { material: AnyMaterial };

/** A select of the table's columns, each as text and none null. `more` stands for a condition that the caller adds. */
export function payrollSelect(table: PayrollTable, companyId: string, yearId: string): string {
  return bind(`select ${columnsOf(table)} ${table.from!}`, companyId, yearId);
}

/** The columns' expressions, each as text and none null. */
export const columnsOf = (table: PayrollTable): string =>
  table.columns.map(({ sql, name }) => `coalesce((${sql!})::text, '') as "${name}"`).join(", ");
