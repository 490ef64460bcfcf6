import { CONTROL_TOTALS_PATH, type ControlTotals } from "../archive/control-totals.ts";
import { csvFile } from "../formats/csv.ts";
import { dataPackage } from "../formats/datapackage.ts";
import { canonicalJson } from "../law/canonical-json.ts";
import type { Scope } from "../law/scope.ts";
import { excluded } from "../materials/completeness.ts";
import type { PayrollFiles } from "../materials/payroll/payroll-files.ts";
import { recordRetention } from "../materials/payroll/record-retention.ts";
import { retentionClasses, retentionClassRows } from "../materials/retention-classes.ts";
import { retention, retentionCsv } from "../materials/retention-files.ts";
import { header } from "../materials/table.ts";
import type { Run } from "../run.ts";
import type { VolumePlan } from "../volumes.ts";
import { writePayrollOwnPages } from "./payroll-own-pages.ts";
import { payrollPackageName, payrollTotalsOf, rowsOf, yearsIn } from "./payroll-part.ts";
import { payrollRetention } from "./payroll-retention.ts";
import type { WrittenPayroll } from "./payroll-run.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What is known only when everything is written: scope, retention, completeness, control totals, schema. */
export async function writePayrollReports(
  run: Run,
  scope: Scope,
  written: readonly WrittenPayrollYear[],
  top: WrittenPayroll,
  { files, volumes }: { files: PayrollFiles; volumes: VolumePlan },
): Promise<void> {
  const { bag, company, date } = run;
  // Canonical: its SHA-256 is the hash that was approved.
  await bag.add("scope.json", canonicalJson(scope));
  let fileRows = 0;
  const perFile = await bag.add(
    "retention.csv",
    retentionCsv(payrollRetention(files, scope, written, top), (rows) => {
      fileRows = rows;
    }),
  );
  const years = retentionClassRows(scope);
  const yearsFile = await bag.add("retention-classes.csv", csvFile(header(retentionClasses), years));
  const records = scope.records.map((r) => [
    r.employeeNumber,
    r.material,
    String(r.recordYear),
    String(r.included),
    r.retainUntil,
    r.class,
    r.citation,
    r.ruleId,
    r.reason.code,
    String(r.practice ?? false),
    r.note ?? "",
  ]);
  const recordColumns = recordRetention.columns.map(({ name }) => name);
  const recordsFile = await bag.add("record-retention.csv", csvFile(recordColumns, records));
  const report = {
    version: 1,
    part: scope.part,
    company: scope.company,
    asOf: scope.asOf,
    years: written.map(({ plan, files, findings }) => ({
      folder: plan.folder,
      startsOn: plan.year.startsOn,
      endsOn: plan.year.endsOn,
      open: plan.year.open,
      payroll: plan.counts,
      controlTotals: files,
      findings,
    })),
    records: top.files,
    excluded: [
      ...excluded(scope),
      ...scope.records
        .filter((r) => !r.included)
        .map((r) => ({
          what: `${r.material} ${r.employeeNumber} ${r.recordYear}`,
          why: `${r.reason.sentence} (${r.citation})`,
        })),
    ],
  };
  await bag.add("reports/completeness.json", json(report));
  await writePayrollOwnPages(run, scope, written);
  const here = yearsIn(written, volumes, 1);
  const stated: ControlTotals = {
    ...payrollTotalsOf(scope, here),
    files: {
      ...rowsOf(top.files),
      "retention.csv": fileRows,
      "retention-classes.csv": years.length,
      "record-retention.csv": records.length,
    },
  };
  await bag.add(CONTROL_TOTALS_PATH, json(stated));
  const decisions = [
    { path: "retention.csv", table: retention, rows: fileRows, bytes: perFile.bytes },
    { path: "retention-classes.csv", table: retentionClasses, rows: years.length, bytes: yearsFile.bytes },
    { path: "record-retention.csv", table: recordRetention, rows: records.length, bytes: recordsFile.bytes },
  ];
  await bag.add(
    "datapackage.json",
    dataPackage({
      name: payrollPackageName(company.businessId),
      title: `Statutory payroll archive: ${company.name}`,
      created: date,
      years: [
        { folder: "", resources: [...top.resources, ...decisions] },
        ...here.map(({ plan, resources }) => ({ folder: plan.folder, resources })),
      ],
    }),
  );
}
