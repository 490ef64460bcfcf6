import type { BagSet } from "../archive/bag-set.ts";
import { copyRow } from "../formats/copy-text.ts";
import { includes, type Scope } from "../law/scope.ts";
import type { Finding } from "../materials/completeness.ts";
import { compareTotals, type Totals, totals, type YearTotals } from "../materials/control-totals.ts";
import { keptVouchers } from "../materials/kept-vouchers.ts";
import {
  type PayrollFile,
  payrollAttachments,
  payrollFileRow,
  recordAttachments,
} from "../materials/payroll/payroll-files.ts";
import { payrollFindings } from "../materials/payroll/payroll-findings.ts";
import { columnsOf, type PayrollTable, payrollSelect } from "../materials/payroll/payroll-table.ts";
import { employees, holidays, keptRecords, workingTime } from "../materials/payroll/record-tables.ts";
import { keptPayrollVouchers, payrollLedger, payrollTotals, payslips } from "../materials/payroll/year-tables.ts";
import type { Run } from "../run.ts";
import { originalsSink, type VolumePlan } from "../volumes.ts";
import { writeOriginal } from "../write-documents.ts";
import { payrollIndex } from "./payroll-front.ts";
import { writeEmployeePages } from "./payroll-pages.ts";
import { writePayrollPart } from "./payroll-part.ts";
import { writePayrollPdf } from "./payroll-pdf.ts";
import { writePayrollReports } from "./payroll-reports.ts";
import { type PayrollResource, type PayrollSource, queried, writePayrollTables } from "./payroll-run.ts";
import { type PayrollPlan, type PayrollPlans, RECORDS } from "./plan-payroll.ts";

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
  { bag, planned, volumes }: { bag: BagSet; planned: PayrollPlans; volumes: VolumePlan },
): Promise<{ controlTotals: YearTotals[]; warnings: (Finding & { place: string })[] }> {
  const { plans, files } = planned;
  for (const { counts, files: counted } of plans)
    run.progress.expect(counts.payslips + counts.lines + counts.vouchers + counted.files);
  await run.bag.add("index.html", payrollIndex(run, scope, planned, volumes));
  const originals = (folder: string): Run => ({
    ...run,
    bag: originalsSink(bag.add, volumes.originals.get(folder) ?? [], volumes.years.get(folder)!),
  });
  const written: WrittenPayrollYear[] = [];
  for (const plan of plans) {
    const year = await writeYear(run, plan, files);
    await writeFiles(originals(plan.folder), plan.folder, files.ofYear(plan.year), plan.files.files);
    written.push({ ...year, findings: await payrollFindings(run.snapshot, run.company.id, plan.year) });
  }
  const top = await writeTop(run, scope, planned);
  await writeFiles(originals(RECORDS), "", files.ofRecords(scope), planned.records.files);
  if (run.formats.has("html")) await writeEmployeePages(run, planned, volumes);
  run.progress.phase("closing");
  await writePayrollReports(run, scope, written, top, { files, volumes });
  for (let part = 2; part <= volumes.count; part++) await writePayrollPart(bag, run, scope, written, volumes, part);
  return {
    controlTotals: written.map(({ plan, files }) => ({
      startsOn: plan.year.startsOn,
      endsOn: plan.year.endsOn,
      files,
    })),
    warnings: written.flatMap(({ plan, findings }) => findings.map((finding) => ({ ...finding, place: plan.folder }))),
  };
}

async function* fileRows(files: AsyncGenerator<PayrollFile>): AsyncGenerator<string> {
  for await (const file of files) yield copyRow(payrollFileRow(file));
}

async function writeYear(run: Run, plan: PayrollPlan, files: PayrollPlans["files"]) {
  const { year, folder, counts } = plan;
  const { snapshot, company } = run;
  const query = (table: PayrollTable) => () => snapshot.copy(payrollSelect(table, company.id, year.id));
  const tables: PayrollSource[] = [
    { table: payslips, rows: query(payslips), expected: counts.payslips },
    { table: payrollLedger, rows: query(payrollLedger), expected: counts.lines },
    { table: payrollTotals, rows: query(payrollTotals), expected: counts.employees },
  ].filter(({ table }) => includes(year, table.material as "payslips"));
  const vouchers = keptPayrollVouchers(company.id, year);
  if (keptVouchers(year, "payroll_documents") !== "none")
    tables.push({ table: vouchers, rows: query(vouchers), expected: counts.vouchers });
  const attachments = {
    table: payrollAttachments,
    rows: () => fileRows(files.ofYear(year)),
    expected: plan.files.rows,
  };
  const written = await writePayrollTables(run, folder, [...tables, attachments]);
  if (run.formats.has("pdf") && includes(year, "payroll_ledger")) await writePayrollPdf(run, plan);
  return { plan, ...written };
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

/** Tables of the whole archive. */
async function writeTop(run: Run, scope: Scope, { files, employees: people, records }: PayrollPlans) {
  const { snapshot, company } = run;
  const source = async (table: PayrollTable, values: unknown[]): Promise<PayrollSource> => {
    const [r] = await snapshot.query(`select count(*) as n from (select 1 ${table.from}) counted`, values);
    const sql = `select ${columnsOf(table)} ${table.from}`;
    return { table, rows: () => queried(run, sql, values), expected: Number(r!.n) };
  };
  const kept = (material: "working_time_records" | "holiday_records") => [company.id, ...keptRecords(scope, material)];
  return await writePayrollTables(run, "", [
    await source(employees, people),
    await source(workingTime, kept("working_time_records")),
    await source(holidays, kept("holiday_records")),
    { table: recordAttachments, rows: () => fileRows(files.ofRecords(scope)), expected: records.rows },
  ]);
}
