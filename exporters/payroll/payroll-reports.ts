import { CONTROL_TOTALS_PATH, type ControlTotals } from "../archive/control-totals.ts";
import { csvFile } from "../formats/csv.ts";
import { dataPackage } from "../formats/datapackage.ts";
import { canonicalJson } from "../law/canonical-json.ts";
import type { Scope } from "../law/scope.ts";
import { excluded } from "../materials/completeness.ts";
import { recordRetention } from "../materials/payroll/record-retention.ts";
import { retentionClasses, retentionClassRows } from "../materials/retention-classes.ts";
import { retention, retentionCsv } from "../materials/retention-files.ts";
import { header } from "../materials/table.ts";
import type { Run } from "../run.ts";
import { writePayrollOwnPages } from "./payroll-own-pages.ts";
import { payrollRetention } from "./payroll-retention.ts";
import type { WrittenPayroll } from "./payroll-run.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const packageName = (businessId: string) => `payroll-archive-${businessId.toLowerCase().replace(/[^a-z0-9._-]/g, "-")}`;

/** What is known only when everything is written: scope, retention, completeness, control totals, schema. */
export async function writePayrollReports(
  run: Run,
  scope: Scope,
  written: readonly WrittenPayrollYear[],
  top: WrittenPayroll,
): Promise<void> {
  const { bag, company, date } = run;
  // Canonical: its SHA-256 is the hash that was approved.
  await bag.add("scope.json", canonicalJson(scope));
  let fileRows = 0;
  const perFile = await bag.add(
    "retention.csv",
    retentionCsv(payrollRetention(run, scope, written, top), (rows) => {
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
  const stated: ControlTotals = {
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
      name: packageName(company.businessId),
      title: `Statutory payroll archive: ${company.name}`,
      created: date,
      years: [
        { folder: "", resources: [...top.resources, ...decisions] },
        ...written.map(({ plan, resources }) => ({ folder: plan.folder, resources })),
      ],
    }),
  );
}

const rowsOf = (files: WrittenPayroll["files"]) =>
  Object.fromEntries(Object.entries(files).map(([file, { rows }]) => [file, rows]));
