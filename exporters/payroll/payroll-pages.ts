import { address, type Heading, html, page, table, type Value } from "../formats/html.ts";
import { add, type Cents, cents } from "../formats/money.ts";
import { amountText } from "../formats/pages/amounts.ts";
import { dayText, languagesFrom, yearText } from "../formats/texts/languages.ts";
import { pageTexts } from "../formats/texts/pages.ts";
import { type PayrollTexts, payrollTexts } from "../formats/texts/payroll.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { OriginalsPlace, VolumePlan } from "../volumes.ts";
import type { PayrollPlans } from "./plan-payroll.ts";

/** From the archive's front page to an employee's. */
export const employeePage = ({ folderOf }: PayrollPlans["files"], number: string) =>
  `pages/employee-${folderOf(number)}.html`;

/** A word of a page that is written once: the customer's language, below it the others that say it differently. */
function inAll(language: ArchiveLanguage, word: (t: PayrollTexts) => string): Heading {
  const [own, ...others] = languagesFrom(language);
  const label = word(payrollTexts[own!]);
  const differing = others.filter((l) => word(payrollTexts[l]) !== label);
  return {
    label,
    shown: html`${label}${differing.map((l) => html`<span lang="${l}"> ${word(payrollTexts[l])}</span>`)}`,
  };
}

/** Each employee's payslips on a page of their own, with the way to each file; one page is in memory at a time. */
export async function writeEmployeePages(
  run: Run,
  { plans, people, files }: PayrollPlans,
  volumes: VolumePlan,
): Promise<void> {
  const years = new Map(plans.filter((plan) => plan.payslips).map((plan) => [plan.year.id, plan]));
  const { language } = run;
  const t = payrollTexts[language];
  const head = [
    inAll(language, (t) => t.paid),
    inAll(language, (t) => t.years[0]!),
    inAll(language, (t) => t.years[3]!),
    inAll(language, (t) => t.years[4]!),
    inAll(language, (t) => t.years[5]!),
    inAll(language, (t) => t.files),
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
    const sums = (["gross", "withheld_tax", "net"] as const).map((field) =>
      slips.reduce((sum, s) => add(sum, cents(s[field]!)), 0 as Cents),
    );
    const rows: Value[][] = slips.map((s) => {
      const link = s.document_id == null ? undefined : links.get(s.document_id);
      return [
        dayText(language, s.paid_on!),
        yearText(language, years.get(s.financial_year_id!)!.year),
        amountText(s.gross!),
        amountText(s.withheld_tax!),
        amountText(s.net!),
        link ? html`<a href="${link.href}">${link.path.slice(link.path.lastIndexOf("/") + 1)}</a>` : "",
      ];
    });
    if (rows.length > 1) rows.push([t.allPaid, "", ...sums.map((sum) => amountText(sum)), ""]);
    const title = `${number} ${employee.name}`;
    const body = html`<nav class="site" aria-label="${pageTexts[language].where}"><ul>${languagesFrom(language).map((l) => html`<li lang="${l}"><a href="../index.html${l === language ? "" : `#${l}`}">${payrollTexts[l].back}</a></li>`)}</ul></nav><main><h1>${title}</h1><p class="soft">${run.company.name} · ${run.company.currency}</p>${rows.length > 0 ? table(t.paidHead, head, rows) : html`<p>${t.noPayslips}</p>`}</main>`;
    await run.bag.add(employeePage(files, number), page(language, `${title} · ${run.company.name}`, body));
  }
}

/** From the pages' folder to the payload of the part that has an employee's payslips of a year. */
function topOf(places: readonly OriginalsPlace[] | undefined, number: string): string {
  // The order of the employees' numbers in the database (collate "C") is that of their bytes.
  const place = places?.findLast(({ firstKey }) => firstKey !== null && compareBytes(firstKey, number) <= 0);
  return place ? `../../../${address(place.folder)}/data/` : "../";
}

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
