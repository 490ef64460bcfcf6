import { CONTROL_TOTALS_PATH, type ControlTotals } from "../archive/control-totals.ts";
import { csvFile } from "../formats/csv.ts";
import { dataPackage } from "../formats/datapackage.ts";
import { html, page, table } from "../formats/html.ts";
import { canonicalJson } from "../law/canonical-json.ts";
import type { Scope } from "../law/scope.ts";
import { excluded } from "../materials/completeness.ts";
import type { PayrollTable } from "../materials/payroll/payroll-table.ts";
import { retentionClasses, retentionClassRows } from "../materials/retention-classes.ts";
import { header } from "../materials/table.ts";
import type { Run } from "../run.ts";
import type { WrittenPayroll } from "./payroll-run.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

/** The decisions on employees' records as a table; those on years are in retention-classes.csv. */
const recordRetention: PayrollTable = {
  name: "record-retention",
  material: "working_time_records",
  title: "Retention of records",
  description: "For each employee, kind of record and calendar year: whether it is here, until when and by which rule.",
  columns: [
    { name: "employee", type: "string", description: "Employee number." },
    { name: "material", type: "string", description: "working_time_records or holiday_records." },
    {
      name: "record_year",
      type: "integer",
      description: "Calendar year of the hours, or in which the credit year ends.",
    },
    { name: "included", type: "boolean", description: "Whether it is in this archive." },
    {
      name: "retain_until",
      type: "date",
      description: "The last day on which the law asks for it, by what is known today.",
    },
    { name: "class", type: "string", description: "The length of the period." },
    { name: "citation", type: "string", description: "Paragraph." },
    { name: "rule", type: "string", description: "The rule's id in scope.json." },
    { name: "reason", type: "string", description: "required_by_law, retention_expired and so on, as in scope.json." },
  ],
  primaryKey: ["employee", "material", "record_year"],
};

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
  await bag.add("reports/completeness.html", completenessPage(run, report));
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
      "retention-classes.csv": years.length,
      "record-retention.csv": records.length,
    },
  };
  await bag.add(CONTROL_TOTALS_PATH, json(stated));
  const decisions = [
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

type Report = {
  years: { folder: string; findings: { code: string; message: string; count?: number; examples?: string[] }[] }[];
  excluded: { what: string; why: string }[];
};

function completenessPage(run: Run, report: Report): string {
  const title = `Completeness: payroll of ${run.company.name}`;
  const findings = report.years.flatMap(({ folder, findings: found }) =>
    found.map((f) => [folder, f.message, f.count ?? 1, (f.examples ?? []).join(", ")]),
  );
  const body = html`<p><a href="../index.html">index.html</a></p><h1>${title}</h1>
${findings.length > 0 ? table("What to look into", ["Year", "What", "How many", "Which"], findings) : html`<p>Nothing to look into.</p>`}
${table(
  "What is not here, and why",
  ["What", "Why"],
  report.excluded.map(({ what, why }) => [what, why]),
)}`;
  return page("en", title, body);
}
