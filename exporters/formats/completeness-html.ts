import type { Completeness, Finding, YearCompleteness } from "../materials/completeness.ts";
import type { ArchiveLanguage } from "../run.ts";
import { ownPages } from "./front-html.ts";
import { type Html, html, table, type Value } from "./html.ts";
import { ownPage } from "./own-page.ts";
import { amountText } from "./pages/amounts.ts";
import { grid } from "./scope-html.ts";
import { type CompletenessTexts, completenessTexts } from "./texts/completeness.ts";
import { yearText } from "./texts/languages.ts";

/** The completeness report for people: does it add up, what to look into, then the figures. */
export function completenessPage(report: Completeness, language: ArchiveLanguage): string {
  const t = completenessTexts[language];
  const count = report.years.reduce((sum, y) => sum + y.findings.length, 0);
  const imports = report.imports.flatMap((file) =>
    file.warnings.map((w) => {
      const { code = "", message = "", place = "" } = w as { code?: string; message?: string; place?: string };
      return [file.fileName, code, html`<span lang="en">${message}</span>`, place];
    }),
  );
  const body = html`<p><strong>${count === 0 ? t.allWell : t.someToSee(count)}</strong></p>
${report.years.map((year) => yearSection(year, language, t))}
<h2>${t.imports}</h2>${imports.length > 0 ? grid(t.imports, [t.file, t.code, t.what, t.place], imports) : html`<p>${t.none}</p>`}
<h2>${t.excluded}</h2><p><a href="${ownPages.scope}">${t.excludedSee}</a></p>`;
  return ownPage(language, ownPages.completeness, { title: t.title, company: report.company.name, body });
}

function yearSection(y: YearCompleteness, language: ArchiveLanguage, t: CompletenessTexts): Html {
  const amount = (text: string | undefined): Value => (text === undefined ? "" : amountText(text));
  const files = Object.entries(y.controlTotals).map(([file, c]) => [file, c.rows, amount(c.debit), amount(c.credit)]);
  const series = y.series.map((s) => [
    s.series || t.noSeries,
    s.vouchers,
    s.first ?? "",
    s.last ?? "",
    s.missing,
    s.repeated,
    s.gaps.map((g) => (g.from === g.to ? g.from : `${g.from}–${g.to}`)).join(", "),
  ]);
  const { opening, debit, credit, closing } = y.trialBalance;
  return html`<section><h2>${yearText(language, y)}${y.open ? ` (${t.open})` : ""}</h2>
<h3>${t.toSee}</h3>${
    y.findings.length === 0
      ? html`<p>${t.nothing}</p>`
      : grid(
          t.toSee,
          [t.what, t.count, t.examples],
          y.findings.map((f) => [sentence(f, t), String(f.count ?? ""), (f.examples ?? []).join("; ")]),
        )
  }
<h3>${t.trialBalance}</h3>${table(t.trialBalance, [t.opening, t.debit, t.credit, t.closing], [[opening, debit, credit, closing].map(amount)])}
<h3>${t.series}</h3>${table(t.series, [t.seriesName, t.vouchers, t.first, t.last, t.missing, t.repeated, t.gaps], series)}
<h3>${t.filesHeading}</h3><p class="soft">${t.files}</p>${table(t.filesHeading, [t.file, t.rows, t.debit, t.credit], files)}</section>`;
}

/** A finding in the page's language; one that has no words here in its own, which are English. */
const sentence = (f: Finding, t: CompletenessTexts): Html =>
  t.findings[f.code] === undefined ? html`<span lang="en">${f.message}</span>` : html`${t.findings[f.code]!}`;
