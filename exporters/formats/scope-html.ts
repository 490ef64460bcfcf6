import type { Decision, MaterialDecision, Scope } from "../law/scope.ts";
import type { ArchiveLanguage } from "../run.ts";
import { ownPages } from "./front-html.ts";
import { type Html, html, numberClass } from "./html.ts";
import { citationHtml, lawName, shortNamesHtml } from "./law-html.ts";
import { ownPage } from "./own-page.ts";
import { countText } from "./pages/amounts.ts";
import { inLanguage } from "./sentence-html.ts";
import { frontTexts } from "./texts/front.ts";
import { dayText, yearText } from "./texts/languages.ts";
import { materialName, neverReason } from "./texts/materials.ts";
import { type ScopeTexts, scopeTexts } from "./texts/scope.ts";

/** scope.json for people: of each year and material whether it is here, until when, by which paragraph and why. */
export function scopePage(scope: Scope, language: ArchiveLanguage, front?: string): string {
  const t = scopeTexts[language];
  const day = (text: string) => dayText(language, text);
  const years = scope.years.map((year) => {
    const rows = year.materials.flatMap((m) => decisions(m, language, t));
    const part = (title: string, included: boolean) => {
      const found = rows.filter((r) => r.decision.included === included);
      return found.length === 0
        ? html`<h3>${title}</h3><p>${t.none}</p>`
        : html`<h3>${title}</h3>${grid(
            language,
            yearText(language, year),
            [t.material, t.until, t.rule, t.why],
            found.map(({ name, decision }) => [
              name,
              day(decision.retainUntil),
              citationHtml(language, decision.citation),
              why(decision, language, t),
            ]),
          )}`;
    };
    return html`<section id="${year.endsOn}"><h2>${yearText(language, year)}${year.open ? html` <small>(${t.open})</small>` : ""}</h2>${part(t.in, true)}${part(t.out, false)}</section>`;
  });
  const records = scope.records.map((r) => [
    `${materialName(language, r.material)} ${r.recordYear}, ${r.employeeNumber}`,
    day(r.retainUntil),
    citationHtml(language, r.citation),
    why(r, language, t),
  ]);
  const adjustments = scope.adjustments.map((a) => [
    a.yearEndsOn === null ? t.allYears : `${t.year} – ${day(a.yearEndsOn)}`,
    materialName(language, a.material),
    a.until === null ? t[a.kind] : `${t[a.kind]}: ${day(a.until)}`,
    a.reason,
  ]);
  const body = html`<p>${lawName(scope, language)}, ${t.lead(day(scope.asOf), day(scope.law.reviewedOn))}</p><p>${t.machine} <a href="../../scope.json">scope.json</a>, <a href="../../retention-classes.csv">retention-classes.csv</a>. ${scope.part === "books" ? html`${t.perFile} <a href="../../retention.csv">retention.csv</a>.` : ""}</p>${shortNamesHtml(language, citationsOf(scope))}${yearJumps(scope.years, language)}${years}
${records.length === 0 ? "" : grid(language, t.material, [t.material, t.until, t.rule, t.why], records)}
<h2>${t.adjustments}</h2>${adjustments.length === 0 ? html`<p>${t.adjustmentsNone}</p>` : grid(language, t.adjustments, [t.year, t.material, t.what, t.reason], adjustments)}
<h2>${t.elsewhere}</h2>${grid(
    language,
    t.elsewhere,
    [t.material, t.rule, t.instead],
    scope.notInThisArchive.map((n) => [
      materialName(language, n.material),
      citationHtml(language, n.citation),
      html`${inLanguage(language, n.law)} ${inLanguage(language, n.instead)}`,
    ]),
  )}
<h2>${t.never}</h2>${grid(
    language,
    t.never,
    [t.what, t.why],
    scope.neverIncluded.map((n) => [materialName(language, n.what), neverReason(language, n.what, n.reason)]),
  )}`;
  return ownPage(language, ownPages.scope, { title: t.title, company: scope.company.name, body, front });
}

const citationsOf = ({ years, records, notInThisArchive }: Scope): string[] => [
  ...years.flatMap((year) =>
    year.materials.flatMap((m) => [m.citation, ...(m.marked ?? []).map((mark) => mark.citation)]),
  ),
  ...records.map((r) => r.citation),
  ...notInThisArchive.map((n) => n.citation),
];

/** The way to the years' sections of the page. */
export function yearJumps(years: readonly { startsOn: string; endsOn: string }[], language: ArchiveLanguage): Html {
  if (years.length < 2) return html``;
  return html`<nav class="jumps" aria-label="${frontTexts[language].years}"><ul>${years.map((year) => html`<li><a href="#${year.endsOn}">${yearText(language, year)}</a></li>`)}</ul></nav>`;
}

function decisions(m: MaterialDecision, language: ArchiveLanguage, t: ScopeTexts) {
  const own = { name: materialName(language, m.material), decision: m as Decision };
  const marked = (m.marked ?? []).map((mark) => ({
    name: t.marked(`${own.name}, ${materialName(language, mark.basis).toLowerCase()}`, mark.vouchers),
    decision: mark as Decision,
  }));
  return [own, ...marked];
}

function why(decision: Decision, language: ArchiveLanguage, t: ScopeTexts): Html {
  const { reason, practice, readInGuide, note } = decision;
  const asked = reason.code === "required_by_law";
  const sentence = practice && asked ? t.byPractice : (t.reasons[reason.code] ?? reason.sentence);
  const remarks = [...(practice && !asked ? [t.practice] : []), ...(readInGuide ? [t.guide] : [])];
  return html`${remarks.length === 0 ? sentence : `${sentence.replace(/\.$/, "")} (${remarks.join("; ")}).`}${note ? html` <small>${inLanguage(language, note)}</small>` : ""}`;
}

/** A table whose first column names its rows; counts stand at the right. */
export function grid(
  language: ArchiveLanguage,
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | Html)[])[],
): Html {
  const counts = head.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  return html`<table class="flow"><caption>${caption}</caption><thead><tr>${head.map((h, i) => html`<th scope="col"${numberClass(counts[i]!)}>${h}</th>`)}</tr></thead><tbody>${rows.map(
    ([
      first,
      ...rest
    ]) => html`<tr><th scope="row">${first!}</th>${rest.map((v, i) => html`<td data-label="${head[i + 1]!}"${numberClass(counts[i + 1]!)}>${typeof v === "number" ? countText(language, v) : v}</td>`)}</tr>
`,
  )}</tbody></table>`;
}
