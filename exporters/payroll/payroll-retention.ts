import type { Decision, Scope, YearDecision } from "../law/scope.ts";
import { copyDecision } from "../materials/kept-decision.ts";
import type { PayrollFile, PayrollFiles } from "../materials/payroll/payroll-files.ts";
import { holidays, workingTime } from "../materials/payroll/record-tables.ts";
import { payrollLedger, payrollTotals, payrollVouchers, payslips } from "../materials/payroll/year-tables.ts";
import { retentionRow } from "../materials/retention-files.ts";
import type { WrittenPayroll } from "./payroll-run.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

type Kept = Decision & { material: string };

/** Material by table; the lists of files and of employees are kept as long as the last thing that they list. */
const materials = new Map<string, string>(
  [payslips, payrollLedger, payrollTotals, payrollVouchers, workingTime, holidays].map((t) => [t.name, t.material]),
);

const longest = (decisions: readonly Kept[]): Kept | undefined =>
  decisions.filter((d) => d.included).toSorted((a, b) => (a.retainUntil < b.retainUntil ? 1 : -1))[0];

/** The year's own decisions before those of marked vouchers. */
const decisionsOf = (year: YearDecision): Kept[] =>
  year.materials.flatMap((m) => [m, ...(m.marked ?? []).map((mark) => ({ ...mark, material: m.material }))]);

/** Until when each file of the payroll's archive is kept: rows of `retention`. */
export async function* payrollRetention(
  files: PayrollFiles,
  scope: Scope,
  written: readonly WrittenPayrollYear[],
  top: WrittenPayroll,
): AsyncGenerator<string[]> {
  const { records } = scope;
  const all = longest([...written.flatMap(({ plan }) => decisionsOf(plan.year)), ...records]);
  if (!all) return;
  yield retentionRow("/", "", "front", all.material, all);
  for (const { path, table } of top.resources) {
    const material = materials.get(table.name);
    const kept = material ? longest(records.filter((r) => r.material === material)) : all;
    if (kept) yield retentionRow(path, "", "table", kept.material, kept);
  }
  for (const { plan, resources } of written) {
    const { year, folder } = plan;
    const copied = copyDecision(year);
    const decisions = decisionsOf(year);
    const of = (material: string) => longest(decisions.filter((m) => m.material === material)) ?? copied;
    yield retentionRow(`${folder}/`, year.endsOn, "copy", copied.material, copied);
    for (const { path, table } of resources) {
      const material = materials.get(table.name);
      const kept = material ? of(material) : copied;
      yield retentionRow(path, year.endsOn, "table", kept.material, kept);
    }
    for await (const file of files.ofYear(year)) {
      if (!file.first) continue;
      const kept = keptFor(file, decisions) ?? copied;
      yield retentionRow(`${folder}/${file.path}`, year.endsOn, "original", kept.material, kept);
    }
  }
  const decided = new Map(records.map((r) => [`${r.material} ${r.recordYear} ${r.employeeNumber}`, r]));
  for await (const file of files.ofRecords(scope)) {
    if (!file.first) continue;
    const kept = decided.get(`${file.kind}s ${file.recordYear} ${file.employee}`)!;
    yield retentionRow(file.path, "", "original", kept.material, kept);
  }
}

/** A payslip's file by the year's payslips; another, or one that is in for its voucher alone, by the voucher that is kept longest. */
function keptFor({ kind, retainUntil }: PayrollFile, decisions: readonly Kept[]): Kept | undefined {
  const of = (material: string) => decisions.filter((d) => d.included && d.material === material);
  const own = kind === "payslip" ? of("payslips")[0] : undefined;
  const documents = of("payroll_documents");
  return own ?? documents.find((d) => d.retainUntil === retainUntil) ?? documents[0];
}
