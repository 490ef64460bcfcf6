import type { Scope } from "../law/scope.ts";
import { madeOn } from "../made-on.ts";
import { keptVouchers } from "../materials/kept-vouchers.ts";
import { formatGaps } from "../materials/format-scope.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import type { YearPlan } from "../write-year.ts";
import { address, type Html, html, page } from "./html.ts";
import { keeping, lawName, lawText, whenItEnds } from "./law-html.ts";
import { countText } from "./pages/amounts.ts";
import { languageLinks, pageFiles } from "./pages/page-parts.ts";
import { companyNumberTerm } from "./texts/company-number.ts";
import { formatGapText } from "./texts/format-gaps.ts";
import { type FrontTexts, frontTexts } from "./texts/front.ts";
import { dayText, languagesFrom, yearText } from "./texts/languages.ts";
import { pageTexts } from "./texts/pages.ts";
import { scopeTexts } from "./texts/scope.ts";
import { checkingLines } from "./texts/verify.ts";

/** The archive's own pages, in each language's folder. */
export const ownPages = {
  front: "index.html",
  scope: "scope.html",
  completeness: "completeness.html",
  ledgerList: "ledger-list.html",
  verify: "verify.html",
} as const;

export const languageFolder = (language: ArchiveLanguage): string => `pages/${language}`;

/**
 * What a reader opens first: whose archive it is, its years and the ways into them.
 * @param base from the page to the archive's folder: "" or "../../"
 */
export function frontPage(run: Run, scope: Scope, language: ArchiveLanguage, base: string): string {
  const t = frontTexts[language];
  const { name, businessId, country } = scope.company;
  const own = (file: string) => `${base}${languageFolder(language)}/${file}`;
  const browsable = run.formats.has("html");
  const ends = whenItEnds(scope, language);
  const about: [string, string][] = [
    [ownPages.scope, t.scope],
    [ownPages.completeness, t.completeness],
    [ownPages.ledgerList, t.ledgerList],
    [ownPages.verify, t.verify],
  ];
  return page(
    language,
    `${t.title}: ${name}`,
    html`<nav class="site" aria-label="${pageTexts[language].language}">${languageLinks(language, (l) => `${base}${languageFolder(l)}/${ownPages.front}`)}</nav>
<main><h1>${name}</h1><p class="lead">${t.lead(yearsOf(run, language), run.plans.length)}${browsable ? ` ${t.opens}` : ""}</p>
${inParts(run) ? html`<p class="note"><strong>${t.inParts}</strong></p>` : ""}<dl class="facts"><dt>${companyNumberTerm(language, country)}</dt><dd>${businessId}</dd>${keeping(scope, language).map(([what, text]) => html`<dt>${what}</dt><dd>${text}</dd>`)}<dt>${t.law}</dt><dd>${lawName(scope, language)}</dd><dt>${t.asOf}</dt><dd>${dayText(language, scope.asOf)}</dd><dt>${t.made}</dt><dd>${dayText(language, madeOn(run.date))}</dd></dl>
<h2>${t.years}</h2>${yearsTable(run.plans, language, base, browsable)}${gapsOf(run).map((gap) => html`<p class="note">${formatGapText(gap, language)}</p>`)}
${browsable ? html`<h2>${t.find}</h2><ol>${t.findSteps.map((step) => html`<li>${step}</li>`)}</ol>` : html`<p class="note">${t.noPages}</p>`}
<h2>${t.about}</h2><ul>${about.map(([file, text]) => html`<li><a href="${own(file)}">${text}</a></li>`)}</ul>
<h2>${t.notThis}</h2><p>${t.notAllData}</p><p>${t.notPayroll}</p>
${ends === null ? "" : html`<h2>${t.ends}</h2>${ends.map((text) => html`<p>${text}</p>`)}`}
<h2>${t.folders}</h2>${foldersTable(run.plans, t, language, base)}</main>`,
  );
}

/** Whether some year, or some of its files, is not in the part that has this page. */
const inParts = ({ plans }: Run): boolean =>
  plans.some(({ elsewhere, originals }) => elsewhere || originals?.some(({ part }) => part > 1));

const gapsOf = (run: Run) =>
  formatGaps(
    run.plans.map((plan) => plan.year),
    run.formats,
  );

function yearsTable(plans: readonly YearPlan[], language: ArchiveLanguage, base: string, browsable: boolean): Html {
  const t = frontTexts[language];
  return html`<table class="n3 flow"><caption>${t.years}</caption><thead><tr>${[t.year, ...(browsable ? [pageTexts[language].where] : []), t.vouchers, t.lines, t.files].map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${plans.map(
    (plan) =>
      html`<tr><th scope="row">${yearText(language, plan.year)}${plan.year.open ? html` <small>(${t.open})</small>` : ""}</th>${
        browsable ? html`<td data-label="${pageTexts[language].where}">${yearLinks(plan, language, base)}</td>` : ""
      }${counted(plan).map((n, i) => html`<td data-label="${[t.vouchers, t.lines, t.files][i]!}">${countText(language, n)}</td>`)}</tr>
`,
  )}</tbody></table>`;
}

/** Vouchers and lines that the year's pages show, and its files. */
function counted({ year, counts }: YearPlan): number[] {
  const whole = year.materials.some((m) => m.material === "journal" && m.included);
  return [whole ? counts.vouchers : counts.keptVouchers, whole ? counts.lines : counts.keptLines, counts.files];
}

const yearsOf = (run: Run, language: ArchiveLanguage): string =>
  yearsText(
    language,
    run.plans.map((plan) => plan.year),
  );

/** The years one by one; from the first day to the last when they are many. */
function yearsText(language: ArchiveLanguage, years: readonly { startsOn: string; endsOn: string }[]): string {
  if (years.length <= 3) return years.map((year) => yearText(language, year)).join(", ");
  return yearText(language, { startsOn: years[0]!.startsOn, endsOn: years.at(-1)!.endsOn });
}

/** From the folder of the archive's front page to the year's; ends in a slash. */
export const yearFolder = ({ folder, elsewhere }: Pick<YearPlan, "folder" | "elsewhere">): string =>
  elsewhere ? `../../${address(elsewhere.own)}/data/${folder}/` : `${folder}/`;

/** The pages that write-html.ts makes of such a year. */
function yearLinks(plan: YearPlan, language: ArchiveLanguage, base: string): Html {
  const { year } = plan;
  const t = pageTexts[language];
  const has = (material: string) => year.materials.some((m) => m.material === material && m.included);
  const ledger = has("journal") && has("general_ledger");
  const pages = `${base}${yearFolder(plan)}pages`;
  const kept = keptVouchers(year, "vouchers");
  const links: [string, string][] = [
    ...(ledger && has("financial_statements")
      ? ([
          [`${pages}/${language}/${pageFiles.balanceSheet}`, t.balanceSheet],
          [`${pages}/${language}/${pageFiles.incomeStatement}`, t.incomeStatement],
        ] as [string, string][])
      : []),
    ...(ledger ? ([[`${pages}/${language}/${pageFiles.accounts}`, t.accounts]] as [string, string][]) : []),
    ...(has("journal") || kept !== "none"
      ? ([[`${pages}/vouchers/index.html`, t.vouchers]] as [string, string][])
      : []),
    [`${pages}/${language}/${pageFiles.documents}`, t.documents],
  ];
  const note = kept === "marked" && !has("journal") ? html` <small>(${frontTexts[language].markedOnly})</small>` : "";
  return html`${links.map(([href, text], i) => html`${i > 0 ? " · " : ""}<a href="${href}" aria-label="${text}, ${yearText(language, year)}">${text}</a>`)}${note}`;
}

function foldersTable(plans: readonly YearPlan[], t: FrontTexts, language: ArchiveLanguage, base: string): Html {
  const rows = t.folderTexts.map(
    ([
      folder,
      content,
    ]) => html`<tr><th scope="row">${folder.split(", ").map((name, i) => html`${i > 0 ? ", " : ""}<code>${name}</code>`)}</th><td>${content}</td></tr>
`,
  );
  return html`<p>${t.foldersOf} ${plans.map((p, i) => html`${i > 0 ? " · " : ""}<a href="${base}${yearFolder(p)}">${yearText(language, p.year)}</a>`)}</p><table class="short"><caption>${t.folders}</caption><thead><tr><th scope="col">${t.folder}</th><th scope="col">${t.content}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** LUE-MINUT.txt: the same in a few words, for a reader without a browser. */
export function readmeText(run: Run, scope: Scope): string {
  return languagesFrom(run.language)
    .map((language) => {
      const t = frontTexts[language];
      const ends = whenItEnds(scope, language);
      return [
        `${t.title.toUpperCase()}: ${scope.company.name} (${scope.company.businessId})`,
        [
          t.lead(yearsOf(run, language), run.plans.length),
          ...(run.formats.has("html") ? [openFirst[language]] : [t.noPages]),
        ].join("\n"),
        ...(inParts(run) ? [t.inParts] : []),
        readmeFacts(run, scope, language),
        [
          `${scopeTexts[language].title}: ${languageFolder(language)}/${ownPages.scope}, scope.json`,
          ...gapsOf(run).map((gap) => formatGapText(gap, language)),
        ].join("\n"),
        [t.folders, ...t.folderTexts.map(([folder, content]) => `    ${folder}: ${content}`)].join("\n"),
        checkingLines(language).join("\n"),
        [t.notThis, t.notAllData, t.notPayroll].join("\n"),
        ...(ends === null ? [] : [[t.ends, ...ends].join("\n")]),
      ].join("\n\n");
    })
    .join(`\n\n${"-".repeat(72)}\n\n`)
    .concat("\n");
}

/** Until when and by whom it is kept, by which law, and when it was made. */
export const readmeFacts = ({ date }: Pick<Run, "date">, scope: Scope, language: ArchiveLanguage): string => {
  const t = frontTexts[language];
  const facts: [string, string][] = [
    ...keeping(scope, language),
    [t.law, lawText(scope, language)],
    [t.asOf, dayText(language, scope.asOf)],
    [t.made, dayText(language, madeOn(date))],
  ];
  return facts.map(([what, text]) => `${what}: ${text}`).join("\n");
};

export const openFirst: Record<ArchiveLanguage, string> = {
  fi: "Avaa ensin index.html selaimella. Verkkoyhteyttä ei tarvita.",
  sv: "Öppna först index.html i en webbläsare. Ingen nätanslutning behövs.",
  en: "Open index.html in a browser first. No network is needed.",
};
