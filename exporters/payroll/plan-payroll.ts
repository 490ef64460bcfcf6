import { includes, type Scope, type YearDecision } from "../law/scope.ts";
import type { Company } from "../materials/company.ts";
import { countPayroll, hasWages, type PayrollCounts } from "../materials/payroll/payroll-counts.ts";
import { folderOfFile, type PayrollFile, type PayrollFiles, payrollFiles } from "../materials/payroll/payroll-files.ts";
import { columnsOf } from "../materials/payroll/payroll-table.ts";
import { employees, keptRecords } from "../materials/payroll/record-tables.ts";
import type { Row, Snapshot } from "../materials/snapshot.ts";
import type { VolumeItem } from "../volumes.ts";

/** Compressed, in all formats together; a guess that only decides at which year another part begins. */
const BYTES_PER_LINE = 200;

/** What the snapshot holds of a year, counted before anything is written. */
export type PayrollPlan = {
  year: YearDecision;
  folder: string;
  counts: PayrollCounts;
  files: FileCount;
  /** Whether the scope has the payslips; it may have the vouchers' files alone. */
  payslips: boolean;
};

type FileCount = { rows: number; files: number; bytes: number };

export type PayrollPlans = {
  plans: PayrollPlan[];
  files: PayrollFiles;
  /** Files of working time and holidays. */
  records: FileCount;
  /** Whose payslips or records are in: rows of `employees`, and that table's parameters. */
  people: Row[];
  employees: unknown[];
};

/** The folder of the records' files; the volumes plan what lies at the archive's top with it. */
export const RECORDS = "records";

/** Counts everything that the scope takes of the payroll. */
export async function planPayroll(
  { snapshot, company }: { snapshot: Snapshot; company: Company },
  scope: Scope,
): Promise<PayrollPlans> {
  const files = await payrollFiles(snapshot, company.id);
  const plans: PayrollPlan[] = [];
  for (const year of scope.years.filter((y) => y.included)) {
    const counts = await countPayroll(snapshot, company.id, year);
    const folder = `${year.startsOn}_${year.endsOn}`;
    const payslips = includes(year, "payslips");
    plans.push({ year, folder, counts, files: await countFiles(files.ofYear(year)), payslips });
  }
  const values = employeesOf(company, scope, plans);
  return {
    plans,
    files,
    records: await countFiles(files.ofRecords(scope)),
    people: await snapshot.query(`select ${columnsOf(employees)} ${employees.from}`, values),
    employees: values,
  };
}

/** The parameters of `employees`: nobody else's name is in the archive. */
function employeesOf(company: Company, scope: Scope, plans: readonly PayrollPlan[]): unknown[] {
  const years = plans.filter(({ year }) => hasWages(year)).map(({ year }) => year.id);
  const kept = [...keptRecords(scope, "working_time_records")[0], ...keptRecords(scope, "holiday_records")[0]];
  return [company.id, years, kept];
}

async function countFiles(files: AsyncGenerator<PayrollFile>): Promise<FileCount> {
  const count = { rows: 0, files: 0, bytes: 0 };
  for await (const file of files) {
    count.rows++;
    if (!file.first) continue;
    count.files++;
    count.bytes += file.bytes;
  }
  return count;
}

/**
 * What the volumes are planned by: the tables and pages of the whole archive come first and stay in the first part; an employee's
 * payslips of a year, and the files of a voucher, are not cut. A part's `firstKey` is the employee with whose payslips it begins.
 */
export function payrollVolumes({ plans, files, records, people }: PayrollPlans, scope: Scope): VolumeItem[] {
  async function* originals(all: AsyncGenerator<PayrollFile>) {
    for await (const file of all)
      if (file.first)
        yield {
          bytes: file.bytes,
          together: folderOfFile(file),
          key: file.kind === "payslip" ? file.employee || null : null,
        };
  }
  const top = {
    folder: RECORDS,
    generated: (people.length + scope.records.length) * BYTES_PER_LINE,
    originalBytes: records.bytes,
    originals: () => originals(files.ofRecords(scope)),
  };
  const years = plans.map(({ year, folder, counts, files: { bytes } }) => ({
    folder,
    generated: (counts.payslips + counts.lines) * BYTES_PER_LINE,
    originalBytes: bytes,
    originals: () => originals(files.ofYear(year)),
  }));
  return [top, ...years];
}
