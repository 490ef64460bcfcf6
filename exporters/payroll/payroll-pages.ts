import { languageFolder, ownPages } from "../formats/front-html.ts";
import { address, type Html, html, page, table } from "../formats/html.ts";
import { safeName } from "../formats/file-names.ts";
import { frontTexts } from "../formats/texts/front.ts";
import { languagesFrom } from "../formats/texts/languages.ts";
import { payrollTexts, type PayrollTexts } from "../formats/texts/payroll.ts";
import type { Scope } from "../law/scope.ts";
import type { Row } from "../materials/snapshot.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { PayrollPlan } from "./write-payroll.ts";

const CHECKS = [
  "sha512sum -c manifest-sha512.txt",
  "sha512sum -c tagmanifest-sha512.txt",
  "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig",
];

const amount = (value: string) => value.replace(".", ",");
const employeePage = (number: string) => `pages/employee-${safeName(number)}.html`;

/** What a reader opens first: the customer's language, then the others. */
export function payrollIndex(run: Run, scope: Scope, plans: readonly PayrollPlan[], employees: readonly Row[]): string {
  const [own] = languagesFrom(run.language);
  const body = languagesFrom(run.language).map((language) => {
    const t = payrollTexts[language];
    const { name, businessId } = scope.company;
    return html`<section lang="${language}"><h1>${t.title}</h1>
<p>${t.what(`${name} (${businessId})`, scope.law.name, scope.asOf)}</p><p><strong>${t.private}</strong></p>
<ul>${about(language).map(([file, text]) => html`<li><a href="${languageFolder(language)}/${file}">${text}</a></li>`)}</ul>
<ul>${t.folders.map((folder) => html`<li>${folder}</li>`)}</ul><p>${t.notThis}</p>
<p>${t.check}</p>${CHECKS.map((command) => html`<pre>${command}</pre>`)}</section>
`;
  });
  return page(
    own!,
    `${payrollTexts[own!].title} – ${scope.company.name}`,
    html`${body}${overview(payrollTexts[own!], run, scope, plans, employees)}`,
  );
}

const about = (language: ArchiveLanguage): [string, string][] => [
  [ownPages.scope, frontTexts[language].scope],
  [ownPages.completeness, frontTexts[language].completeness],
];

function overview(
  t: PayrollTexts,
  run: Run,
  scope: Scope,
  plans: readonly PayrollPlan[],
  employees: readonly Row[],
): Html {
  const linked = run.formats.has("html");
  const years = plans.map(({ folder, counts }) => [
    folder.replace("_", " – "),
    counts.payslips,
    counts.employees,
    amount(counts.gross),
    amount(counts.withheldTax),
    amount(counts.net),
  ]);
  const people = employees.map((e) => [
    linked ? html`<a href="${address(employeePage(e.employee!))}">${e.employee!}</a>` : e.employee!,
    e.name!,
    e.employed_from!,
    e.employed_until!,
  ]);
  const records = scope.records.map((record) => [
    record.employeeNumber,
    t.recordNames[record.material],
    record.recordYear,
    record.included ? t.included : t.notIncluded,
    record.retainUntil,
    record.citation,
  ]);
  return html`${table(t.yearsHead, t.years, years)}
${people.length > 0 ? table(t.employeesHead, t.employees, people) : html`<p>${t.nobody}</p>`}
${records.length > 0 ? table(t.recordsHead, t.records, records) : html``}`;
}

const inAll = (word: (t: PayrollTexts) => string) =>
  [...new Set(languagesFrom("fi").map((language) => word(payrollTexts[language])))].join(" / ");

/** Each employee's payslips on a page of their own, with the way to their files; one page is in memory at a time. */
export async function writeEmployeePages(
  run: Run,
  plans: readonly PayrollPlan[],
  employees: readonly Row[],
): Promise<void> {
  const folders = new Map(plans.filter((plan) => plan.payslips).map((plan) => [plan.year.id, plan.folder]));
  for (const employee of employees) {
    run.signal.throwIfAborted();
    const number = employee.employee!;
    const slips = await run.snapshot.query(
      `select financial_year_id, paid_on, period_starts_on, period_ends_on, gross, withheld_tax, net, document_id
         from ledger.payslips where company_id = $1 and employee_number = $2 and financial_year_id = any ($3::uuid[]) order by paid_on`,
      [run.company.id, number, [...folders.keys()]],
    );
    const head = [
      inAll((t) => t.paid),
      inAll((t) => t.years[0]!),
      inAll((t) => t.years[3]!),
      inAll((t) => t.years[4]!),
      inAll((t) => t.years[5]!),
      inAll((t) => t.files),
    ];
    const rows = slips.map((s) => {
      const folder = folders.get(s.financial_year_id!)!;
      const files = `${folder}/payslips/${safeName(number)}`;
      return [
        s.paid_on!,
        folder.replace("_", " – "),
        amount(s.gross!),
        amount(s.withheld_tax!),
        amount(s.net!),
        s.document_id == null ? "" : html`<a href="../${address(files)}/">${files}</a>`,
      ];
    });
    const title = `${number} ${employee.name}`;
    const body = html`<p><a href="../index.html">${inAll((t) => t.back)}</a></p><h1>${title}</h1>${table(title, head, rows)}`;
    await run.bag.add(employeePage(number), page(run.language, title, body));
  }
}
