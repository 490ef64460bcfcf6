import { copyRow } from "../formats/copy-text.ts";
import { includes, type Scope, type YearDecision } from "../law/scope.ts";
import type { Finding } from "../materials/completeness.ts";
import { compareTotals, type Totals, totals, type YearTotals } from "../materials/control-totals.ts";
import { countPayroll, type PayrollCounts } from "../materials/payroll/payroll-counts.ts";
import {
  type PayrollFile,
  payrollAttachments,
  payrollFileRow,
  recordAttachments,
  recordFiles,
  yearFiles,
} from "../materials/payroll/payroll-files.ts";
import { payrollFindings } from "../materials/payroll/payroll-findings.ts";
import { columnsOf, type PayrollTable, payrollSelect } from "../materials/payroll/payroll-table.ts";
import { employees, holidays, keptRecords, workingTime } from "../materials/payroll/record-tables.ts";
import { payrollLedger, payrollTotals, payrollVouchers, payslips } from "../materials/payroll/year-tables.ts";
import type { Row } from "../materials/snapshot.ts";
import type { Run } from "../run.ts";
import { writeOriginal } from "../write-documents.ts";
import { payrollIndex, writeEmployeePages } from "./payroll-pages.ts";
import { writePayrollPdf } from "./payroll-pdf.ts";
import { writePayrollReports } from "./payroll-reports.ts";
import { type PayrollResource, queried, type PayrollSource, writePayrollTables } from "./payroll-run.ts";

/** What the snapshot holds of a year, counted before anything is written. */
export type PayrollPlan = {
  year: YearDecision;
  folder: string;
  counts: PayrollCounts;
  files: { rows: number; files: number };
  /** Whether the scope has the payslips; it may have the vouchers' files alone. */
  payslips: boolean;
};

export type WrittenPayrollYear = {
  plan: PayrollPlan;
  resources: PayrollResource[];
  files: Record<string, Totals>;
  findings: Finding[];
};

/**
 * Everything of the payroll's archive: payroll ledger and payslips of each year in scope, and the records of working time and
 * holidays of each employee and calendar year in scope. Reads under a lease for the payroll, which shows no journal.
 * @throws ArchiveError as the books' archive
 */
export async function writePayroll(
  run: Run,
  scope: Scope,
): Promise<{ controlTotals: YearTotals[]; warnings: (Finding & { place: string })[] }> {
  const { snapshot, company, progress } = run;
  const plans: PayrollPlan[] = [];
  for (const year of scope.years.filter((y) => y.included)) {
    const counts = await countPayroll(snapshot, company.id, year.id);
    const files = await countFiles(yearFiles(snapshot, company.id, year));
    const folder = `${year.startsOn}_${year.endsOn}`;
    plans.push({ year, folder, counts, files, payslips: includes(year, "payslips") });
    progress.expect(counts.payslips + counts.lines + counts.vouchers + files.files);
  }
  const people = await readPeople(run, scope, plans);
  await run.bag.add("index.html", payrollIndex(run, scope, plans, people));
  const written: WrittenPayrollYear[] = [];
  for (const plan of plans) written.push(await writeYear(run, plan));
  const top = await writeTop(run, scope, plans);
  if (run.formats.has("html")) await writeEmployeePages(run, plans, people);
  progress.phase("closing");
  await writePayrollReports(run, scope, written, top);
  return {
    controlTotals: written.map(({ plan, files }) => ({
      startsOn: plan.year.startsOn,
      endsOn: plan.year.endsOn,
      files,
    })),
    warnings: written.flatMap(({ plan, findings }) => findings.map((finding) => ({ ...finding, place: plan.folder }))),
  };
}

async function countFiles(files: AsyncGenerator<PayrollFile>) {
  const count = { rows: 0, files: 0 };
  for await (const file of files) {
    count.rows++;
    if (file.first) count.files++;
  }
  return count;
}

async function* fileRows(files: AsyncGenerator<PayrollFile>): AsyncGenerator<string> {
  for await (const file of files) yield copyRow(payrollFileRow(file));
}

async function writeYear(run: Run, plan: PayrollPlan): Promise<WrittenPayrollYear> {
  const { year, folder, counts } = plan;
  const { snapshot, company } = run;
  const query = (table: PayrollTable) => () => snapshot.copy(payrollSelect(table, company.id, year.id));
  const tables: PayrollSource[] = [
    { table: payslips, rows: query(payslips), expected: counts.payslips },
    { table: payrollLedger, rows: query(payrollLedger), expected: counts.lines },
    { table: payrollTotals, rows: query(payrollTotals), expected: counts.employees },
    { table: payrollVouchers, rows: query(payrollVouchers), expected: counts.vouchers },
  ].filter(({ table }) => includes(year, table.material as "payslips"));
  const attachments = {
    table: payrollAttachments,
    rows: () => fileRows(yearFiles(snapshot, company.id, year)),
    expected: plan.files.rows,
  };
  const { resources, files } = await writePayrollTables(run, folder, [...tables, attachments]);
  if (run.formats.has("pdf") && includes(year, "payroll_ledger")) await writePayrollPdf(run, plan);
  await writeFiles(run, folder, yearFiles(snapshot, company.id, year), plan.files.files);
  return { plan, resources, files, findings: await payrollFindings(snapshot, company.id, year) };
}

/** @param folder of the year, or "" for records */
async function writeFiles(run: Run, folder: string, files: AsyncGenerator<PayrollFile>, expected: number) {
  let written = 0;
  run.progress.phase(folder === "" ? "records" : `${folder}/payslips`);
  for await (const file of files) {
    if (!file.first) continue;
    run.signal.throwIfAborted();
    await writeOriginal(run, folder === "" ? file.path : `${folder}/${file.path}`, file);
    run.progress.add(1, file.bytes);
    written++;
  }
  compareTotals(`${folder || "records"} (documents)`, totals(expected), totals(written));
}

/** The parameters of `employees`: nobody else's name is in the archive. */
function peopleOf(run: Run, scope: Scope, plans: readonly PayrollPlan[]): unknown[] {
  const years = plans
    .filter(({ year }) => includes(year, "payslips") || includes(year, "payroll_ledger"))
    .map(({ year }) => year.id);
  const kept = [...keptRecords(scope, "working_time_records")[0], ...keptRecords(scope, "holiday_records")[0]];
  return [run.company.id, years, kept];
}

async function readPeople(run: Run, scope: Scope, plans: readonly PayrollPlan[]): Promise<Row[]> {
  return await run.snapshot.query(`select ${columnsOf(employees)} ${employees.from}`, peopleOf(run, scope, plans));
}

/** Tables of the whole archive, and the records' files. */
async function writeTop(run: Run, scope: Scope, plans: readonly PayrollPlan[]) {
  const { snapshot, company } = run;
  const source = async (table: PayrollTable, values: unknown[]): Promise<PayrollSource> => {
    const [r] = await snapshot.query(`select count(*) as n from (select 1 ${table.from}) counted`, values);
    const sql = `select ${columnsOf(table)} ${table.from}`;
    return { table, rows: () => queried(run, sql, values), expected: Number(r!.n) };
  };
  const kept = (material: "working_time_records" | "holiday_records") => [company.id, ...keptRecords(scope, material)];
  const files = await countFiles(recordFiles(snapshot, company.id, scope));
  const written = await writePayrollTables(run, "", [
    await source(employees, peopleOf(run, scope, plans)),
    await source(workingTime, kept("working_time_records")),
    await source(holidays, kept("holiday_records")),
    {
      table: recordAttachments,
      rows: () => fileRows(recordFiles(snapshot, company.id, scope)),
      expected: files.rows,
    },
  ]);
  await writeFiles(run, "", recordFiles(snapshot, company.id, scope), files.files);
  return written;
}
