import { voucherName } from "../../materials/voucher-name.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { bytesOfText, textOfBytes, unescapeCopy } from "../copy-text.ts";
import { escapeHtml, Html, html, pageFrame } from "../html.ts";
import { dayText, languageName, languagesFrom, pageLanguages, yearText } from "../texts/languages.ts";
import { type PageTexts, pageTexts } from "../texts/pages.ts";

/** What the pages of a year have in common. */
export type YearPages = {
  language: ArchiveLanguage;
  company: string;
  currency: string;
  startsOn: string;
  endsOn: string;
  open: boolean;
  /** Which pages there are to go to. */
  has: { ledger: boolean; statements: boolean; vouchers: boolean; documents: boolean };
  /** From the year's folder to the one of the archive's front page; ends in a slash. */
  toFront: string;
};

/** A page as bytes, by its path below the year's `pages` folder. */
export type WrittenPage = { path: string; bytes: Buffer };

/** What HTML or COPY gives a meaning, control characters, and bytes with which characters begin that `escapeHtml` looks at. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is looked for
const NEEDS_CARE = /[&<>\\\x00-\x1f\x7f\xc2\xe2\xef]/;

/** A field of COPY as HTML, in bytes. */
export function cell(field: string): string {
  return NEEDS_CARE.test(field) ? bytesOfText(escapeHtml(textOfBytes(unescapeCopy(field)))) : field;
}

/** A voucher's name as HTML, in bytes; a dash where it has none. Fields of COPY. */
export const nameCell = (series: string, number: string): string =>
  cell(voucherName(series, number)) || "\u00e2\u0080\u0093";

type Label = { [K in keyof PageTexts]: PageTexts[K] extends string ? K : never }[keyof PageTexts];

/** A label in the three languages, the customer's first. */
export function trilingual(language: ArchiveLanguage, label: Label): Html {
  const [own, ...others] = languagesFrom(language);
  return html`${pageTexts[own!][label]}${others.map((l) => html`<span lang="${l}"> ${pageTexts[l][label]}</span>`)}`;
}

export const columnHeads = (language: ArchiveLanguage, labels: readonly Label[]): Html =>
  html`<thead><tr>${labels.map((label) => html`<th scope="col">${trilingual(language, label)}</th>`)}</tr></thead>`;

type Target = "front" | "balanceSheet" | "incomeStatement" | "accounts" | "documents" | "vouchers";
const targets = (has: YearPages["has"]): Target[] => [
  "front",
  ...(has.statements ? (["balanceSheet", "incomeStatement"] as const) : []),
  ...(has.ledger ? (["accounts"] as const) : []),
  ...(has.vouchers ? (["vouchers"] as const) : []),
  ...(has.documents ? (["documents"] as const) : []),
];
export const pageFiles = {
  balanceSheet: "balance-sheet.html",
  incomeStatement: "income-statement.html",
  accounts: "accounts.html",
  documents: "documents.html",
} as const;

/** @param up from the page to the year's `pages` folder: "../" or "../../" */
function addressOf(year: YearPages, target: Target, language: ArchiveLanguage, up: string): string {
  if (target === "front") return `${up}../${year.toFront}pages/${language}/index.html`;
  if (target === "vouchers") return `${up}vouchers/index.html`;
  return `${up}${language}/${pageFiles[target]}`;
}

function linkRow(year: YearPages, language: ArchiveLanguage, up: string, current?: Target): Html {
  const t = pageTexts[language];
  return html`<ul lang="${language}">${targets(year.has).map((target) =>
    target === current
      ? html`<li><span aria-current="page">${t[target]}</span></li>`
      : html`<li><a href="${addressOf(year, target, language, up)}">${t[target]}</a></li>`,
  )}</ul>`;
}

/** The way back from a page of rows, which is written once, to the pages in each language. */
export function rowsNav(year: YearPages, up: string): Html {
  return html`<nav class="site rows" aria-label="${pageTexts[year.language].where}">${languagesFrom(year.language).map((l) => linkRow(year, l, up))}</nav>`;
}

/** The links of a page that is written in each language. @param current what it is */
export function languageNav(year: YearPages, language: ArchiveLanguage, current: Target): Html {
  return html`<nav class="site" aria-label="${pageTexts[language].where}">${linkRow(year, language, "../", current)}
${languageLinks(language, (l) => (current === "front" || current === "vouchers" ? "" : `../${l}/${pageFiles[current]}`))}</nav>`;
}

export function languageLinks(language: ArchiveLanguage, addressIn: (l: ArchiveLanguage) => string): Html {
  return html`<ul aria-label="${pageTexts[language].language}">${pageLanguages.map((l) =>
    l === language
      ? html`<li><span aria-current="true">${languageName[l]}</span></li>`
      : html`<li><a href="${addressIn(l)}" lang="${l}" hreflang="${l}">${languageName[l]}</a></li>`,
  )}</ul>`;
}

/** Whose page it is, of which year and in which currency. */
export const whose = (year: YearPages, language: ArchiveLanguage): string =>
  `${year.company} · ${pageTexts[language].year} ${yearText(language, year)} · ${year.currency}`;

/** What the browser calls a page of a year, and prints above it. */
export const pageTitle = (title: string, year: YearPages, language: ArchiveLanguage): string =>
  `${title} · ${year.company} · ${yearText(language, year)}`;

/** Whose page it is, and that the year is open where it is. */
export function yearLine(year: YearPages, language: ArchiveLanguage): Html {
  const t = pageTexts[language];
  return html`<p class="soft">${whose(year, language)}</p>${year.open ? html`<p class="note">${t.open}</p>` : ""}`;
}

/** A page of rows: what stands before them and after them, as bytes, with the rows to be put between. */
export function rowsPage(year: YearPages, title: string, body: { before: Html; after: Html }, up: string) {
  const { head, tail } = pageFrame(year.language, pageTitle(title, year, year.language));
  return {
    before: bytesOfText(`${head}${rowsNav(year, up).text}<main>${body.before.text}`),
    after: bytesOfText(`${body.after.text}</main>${tail}`),
  };
}

export const noHtml = new Html("");

/** Days of rows as `ownDay` writes them. Rows that follow each other mostly bear the same day. */
export function dayCells({ language }: YearPages): (day: string) => string {
  let last = "";
  let shown = "";
  return (day) => {
    if (day !== last) {
      last = day;
      shown = dayText(language, day);
    }
    return shown;
  };
}

/** Where the language of a page's days is the customer's own. */
export const ownDay = (year: YearPages, day: string): string => dayText(year.language, day);
