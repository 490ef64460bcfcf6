import { copyRow } from "../formats/copy-text.ts";
import type { CsvResource } from "../formats/datapackage.ts";
import { payrollTexts } from "../formats/texts/payroll.ts";
import { xlsxBooks } from "../formats/xlsx.ts";
import { compareTotals, type Totals, totals } from "../materials/control-totals.ts";
import type { PayrollTable } from "../materials/payroll/payroll-table.ts";
import { countRows } from "../materials/written-rows.ts";
import type { Run } from "../run.ts";
import { csvBlocks, watched } from "../write-tables.ts";

/** Where a table's rows come from (blocks of COPY text, afresh at each call) and how many there must be. */
export type PayrollSource = { table: PayrollTable; rows: () => AsyncGenerator<string>; expected: number };

/** A table as it was written, with the material that decides how long it is kept. */
export type PayrollResource = CsvResource & { table: PayrollTable };

export type WrittenPayroll = { resources: PayrollResource[]; files: Record<string, Totals> };

/** Rows of a query with parameters, which COPY does not take, as blocks of COPY text. */
export async function* queried(run: Run, sql: string, values: unknown[]): AsyncGenerator<string> {
  for await (const rows of run.snapshot.cursor(sql, values, 1000))
    yield rows.map((row) => copyRow(Object.values(row).map((value) => value ?? ""))).join("");
}

/**
 * Writes tables as CSV and as books for spreadsheet programs, as far as the run asks for them.
 * @param folder of the year, or "" for tables of the whole archive
 * @returns the totals by file, from the folder on
 * @throws ArchiveError control_totals_differ
 */
export async function writePayrollTables(
  run: Run,
  folder: string,
  sources: readonly PayrollSource[],
): Promise<WrittenPayroll> {
  const resources: PayrollResource[] = [];
  const files: Record<string, Totals> = {};
  const top = folder === "" ? "" : `${folder}/`;
  for (const { table, rows, expected } of sources) {
    if (run.formats.has("csv")) {
      const file = folder === "" ? `${table.name}.csv` : `ledger/${table.name}.csv`;
      run.progress.phase(top + file);
      const watch = countRows();
      const { bytes } = await run.bag.add(top + file, csvBlocks(table, watched(run, rows(), watch)));
      files[file] = watch.totals();
      compareTotals(top + file, totals(expected), files[file]);
      resources.push({ path: top + file, table, rows: expected, bytes });
    }
    if (run.formats.has("xlsx")) {
      const watch = countRows();
      const blocks = watched(run, rows(), watch);
      try {
        for await (const book of xlsxBooks(table, blocks, {
          date: run.date,
          language: run.language,
          totalLabel: payrollTexts[run.language].total,
        }))
          await run.bag.add(`${top}excel/${book.name}`, book.bytes, { compress: false });
      } finally {
        await blocks.return(undefined);
      }
      compareTotals(`${top}excel/${table.name}.xlsx`, totals(expected), watch.totals());
    }
  }
  return { resources, files };
}
