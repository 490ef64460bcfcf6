import { languageFolder, openFirst, ownPages, readmeFacts } from "../formats/front-html.ts";
import { address, type Html, html, page, table } from "../formats/html.ts";
import { citationHtml, keeping, lawName, shortNamesHtml, whenItEnds } from "../formats/law-html.ts";
import { amountText } from "../formats/pages/amounts.ts";
import { grid } from "../formats/scope-html.ts";
import { companyNumberTerm } from "../formats/texts/company-number.ts";
import { frontTexts } from "../formats/texts/front.ts";
import { dayText, languageName, languagesFrom, yearText } from "../formats/texts/languages.ts";
import { pageTexts } from "../formats/texts/pages.ts";
import { type PayrollTexts, payrollTexts } from "../formats/texts/payroll.ts";
import { checkingLines, stepsOfAll, verifyTexts } from "../formats/texts/verify.ts";
import type { Scope } from "../law/scope.ts";
import { madeOn } from "../made-on.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { VolumePlan } from "../volumes.ts";
import { employeePage } from "./payroll-pages.ts";
import type { PayrollPlans } from "./plan-payroll.ts";

/** What a reader opens first: the customer's language with the years and the people, then the same words in the others. */
export function payrollIndex(run: Run, scope: Scope, planned: PayrollPlans, volumes: VolumePlan): string {
  const [own, ...others] = languagesFrom(run.language) as [ArchiveLanguage, ...ArchiveLanguage[]];
  const t = payrollTexts[own];
  const { title } = t;
  return page(
    own,
    `${title} – ${scope.company.name}`,
    html`<nav class="site" aria-label="${pageTexts[own].language}"><ul><li><span aria-current="true">${languageName[own]}</span></li>${others.map((l) => html`<li><a href="#${l}" lang="${l}" hreflang="${l}">${languageName[l]}</a></li>`)}</ul></nav>
<main><h1>${title}</h1>${words(scope, own)}${facts(run, scope, own)}
${overview(own, run, scope, planned, volumes)}
${more(scope, own, (text) => html`<h2>${text}</h2>`)}
${others.map(
  (language) =>
    html`<section lang="${language}" id="${language}"><h2>${payrollTexts[language].title}</h2>${words(scope, language)}${more(scope, language, (text) => html`<h3>${text}</h3>`)}</section>
`,
)}</main>`,
  );
}

function words(scope: Scope, language: ArchiveLanguage): Html {
  const t = payrollTexts[language];
  const { name, businessId } = scope.company;
  const what = t.what(`${name} (${businessId})`, dayText(language, scope.asOf));
  return html`<p class="lead">${what}</p><p class="note"><strong>${t.private}</strong></p>`;
}

/** LUE-MINUT.txt: the same in a few words, for a reader without a browser. */
export function payrollReadme(run: Pick<Run, "language" | "date">, scope: Scope): string {
  const { name, businessId } = scope.company;
  return languagesFrom(run.language)
    .map((language) => {
      const t = payrollTexts[language];
      const front = frontTexts[language];
      const ends = whenItEnds(scope, language);
      return [
        `${t.title.toUpperCase()}: ${name} (${businessId})`,
        [t.what(name, dayText(language, scope.asOf)), openFirst[language]].join("\n"),
        t.private,
        `${front.years}: ${yearsText(scope, language)}\n${readmeFacts(run, scope, language)}`,
        [front.folders, ...t.folders.map((folder) => `    ${folder}`)].join("\n"),
        checkingLines(language).join("\n"),
        [front.notThis, front.notAllData, t.notBooks].join("\n"),
        ...(ends === null ? [] : [[front.ends, ...ends].join("\n")]),
      ].join("\n\n");
    })
    .join(`\n\n${"-".repeat(72)}\n\n`)
    .concat("\n");
}

/** The years of which something is in the archive. */
const yearsText = (scope: Scope, language: ArchiveLanguage): string =>
  scope.years
    .filter((year) => year.included)
    .map((year) => yearText(language, year))
    .join(", ");

function facts(run: Run, scope: Scope, language: ArchiveLanguage): Html {
  const t = frontTexts[language];
  const made = dayText(language, madeOn(run.date));
  return html`<dl class="facts"><dt>${t.company}</dt><dd>${scope.company.name}</dd><dt>${companyNumberTerm(language, scope.company.country)}</dt><dd>${scope.company.businessId}</dd><dt>${t.years}</dt><dd>${yearsText(scope, language)}</dd>${keeping(scope, language).map(([what, text]) => html`<dt>${what}</dt><dd>${text}</dd>`)}<dt>${t.law}</dt><dd>${lawName(scope, language)}</dd><dt>${t.asOf}</dt><dd>${dayText(language, scope.asOf)}</dd><dt>${t.made}</dt><dd>${made}</dd></dl>`;
}

/** What else there is to know and to open. */
function more(scope: Scope, language: ArchiveLanguage, heading: (text: string) => Html): Html {
  const t = payrollTexts[language];
  const front = frontTexts[language];
  const about: [string, string][] = [
    [ownPages.scope, front.scope],
    [ownPages.completeness, front.completeness],
  ];
  const ends = whenItEnds(scope, language);
  const verify = verifyTexts[language];
  return html`${heading(front.about)}<ul>${about.map(([file, text]) => html`<li><a href="${languageFolder(language)}/${file}">${text}</a></li>`)}</ul>
${heading(front.notThis)}<p>${front.notAllData}</p><p>${t.notBooks}</p>
${heading(front.folders)}<ul>${t.folders.map((folder) => html`<li>${folder}</li>`)}</ul>
${ends === null ? "" : html`${heading(front.ends)}${ends.map((text) => html`<p>${text}</p>`)}`}
${heading(front.verify)}<p>${verify.start}</p>${stepsOfAll(language).map(({ text, commands }) => html`<p>${text}</p><pre lang="en">${commands.join("\n")}</pre>`)}<p>${verify.end}</p>`;
}

function overview(
  language: ArchiveLanguage,
  run: Run,
  scope: Scope,
  { plans, people, files }: PayrollPlans,
  volumes: VolumePlan,
): Html {
  const t = payrollTexts[language];
  const linked = run.formats.has("html");
  const day = (date: string) => (date === "" ? "" : dayText(language, date));
  const years = plans.map(({ folder, year, counts }) => {
    const part = volumes.years.get(folder);
    return [
      `${yearText(language, year)}${year.open ? ` (${frontTexts[language].open})` : ""}${part === undefined || part === 1 ? "" : ` (${t.part(part)})`}`,
      counts.payslips,
      counts.employees,
      amountText(language, counts.gross),
      amountText(language, counts.withheldTax),
      amountText(language, counts.net),
    ];
  });
  const rows = people.map((e) => [
    e.employee!,
    linked ? html`<a href="${address(employeePage(files, e.employee!))}">${e.name || e.employee!}</a>` : e.name!,
    day(e.employed_from!),
    day(e.employed_until!),
  ]);
  return html`<h2>${t.yearsHead}</h2><p class="soft">${t.yearsNote(run.company.currency)}</p>${table(language, t.yearsHead, t.years, years)}
<h2>${t.employeesHead}</h2>${rows.length > 0 ? html`<p class="soft">${t.employeesNote}</p>${grid(language, t.employeesHead, t.employees, rows)}` : html`<p>${t.nobody}</p>`}
${scope.records.length > 0 ? recordsTable(scope, language, t, new Map(people.map((e) => [e.employee!, e.name!]))) : ""}`;
}

const recordsTable = (
  scope: Scope,
  language: ArchiveLanguage,
  t: PayrollTexts,
  names: ReadonlyMap<string, string>,
): Html =>
  html`<h2>${t.recordsHead}</h2><p class="soft">${t.recordsNote}</p>${shortNamesHtml(
    language,
    scope.records.map((record) => record.citation),
  )}${grid(
    language,
    t.recordsHead,
    t.records,
    scope.records.map((record) => [
      `${record.employeeNumber} ${names.get(record.employeeNumber) ?? ""}`.trim(),
      t.recordNames[record.material],
      String(record.recordYear),
      record.included ? t.included : t.notIncluded,
      dayText(language, record.retainUntil),
      citationHtml(language, record.citation),
    ]),
  )}`;
