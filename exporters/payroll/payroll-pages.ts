import { languageFolder, ownPages } from "../formats/front-html.ts";
import { address, type Html, html, page, table } from "../formats/html.ts";
import { frontTexts } from "../formats/texts/front.ts";
import { languagesFrom } from "../formats/texts/languages.ts";
import { payrollTexts, type PayrollTexts } from "../formats/texts/payroll.ts";
import type { Scope } from "../law/scope.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { OriginalsPlace, VolumePlan } from "../volumes.ts";
import type { PayrollPlans } from "./plan-payroll.ts";

const CHECKS = [
  "sha512sum -c manifest-sha512.txt",
  "sha512sum -c tagmanifest-sha512.txt",
  "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig",
];

const amount = (value: string) => value.replace(".", ",");
const employeePage = ({ folderOf }: PayrollPlans["files"], number: string) => `pages/employee-${folderOf(number)}.html`;

/** What a reader opens first: the customer's language, then the others. */
export function payrollIndex(run: Run, scope: Scope, planned: PayrollPlans, volumes: VolumePlan): string {
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
    html`${body}${overview(payrollTexts[own!], run, scope, planned, volumes)}`,
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
  { plans, people, files }: PayrollPlans,
  volumes: VolumePlan,
): Html {
  const linked = run.formats.has("html");
  const years = plans.map(({ folder, counts }) => [
    `${folder.replace("_", " – ")}${volumes.years.get(folder) === 1 ? "" : ` (${t.part(volumes.years.get(folder)!)})`}`,
    counts.payslips,
    counts.employees,
    amount(counts.gross),
    amount(counts.withheldTax),
    amount(counts.net),
  ]);
  const rows = people.map((e) => [
    linked ? html`<a href="${address(employeePage(files, e.employee!))}">${e.employee!}</a>` : e.employee!,
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
${rows.length > 0 ? table(t.employeesHead, t.employees, rows) : html`<p>${t.nobody}</p>`}
${records.length > 0 ? table(t.recordsHead, t.records, records) : html``}`;
}

const inAll = (word: (t: PayrollTexts) => string) =>
  [...new Set(languagesFrom("fi").map((language) => word(payrollTexts[language])))].join(" / ");

/** Each employee's payslips on a page of their own, with the way to each file; one page is in memory at a time. */
export async function writeEmployeePages(
  run: Run,
  { plans, people, files }: PayrollPlans,
  volumes: VolumePlan,
): Promise<void> {
  const years = new Map(plans.filter((plan) => plan.payslips).map((plan) => [plan.year.id, plan]));
  const head = [
    inAll((t) => t.paid),
    inAll((t) => t.years[0]!),
    inAll((t) => t.years[3]!),
    inAll((t) => t.years[4]!),
    inAll((t) => t.years[5]!),
    inAll((t) => t.files),
  ];
  for (const employee of people) {
    run.signal.throwIfAborted();
    const number = employee.employee!;
    const slips = await run.snapshot.query(
      `select financial_year_id, paid_on, period_starts_on, period_ends_on, gross, withheld_tax, net, document_id
         from ledger.payslips where company_id = $1 and employee_number = $2 and financial_year_id = any ($3::uuid[]) order by paid_on`,
      [run.company.id, number, [...years.keys()]],
    );
    const links = new Map<string, { href: string; path: string }>();
    for (const id of new Set(slips.map((s) => s.financial_year_id!))) {
      const { year, folder } = years.get(id)!;
      const top = topOf(volumes.originals.get(folder), number);
      for await (const file of files.ofYear(year, number))
        links.set(file.id, { href: `${top}${address(`${folder}/${file.path}`)}`, path: `${folder}/${file.path}` });
    }
    const rows = slips.map((s) => {
      const link = s.document_id == null ? undefined : links.get(s.document_id);
      return [
        s.paid_on!,
        years.get(s.financial_year_id!)!.folder.replace("_", " – "),
        amount(s.gross!),
        amount(s.withheld_tax!),
        amount(s.net!),
        link ? html`<a href="${link.href}">${link.path}</a>` : "",
      ];
    });
    const title = `${number} ${employee.name}`;
    const body = html`<p><a href="../index.html">${inAll((t) => t.back)}</a></p><h1>${title}</h1>${table(title, head, rows)}`;
    await run.bag.add(employeePage(files, number), page(run.language, title, body));
  }
}

/** From the pages' folder to the payload of the part that has an employee's payslips of a year. */
function topOf(places: readonly OriginalsPlace[] | undefined, number: string): string {
  // The order of the employees' numbers in the database (collate "C") is that of their bytes.
  const place = places?.findLast(({ firstKey }) => firstKey !== null && compareBytes(firstKey, number) <= 0);
  return place ? `../../../${address(place.folder)}/data/` : "../";
}

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
