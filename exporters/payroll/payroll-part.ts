import type { BagSet } from "../archive/bag-set.ts";
import { CONTROL_TOTALS_PATH, type ControlTotals } from "../archive/control-totals.ts";
import { dataPackage } from "../formats/datapackage.ts";
import type { Scope } from "../law/scope.ts";
import type { Run } from "../run.ts";
import type { VolumePlan } from "../volumes.ts";
import { partNote } from "../write-part.ts";
import type { WrittenPayroll } from "./payroll-run.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

export const payrollPackageName = (businessId: string) =>
  `payroll-archive-${businessId.toLowerCase().replace(/[^a-z0-9._-]/g, "-")}`;

/** The years whose tables lie in a part. */
export const yearsIn = (written: readonly WrittenPayrollYear[], volumes: VolumePlan, part: number) =>
  written.filter(({ plan }) => volumes.years.get(plan.folder) === part);

/** What every part after the first says of itself: which part it is, its own control totals, and the schema of its tables. */
export async function writePayrollPart(
  bag: BagSet,
  { company, date }: Run,
  scope: Scope,
  written: readonly WrittenPayrollYear[],
  volumes: VolumePlan,
  part: number,
): Promise<void> {
  const here = yearsIn(written, volumes, part);
  await bag.add("LUE-MINUT.txt", partNote(part, volumes.count), { part });
  await bag.add(CONTROL_TOTALS_PATH, `${JSON.stringify(payrollTotalsOf(scope, here), null, 2)}\n`, { part });
  if (here.length === 0) return;
  const years = here.map(({ plan, resources }) => ({ folder: plan.folder, resources }));
  const name = `${payrollPackageName(company.businessId)}-part-${part}`;
  const title = `Statutory payroll archive: ${company.name}, part ${part} of ${volumes.count}`;
  await bag.add("datapackage.json", dataPackage({ name, title, created: date, years }), { part });
}

/** What the snapshot held of these years, for the verifier, which counts and adds up the archive's own CSV files again. */
export function payrollTotalsOf(scope: Scope, written: readonly WrittenPayrollYear[]): ControlTotals {
  return {
    formatVersion: 1,
    company: { businessId: scope.company.businessId, country: scope.company.country },
    years: written.map(({ plan: { year, counts, payslips }, files }) => ({
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      vouchers: counts.vouchers,
      // The journal is the books'.
      lines: 0,
      debit: "0.00",
      credit: "0.00",
      files: rowsOf(files),
      ...(payslips && {
        payroll: {
          payslips: counts.payslips,
          gross: counts.gross,
          withheldTax: counts.withheldTax,
          net: counts.net,
        },
      }),
    })),
  };
}

export const rowsOf = (files: WrittenPayroll["files"]) =>
  Object.fromEntries(Object.entries(files).map(([file, { rows }]) => [file, rows]));
