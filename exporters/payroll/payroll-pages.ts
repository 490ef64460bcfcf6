import { address, type Heading, type Html, html, page, table, type Value } from "../formats/html.ts";
import { add, type Cents, cents } from "../formats/money.ts";
import { amountText } from "../formats/pages/amounts.ts";
import { dayText, languagesFrom, yearText } from "../formats/texts/languages.ts";
import { pageTexts } from "../formats/texts/pages.ts";
import { type PayrollTexts, payrollTexts } from "../formats/texts/payroll.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { OriginalsPlace, VolumePlan } from "../volumes.ts";
import { compareNumbers, type SlipFile, slipsByEmployee } from "./employee-slips.ts";
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
export async function writeEmployeePages(run: Run, planned: PayrollPlans, volumes: VolumePlan): Promise<void> {
  const { language } = run;
  const t = payrollTexts[language];
  const years = new Map(planned.plans.map(({ year }) => [year.id, yearText(language, year)]));
  const head = [
    inAll(language, (t) => t.paid),
    inAll(language, (t) => t.years[0]!),
    inAll(language, (t) => t.years[3]!),
    inAll(language, (t) => t.years[4]!),
    inAll(language, (t) => t.years[5]!),
    inAll(language, (t) => t.files),
  ];
  for await (const { employee, slips, files } of slipsByEmployee(run, planned)) {
    const number = employee.employee!;
    const sums = (["gross", "withheld_tax", "net"] as const).map((field) =>
      slips.reduce((sum, s) => add(sum, cents(s[field]!)), 0 as Cents),
    );
    const rows: Value[][] = slips.map((s) => {
      const file = files.get(s.document_id ?? "");
      return [
        dayText(language, s.paid_on!),
        years.get(s.financial_year_id!)!,
        amountText(language, s.gross!),
        amountText(language, s.withheld_tax!),
        amountText(language, s.net!),
        file ? linkTo(file, topOf(volumes.originals.get(file.plan.folder), number)) : "",
      ];
    });
    if (rows.length > 1) rows.push([t.allPaid, "", ...sums.map((sum) => amountText(language, sum)), ""]);
    const title = `${number} ${employee.name}`;
    const body = html`<nav class="site" aria-label="${pageTexts[language].where}"><ul>${languagesFrom(language).map((l) => html`<li lang="${l}"><a href="../index.html${l === language ? "" : `#${l}`}">${payrollTexts[l].back}</a></li>`)}</ul></nav><main><h1>${title}</h1><p class="soft">${run.company.name} · ${run.company.currency}</p>${rows.length > 0 ? table(language, t.paidHead, head, rows) : html`<p>${t.noPayslips}</p>`}</main>`;
    await run.bag.add(employeePage(planned.files, number), page(language, `${title} · ${run.company.name}`, body));
  }
}

const linkTo = ({ plan, path }: SlipFile, top: string): Html =>
  html`<a href="${top}${address(`${plan.folder}/${path}`)}">${path.slice(path.lastIndexOf("/") + 1)}</a>`;

/** From the pages' folder to the payload of the part that has an employee's payslips of a year. */
function topOf(places: readonly OriginalsPlace[] | undefined, number: string): string {
  const place = places?.findLast(({ firstKey }) => firstKey !== null && compareNumbers(firstKey, number) <= 0);
  return place ? `../../../${address(place.folder)}/data/` : "../";
}
