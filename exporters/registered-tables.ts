import { type DescribedInThree, type TableSchema, tableSchema } from "./formats/datapackage.ts";
import { tableTexts } from "./formats/texts/tables.ts";
import { accounts, trialBalance } from "./materials/accounts.ts";
import { attachments } from "./materials/documents.ts";
import { fixedAssets } from "./materials/fixed-assets.ts";
import { generalLedger } from "./materials/general-ledger.ts";
import { journal } from "./materials/journal.ts";
import { voucherLinesTable } from "./materials/kept-lines.ts";
import { payrollAttachments, recordAttachments } from "./materials/payroll/payroll-files.ts";
import { partFiles } from "./materials/part-files.ts";
import type { PayrollTable } from "./materials/payroll/payroll-table.ts";
import { recordRetention } from "./materials/payroll/record-retention.ts";
import { employees, holidays, workingTime } from "./materials/payroll/record-tables.ts";
import { payrollLedger, payrollTotals, payrollVouchers, payslips } from "./materials/payroll/year-tables.ts";
import { objectBalances } from "./materials/object-balances.ts";
import { dimensions, parties, taxCodes } from "./materials/registers.ts";
import { retentionClasses } from "./materials/retention-classes.ts";
import { retention } from "./materials/retention-files.ts";
import { payables, receivables } from "./materials/sub-ledgers.ts";
import type { Table } from "./materials/table.ts";
import { employerReturns, vatReturns } from "./materials/tax-returns.ts";
import { vatReconciliation } from "./materials/vat-reconciliation.ts";
import { voucherGaps, voucherSeries } from "./materials/voucher-series.ts";
import { vouchers } from "./materials/vouchers.ts";

const IN_YEAR = "data/<year>/ledger";
const AT_TOP = "data";
const IN_REPORTS = "data/reports";

/** Where a table lies, and which archive has it: that of the books, that of the payroll, or each. */
type Place = { folder: typeof IN_YEAR | typeof AT_TOP | typeof IN_REPORTS; archives: readonly ("books" | "payroll")[] };

const books: Place = { folder: IN_YEAR, archives: ["books"] };
const payroll: Place = { folder: IN_YEAR, archives: ["payroll"] };
const people: Place = { folder: AT_TOP, archives: ["payroll"] };

const tables: readonly (readonly [table: Table | PayrollTable, place: Place, name?: string])[] = [
  [journal, books],
  [generalLedger, books],
  [trialBalance, books],
  [objectBalances, books],
  [accounts, books],
  [vouchers, books],
  [voucherLinesTable, books],
  [attachments, books],
  [parties, books],
  [taxCodes, books],
  [dimensions, books],
  [voucherSeries, books],
  [voucherGaps, books],
  [receivables.ledger, books],
  [receivables.openItems, books],
  [payables.ledger, books],
  [payables.openItems, books],
  [fixedAssets, books],
  [vatReturns, books],
  [vatReconciliation, books],
  [employerReturns, books],
  [retention, { folder: AT_TOP, archives: ["books", "payroll"] }],
  [retentionClasses, { folder: AT_TOP, archives: ["books", "payroll"] }],
  [partFiles, { folder: IN_REPORTS, archives: ["books", "payroll"] }],
  [payslips, payroll],
  [payrollLedger, payroll],
  [payrollTotals, payroll],
  [payrollVouchers, payroll],
  // Its file is called as that of the books, which has other columns.
  [payrollAttachments, payroll, "payroll-attachments"],
  [employees, people],
  [workingTime, people],
  [holidays, people],
  [recordAttachments, people],
  [recordRetention, people],
];

/** A CSV file's structure: the name of its schema, where the file lies, what it holds, and its Frictionless Table Schema. */
export type RegisteredTable = Required<DescribedInThree> & {
  name: string;
  /** `<year>` stands for the folder of a financial year, `2024-01-01_2024-12-31`. */
  file: string;
  archives: readonly ("books" | "payroll")[];
  schema: TableSchema;
};

/** The structure of every CSV file that an archive can have. */
export const registeredTables: readonly RegisteredTable[] = tables.map(
  ([table, { folder, archives }, name = table.name]) => {
    const { fi, sv } = tableTexts[name]!;
    return {
      name,
      file: `${folder}/${table.name}.csv`,
      archives,
      title: table.title,
      description: table.description,
      title_fi: fi[0],
      title_sv: sv[0],
      description_fi: fi[1],
      description_sv: sv[1],
      schema: tableSchema(table),
    };
  },
);
