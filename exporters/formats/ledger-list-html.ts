import type { ArchiveLanguage } from "../run.ts";
import { citationsOf, type LedgerList } from "../materials/ledger-list.ts";
import { ownPages } from "./front-html.ts";
import { address, type Html, html } from "./html.ts";
import { citationHtml, shortNamesHtml } from "./law-html.ts";
import { ownPage } from "./own-page.ts";
import { pageFiles } from "./pages/page-parts.ts";
import { grid, yearJumps } from "./scope-html.ts";
import { inLanguage } from "./sentence-html.ts";
import { dayText, yearText } from "./texts/languages.ts";
import { ledgerListTexts } from "./texts/ledger-list.ts";
import { placeInLanguage } from "./texts/sentences.ts";

/**
 * The list of ledgers and materials for people, each part with links to its files.
 * @param folderOf from the archive's first page to a year's folder
 */
export function ledgerListPage(
  list: LedgerList,
  language: ArchiveLanguage,
  folderOf: (folder: string) => string,
): string {
  const t = ledgerListTexts[language];
  const body = html`<p>${t.lead}</p>${shortNamesHtml(language, citationsOf(list))}${yearJumps(list.years, language)}
${list.years.map(
  (y) =>
    html`<section id="${y.endsOn}"><h2>${yearText(language, y)}${y.open ? ` (${t.open})` : ""}</h2>${grid(
      language,
      yearText(language, y),
      [t.part, t.content, t.files, t.until, t.rule],
      y.parts.map((p) => [
        inLanguage(language, p.name),
        inLanguage(language, p.description),
        html`<div class="paths">${p.files.map((file, i) => html`${i > 0 ? ", " : ""}${fileLink(language, folderOf(y.folder), file)}`)}</div>`,
        dayText(language, p.retainUntil),
        citationHtml(language, p.citation),
      ]),
    )}</section>`,
)}
<h2>${t.relate}</h2><ul>${list.relations.map((r) => html`<li>${inLanguage(language, r)}</li>`)}</ul>
<h2>${t.kept}</h2><ul>${list.storage.map((s) => html`<li>${inLanguage(language, s)}</li>`)}</ul>
<p><a href="../../retention.csv">${t.perFile}</a></p>`;
  return ownPage(language, ownPages.ledgerList, { title: list.title[language], company: list.company.name, body });
}

/** Pages are opened at their beginning; a folder, or a workbook that may be several, is named and not linked. */
function fileLink(language: ArchiveLanguage, folder: string, file: string): Html {
  const opened =
    file === "pages/accounts"
      ? `pages/${language}/${pageFiles.accounts}`
      : file === "pages/vouchers"
        ? "pages/vouchers/index.html"
        : /\.(csv|xml|se|pdf)$/.test(file)
          ? file
          : null;
  return opened === null
    ? html`${placeInLanguage(language, file)}`
    : html`<a href="../../${folder}${address(opened)}">${file}</a>`;
}
