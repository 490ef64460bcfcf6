import type { PayrollFile } from "../materials/payroll/payroll-files.ts";
import type { Row } from "../materials/snapshot.ts";
import type { Run } from "../run.ts";
import type { PayrollPlan, PayrollPlans } from "./plan-payroll.ts";

/** `path` is below the year's folder. */
export type SlipFile = { plan: PayrollPlan; path: string };

/** One employee's payslips by the day of payment, and their files by document. */
type EmployeeSlips = { employee: Row; slips: Row[]; files: ReadonlyMap<string, SlipFile> };

/** The order of the employees' numbers in the database (collate "C") is that of their bytes. */
export const compareNumbers = (a: string, b: string): number =>
  a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));

const SLIPS = `
  select employee_number, financial_year_id, paid_on, gross, withheld_tax, net, document_id
    from ledger.payslips where company_id = $1 and financial_year_id = any ($2::uuid[])
   order by employee_number collate "C", paid_on`;

/**
 * Everybody in the archive with the payslips that are in it. Payslips and each year's files are read once, side by side, a portion
 * of each at a time: what is in memory is one employee's, who has one payslip a day at most.
 */
export async function* slipsByEmployee(
  { snapshot, company, signal }: Pick<Run, "snapshot" | "company" | "signal">,
  { plans, people, files }: Pick<PayrollPlans, "plans" | "people" | "files">,
): AsyncGenerator<EmployeeSlips> {
  const years = new Map(
    plans
      .filter((plan) => plan.payslips)
      .map((plan) => [
        plan.year.id,
        { plan, files: new ByEmployee(payslipFiles(files.ofYear(plan.year)), (f) => f.employee) },
      ]),
  );
  const rows = flat(snapshot.cursor(SLIPS, [company.id, [...years.keys()]], 1000));
  const all = new ByEmployee(rows, (slip) => slip.employee_number!);
  try {
    for (const employee of people) {
      signal.throwIfAborted();
      const number = employee.employee!;
      const slips: Row[] = [];
      for await (const slip of all.of(number)) slips.push(slip);
      const wanted = new Set(slips.map((slip) => slip.document_id));
      const found = new Map<string, SlipFile>();
      for (const id of new Set(slips.map((slip) => slip.financial_year_id!))) {
        const { plan, files } = years.get(id)!;
        for await (const file of files.of(number))
          if (wanted.has(file.id)) found.set(file.id, { plan, path: file.path });
      }
      yield { employee, slips, files: found };
    }
  } finally {
    for (const reader of [all, ...[...years.values()].map((year) => year.files)]) await reader.close();
  }
}

/** Rows that come in the order of their employees' numbers, given to one employee after the other. */
class ByEmployee<T> {
  readonly #rows: AsyncGenerator<T>;
  readonly #numberOf: (row: T) => string;
  #next: T | undefined;

  constructor(rows: AsyncGenerator<T>, numberOf: (row: T) => string) {
    this.#rows = rows;
    this.#numberOf = numberOf;
  }

  /** An employee's rows. Numbers are asked for in their order; what lies between two of them is passed over. */
  async *of(number: string): AsyncGenerator<T> {
    for (;;) {
      this.#next ??= (await this.#rows.next()).value as T | undefined;
      if (this.#next === undefined) return;
      const order = compareNumbers(this.#numberOf(this.#next), number);
      if (order > 0) return;
      const row = this.#next;
      this.#next = undefined;
      if (order === 0) yield row;
    }
  }

  async close(): Promise<void> {
    await this.#rows.return(undefined);
  }
}

async function* payslipFiles(files: AsyncGenerator<PayrollFile>): AsyncGenerator<PayrollFile> {
  for await (const file of files) {
    if (file.kind !== "payslip") return;
    yield file;
  }
}

async function* flat(portions: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const rows of portions) yield* rows;
}
