import { type AccountYear, closesAsStated } from "../../materials/accounts.ts";
import type { FileLink } from "../../materials/documents.ts";
import type { StatementRow, Statements } from "../../materials/statements.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { address, type Html, html, page } from "../html.ts";
import { add, type Cents, isZero } from "../money.ts";
import { pageTexts } from "../texts/pages.ts";
import { ACCOUNT_INDEX, type AccountPlaces } from "./account-places.ts";
import { amountText, countText } from "./amounts.ts";
import { hasPages } from "./entry-pages.ts";
import { languageNav, noHtml, pageFiles, pageTitle, type YearPages, yearLine } from "./page-parts.ts";

/** The pages that are written once for each language, from what the year has in memory. */
export type SmallPages = {
  year: YearPages;
  language: ArchiveLanguage;
};

function framed({ year, language }: SmallPages, which: keyof typeof pageFiles, body: Html): string {
  const title = pageTexts[language][which];
  return page(
    language,
    pageTitle(title, year, language),
    html`${languageNav(year, language, which)}<main><h1>${title}</h1>${yearLine(year, language)}${body}</main>`,
  );
}

/** A balance sheet or income statement whose accounts lead to their entries. */
export function statementPage(
  pages: SmallPages,
  which: "balanceSheet" | "incomeStatement",
  statements: Statements,
  places: AccountPlaces,
): string {
  const t = pageTexts[pages.language];
  const rows = statements[which];
  const { difference } = statements;
  return framed(
    pages,
    which,
    html`<p class="note">${t.computed}${statements.documents > 0 ? html` <a href="${pageFiles.documents}">${t.statementsHere}</a>` : noHtml}</p>
${statements.asStated ? html`<p class="note">${t.asStated}</p>` : noHtml}${which === "balanceSheet" && !isZero(difference) ? html`<p class="note"><strong>${t.difference(amountText(pages.language, difference))}</strong></p>` : noHtml}
${
  rows.length === 0
    ? html`<p>${t.noRows}</p>`
    : html`<table class="n1 short"><caption>${t[which]}</caption><thead><tr><th scope="col">${t.name}</th><th scope="col">${t.amount}</th></tr></thead><tbody>${rows.map((r) => statementRow(r, pages.language, places))}</tbody></table>`
}`,
  );
}

const rowClass = ["sum", "head", "account"] as const;

function statementRow(row: StatementRow, language: ArchiveLanguage, places: AccountPlaces): Html {
  const label = row.label[language];
  const folder = row.account === undefined ? undefined : places.folder(row.account);
  const name = row.account === undefined || label === row.account ? label : `${row.account} ${label}`;
  return html`<tr class="${rowClass[row.level]}"><th scope="row">${
    folder === undefined ? name : html`<a href="../accounts/${address(folder)}/${ACCOUNT_INDEX}">${name}</a>`
  }</th><td>${amountText(language, row.amount)}</td></tr>
`;
}

type Sums = { opening: Cents; debit: Cents; credit: Cents; closing: Cents };

/** Every account with its sums: the trial balance, and the way to any account. */
export function accountsPage(pages: SmallPages, accounts: readonly AccountYear[], places: AccountPlaces): string {
  const t = pageTexts[pages.language];
  const columns = [t.opening, t.debit, t.credit, t.closing];
  const labelled = ({ opening, debit, credit, closing }: Sums) =>
    [opening, debit, credit, closing].map(
      (amount, i) => html`<td data-label="${columns[i]!}">${amountText(pages.language, amount)}</td>`,
    );
  const total = accounts.reduce<Sums>(
    (sums, a) => ({
      opening: add(sums.opening, a.opening),
      debit: add(sums.debit, a.debit),
      credit: add(sums.credit, a.credit),
      closing: add(sums.closing, a.closing),
    }),
    { opening: 0, debit: 0, credit: 0, closing: 0 },
  );
  const rows = accounts.map((a) => {
    const name = `${a.number} ${a.name}`.trim();
    const link = hasPages(a)
      ? html`<a href="../accounts/${address(places.folder(a.number)!)}/${ACCOUNT_INDEX}">${name}</a>`
      : name;
    return html`<tr><th scope="row">${link}</th>${labelled(a)}</tr>
`;
  });
  return framed(
    pages,
    "accounts",
    accounts.length === 0
      ? html`<p>${t.noRows}</p>`
      : html`${closesAsStated(accounts) ? html`<p class="note">${t.asStated}</p>` : noHtml}<table class="n4 list pairs"><caption>${t.accountsCaption}</caption><thead><tr>${[t.account, ...columns].map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows}<tr class="sum"><th scope="row">${t.total}</th>${labelled(total)}</tr></tbody></table>`,
  );
}

/** A file with how a page of a year reaches it. */
export type LinkedFile = FileLink & { href: string };

/** The year's files that are no voucher's: financial statements, returns, correspondence. */
export function documentsPage(pages: SmallPages, documents: readonly LinkedFile[]): string {
  const t = pageTexts[pages.language];
  const kinds = [...new Set(documents.map((d) => d.kind))].toSorted((a, b) => order(t, a) - order(t, b));
  return framed(
    pages,
    "documents",
    documents.length === 0
      ? html`<p>${t.noDocuments}</p>`
      : html`${kinds.map(
          (kind) =>
            html`<h2>${t.documentKinds[kind] ?? kind}</h2><table class="n1 short"><caption>${t.documentsCaption}</caption><thead><tr><th scope="col">${t.file}</th><th scope="col">${t.bytes}</th></tr></thead><tbody>${documents
              .filter((d) => d.kind === kind)
              .map(
                (d) =>
                  html`<tr><td><a href="${d.href}">${d.path.slice(d.path.lastIndexOf("/") + 1)}</a>${d.title === "" ? "" : ` ${d.title}`}</td><td>${countText(pages.language, d.bytes)}</td></tr>
`,
              )}</tbody></table>`,
        )}`,
  );
}

/** Files that belong to no voucher come last. */
const order = (t: { documentKinds: Record<string, string> }, kind: string) => {
  const at = Object.keys(t.documentKinds).indexOf(kind);
  return kind === "voucher" ? 1000 : at < 0 ? 999 : at;
};
