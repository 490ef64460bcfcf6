import type { Completeness, Finding, VatComparison, YearCompleteness } from "../materials/completeness.ts";
import type { ArchiveLanguage } from "../run.ts";
import { vatCompared } from "./compared-html.ts";
import { ownPages } from "./front-html.ts";
import { type Html, html, table, type Value } from "./html.ts";
import { cents, decimal, subtract } from "./money.ts";
import { ownPage } from "./own-page.ts";
import { amountText } from "./pages/amounts.ts";
import { grid, yearJumps } from "./scope-html.ts";
import { type CompletenessTexts, completenessTexts } from "./texts/completeness.ts";
import { formatGapText } from "./texts/format-gaps.ts";
import { importTexts } from "./texts/imports.ts";
import { yearText } from "./texts/languages.ts";

/** The completeness report for people: does it add up, what to look into, then the figures. */
export function completenessPage(report: Completeness, language: ArchiveLanguage): string {
  const t = completenessTexts[language];
  const i = importTexts[language];
  const count = report.years.reduce((sum, y) => sum + y.findings.length, 0);
  const imports = report.imports.flatMap((file) =>
    file.warnings.map((w) => {
      const { code = "", message = "", place = "" } = w as { code?: string; message?: string; place?: string };
      return [file.fileName, code, html`<span lang="en">${message}</span>`, place];
    }),
  );
  const leftOut = report.imports.flatMap((file) =>
    file.leftOut.map((l) => [file.fileName, i.kinds[l.kind] ?? l.kind, l.count]),
  );
  const body = html`<p><strong>${count === 0 ? t.allWell : t.someToSee(count)}</strong></p>${yearJumps(report.years, language)}
${report.years.map((year) => yearSection(year, report.company.country, language, t))}
<h2>${t.imports}</h2>${imports.length > 0 ? grid(language, t.imports, [t.file, t.code, t.what, t.place], imports) : html`<p>${t.none}</p>`}
${leftOut.length > 0 ? html`<h3>${i.leftOut}</h3><p class="soft">${i.why}</p>${grid(language, i.leftOut, [t.file, t.what, t.count], leftOut)}` : ""}
<h2>${t.excluded}</h2><p><a href="${ownPages.scope}">${t.excludedSee}</a></p>${report.formats.map((gap) => html`<p>${formatGapText(gap, language)}</p>`)}
<p><a href="../../retention.csv">${t.perFile}</a></p>`;
  return ownPage(language, ownPages.completeness, { title: t.title, company: report.company.name, body });
}

function yearSection(y: YearCompleteness, country: string, language: ArchiveLanguage, t: CompletenessTexts): Html {
  const amount = (text: string | undefined): Value => (text === undefined ? "" : amountText(language, text));
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
  return html`<section id="${y.endsOn}"><h2>${yearText(language, y)}${y.open ? ` (${t.open})` : ""}</h2>
<h3>${t.toSee}</h3>${findingsGrid(y.findings, language)}
${y.trialBalance === null ? "" : trialBalanceSection(y.trialBalance, language, t)}
${vatSection(y.vat, country, language, t)}
${series.length === 0 ? "" : html`<h3>${t.series}</h3>${table(language, t.series, [t.seriesName, t.vouchers, t.first, t.last, t.missing, t.repeated, t.gaps], series)}`}
<h3>${t.filesHeading}</h3><p class="soft">${t.files}</p>${table(language, t.filesHeading, [t.file, t.rows, t.debit, t.credit], files)}</section>`;
}

/** What to look into, each with how many and some examples. */
export function findingsGrid(findings: readonly Finding[], language: ArchiveLanguage): Html {
  const t = completenessTexts[language];
  if (findings.length === 0) return html`<p>${t.nothing}</p>`;
  const rows = findings.map((f) => [
    sentence(f, t),
    f.count ?? "",
    (f.examples ?? []).map((e) => exampleText(e, f.code, language, t)).join("; "),
  ]);
  return grid(language, t.toSee, [t.what, t.count, t.examples], rows);
}

const trialBalanceSection = (
  { opening, debit, credit, closing }: NonNullable<YearCompleteness["trialBalance"]>,
  language: ArchiveLanguage,
  t: CompletenessTexts,
): Html =>
  html`<h3>${t.trialBalance}</h3>${table(language, t.trialBalance, [t.opening, t.debit, t.credit, t.closing], [[opening, debit, credit, closing].map((amount) => amountText(language, amount))])}`;

/** Each return with what it reports and what its entries come to; those that differ say so. */
function vatSection(
  vat: readonly VatComparison[],
  country: string,
  language: ArchiveLanguage,
  t: CompletenessTexts,
): Html {
  const rows = vat.map((r) => {
    const difference = r.reported === null || r.ledger === null ? null : subtract(cents(r.reported), cents(r.ledger));
    return [
      yearText(language, r),
      `${t.vatWhat[r.what] ?? r.what}${r.field ? ` (${r.field})` : ""}`,
      r.reported === null ? "" : amountText(language, r.reported),
      r.ledger === null ? "" : amountText(language, r.ledger),
      difference === null ? "" : amountText(language, decimal(difference)),
    ];
  });
  const listed = table(language, t.vat, [t.period, t.what, t.reported, t.ledger, t.difference], rows);
  return html`<h3>${t.vat}</h3>${vatCompared(vat, country, language)}${vat.length === 0 ? "" : listed}`;
}

/** Examples are names and numbers, in some findings with English words between them. */
const exampleText = (example: string, code: string, language: ArchiveLanguage, t: CompletenessTexts): string =>
  language === "en" || !WITH_WORDS.has(code)
    ? example
    : example
        .replace("(no series)", t.noSeries)
        .replace(/\b(declared|computed|reported|ledger|register|payslips)\b/g, (word) => t.exampleWords[word] ?? word);

const WITH_WORDS = new Set([
  "voucher_number_gaps",
  "closing_balance_differs",
  "vat_return_differs",
  "asset_register_differs",
  "employer_return_differs",
]);

/** A finding in the page's language; one that has no words here in its own, which are English. */
const sentence = (f: Finding, t: CompletenessTexts): Html =>
  t.findings[f.code] === undefined ? html`<span lang="en">${f.message}</span>` : html`${t.findings[f.code]!}`;
