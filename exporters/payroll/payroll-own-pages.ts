import { employerCompared } from "../formats/compared-html.ts";
import { findingsGrid } from "../formats/completeness-html.ts";
import { languageFolder, ownPages } from "../formats/front-html.ts";
import { html } from "../formats/html.ts";
import { ownPage } from "../formats/own-page.ts";
import { scopePage } from "../formats/scope-html.ts";
import { completenessTexts } from "../formats/texts/completeness.ts";
import { pageLanguages, yearText } from "../formats/texts/languages.ts";
import type { Scope } from "../law/scope.ts";
import type { ArchiveLanguage, Run } from "../run.ts";
import { payrollReadme } from "./payroll-front.ts";
import type { WrittenPayrollYear } from "./write-payroll.ts";

/** From a language's folder to the payroll archive's only first page. */
const FRONT = "../../index.html";

/** LUE-MINUT.txt, and the pages of scope and completeness of the payroll's archive, in each language. */
export async function writePayrollOwnPages(
  run: Pick<Run, "bag" | "language" | "date">,
  scope: Scope,
  written: readonly WrittenPayrollYear[],
): Promise<void> {
  const { bag } = run;
  await bag.add("LUE-MINUT.txt", payrollReadme(run, scope));
  for (const language of pageLanguages) {
    const own = (file: string) => `${languageFolder(language)}/${file}`;
    await bag.add(own(ownPages.scope), scopePage(scope, language, FRONT));
    await bag.add(own(ownPages.completeness), completenessPage(scope, written, language));
  }
}

function completenessPage(scope: Scope, written: readonly WrittenPayrollYear[], language: ArchiveLanguage): string {
  const t = completenessTexts[language];
  const count = written.reduce((sum, { findings }) => sum + findings.length, 0);
  const body = html`<p><strong>${count === 0 ? t.allWell : t.someToSee(count)}</strong></p>
${written.map(
  ({ plan: { year, counts }, findings }) =>
    html`<section id="${year.endsOn}"><h2>${yearText(language, year)}${year.open ? ` (${t.open})` : ""}</h2>${findingsGrid(findings, language)}${employerCompared(counts, language)}</section>`,
)}
<h2>${t.excluded}</h2><p><a href="${ownPages.scope}">${t.excludedSee}</a></p>`;
  return ownPage(language, ownPages.completeness, { title: t.title, company: scope.company.name, body, front: FRONT });
}
