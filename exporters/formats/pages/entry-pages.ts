import { type AccountYear, closesAsStated } from "../../materials/accounts.ts";
import { ledgerColumn as at } from "../../materials/general-ledger.ts";
import { bytesOfText, copyRow, rowsOf } from "../copy-text.ts";
import { html } from "../html.ts";
import { add, type Cents, cents, isZero, subtract } from "../money.ts";
import { pageTexts } from "../texts/pages.ts";
import { ACCOUNT_INDEX, type AccountPlaces } from "./account-places.ts";
import { type AmountBytes, amountBytes, amountText, countText } from "./amounts.ts";
import {
  cell,
  columnHeads,
  dayCells,
  nameCell,
  noHtml,
  ownDay,
  rowsPage,
  type WrittenPage,
  whose,
  type YearPages,
} from "./page-parts.ts";
import { PAGE_ROWS, pageName, type VoucherPlan } from "./voucher-plan.ts";

const COLUMNS = ["date", "voucher", "text", "debit", "credit", "balance"] as const;
const INDEX_COLUMNS = ["days", "entries", "debit", "credit", "balance"] as const;
const UP = "../../";

/** An account that was booked on, or that has a balance, has pages. */
export const hasPages = (account: AccountYear): boolean =>
  account.lines > 0 || !isZero(account.opening) || !isZero(account.closing);

type PageSums = { first: string; last: string; rows: number; debit: Cents; credit: Cents; closing: Cents };
type Current = {
  account: AccountYear;
  /** As COPY writes it. */
  number: string;
  balance: Cents;
  pages: PageSums[];
  rows: string;
  carried: Cents;
  month: string;
};

/**
 * The accounts' entries with their running balances, each a link to its voucher. An account of few entries has one page; the
 * others have pages that end with a month or when they are full, and a list of them.
 * @param movements COPY rows of the general ledger's query
 * @param vouchers null where there are no voucher pages to lead to
 */
export class EntryPages {
  readonly #year: YearPages;
  readonly #places: AccountPlaces;
  readonly #waiting: Map<string, AccountYear>;
  readonly #pageOf: ReturnType<VoucherPlan["cursor"]> | null;
  #current: Current | null = null;
  #done: WrittenPage[] = [];
  readonly #asStated: boolean;
  readonly #day: (date: string) => string;
  readonly #amounts: AmountBytes;
  totals = { rows: 0, debit: 0 as Cents, credit: 0 as Cents };

  constructor(
    year: YearPages,
    accounts: readonly AccountYear[],
    { places, vouchers }: { places: AccountPlaces; vouchers: VoucherPlan | null },
  ) {
    this.#year = year;
    this.#places = places;
    this.#asStated = closesAsStated(accounts);
    this.#day = dayCells(year);
    this.#amounts = amountBytes(year.language);
    this.#pageOf = vouchers?.cursor() ?? null;
    this.#waiting = new Map(accounts.filter(hasPages).map((a) => [copyRow([a.number]).slice(0, -1), a]));
  }

  /** Takes a block of rows and gives the pages that are whole. */
  block(block: string): WrittenPage[] {
    for (const row of rowsOf(block)) this.#row(row.split("\t"));
    return this.#done.splice(0);
  }

  /** The last account's pages, and those of accounts without entries. */
  end(): WrittenPage[] {
    this.#close();
    for (const number of [...this.#waiting.keys()]) {
      this.#open(number);
      if (this.#asStated) this.#current!.balance = this.#current!.account.closing;
      this.#close();
    }
    return this.#done.splice(0);
  }

  #row(fields: string[]) {
    const number = fields[at.account]!;
    if (number !== this.#current?.number) {
      this.#close();
      this.#open(number);
    }
    const current = this.#current!;
    const date = fields[at.date]!;
    const seq = Number(fields[at.seq]);
    const line = Number(fields[at.line]);
    if (current.account.lines > PAGE_ROWS) {
      const month = date.slice(0, 7);
      if (month !== current.month || current.pages.at(-1)!.rows >= PAGE_ROWS) {
        if (current.rows !== "") this.#page(true);
        this.#places.begin(number, seq, line);
        current.pages.push(noSums(date));
      }
      current.month = month;
    } else if (current.pages.length === 0) current.pages.push(noSums(date));
    const sums = current.pages.at(-1)!;
    const debit = cents(fields[at.debit]!);
    const credit = cents(fields[at.credit]!);
    current.balance = add(current.balance, subtract(debit, credit));
    sums.rows++;
    sums.last = date;
    sums.debit = add(sums.debit, debit);
    sums.credit = add(sums.credit, credit);
    sums.closing = current.balance;
    const name = nameCell(fields[at.series]!, fields[at.number]!);
    const voucher =
      this.#pageOf === null ? name : `<a href="${UP}vouchers/${pageName(this.#pageOf(seq, line))}#v${seq}">${name}</a>`;
    const { side } = this.#amounts;
    current.rows += `<tr id=e${seq}-${line}><td>${this.#day(date)}<td>${voucher}<td>${cell(fields[at.text]!)}<td>${side(fields[at.debit]!)}<td>${side(fields[at.credit]!)}<td>${this.#amounts.cents(current.balance)}</tr>\n`;
  }

  #open(number: string) {
    const account = this.#waiting.get(number)!;
    this.#waiting.delete(number);
    const { opening } = account;
    this.#current = { account, number, balance: opening, pages: [], rows: "", carried: opening, month: "" };
  }

  #close() {
    const { account, pages } = this.#current ?? {};
    if (!account || !pages) return;
    this.#page(false);
    if (account.lines > PAGE_ROWS) this.#index(account, pages);
    for (const sums of pages) {
      this.totals.rows += sums.rows;
      this.totals.debit = add(this.totals.debit, sums.debit);
      this.totals.credit = add(this.totals.credit, sums.credit);
    }
    this.#current = null;
  }

  #file(account: AccountYear, name: string): string {
    return `accounts/${this.#places.folder(account.number)}/${name}`;
  }

  /** @param more whether another page of the account follows */
  #page(more: boolean) {
    const current = this.#current!;
    const { account, pages } = current;
    const t = pageTexts[this.#year.language];
    const several = account.lines > PAGE_ROWS;
    const last = pages.length - 1;
    const turn = several
      ? html`<ul><li><a href="${ACCOUNT_INDEX}">${t.allPages}</a></li>${last > 0 ? html`<li><a rel="prev" href="${pageName(last - 1)}">${t.previous}</a></li>` : noHtml}${more ? html`<li><a rel="next" href="${pageName(last + 1)}">${t.next}</a></li>` : noHtml}</ul>`
      : noHtml;
    const frame = rowsPage(
      this.#year,
      heading(account),
      {
        before: html`${head(this.#year, account)}${this.#asStated ? html`<p class="note">${t.asStated}</p>` : noHtml}${several ? html`<nav aria-label="${t.page}">${turn}</nav>` : noHtml}<table class="n3 entries"><caption>${t.ofAccount}${several ? `, ${t.page.toLowerCase()} ${last + 1}: ${ownDay(this.#year, pages[last]!.first)} – ${ownDay(this.#year, pages[last]!.last)}` : ""}</caption>${columnHeads(this.#year.language, COLUMNS)}<tbody>`,
        after: html`</tbody></table>${several ? html`<div class="turn">${turn}</div>` : noHtml}`,
      },
      UP,
    );
    const balanceRow = (label: string, debit: string, credit: string, balance: Cents) =>
      `<tr class=sum><td><td><td>${bytesOfText(label)}<td>${debit}<td>${credit}<td>${this.#amounts.cents(balance)}</tr>\n`;
    const sums = pages[last];
    const body =
      balanceRow(last > 0 ? t.carried : t.opening, "", "", current.carried) +
      current.rows +
      balanceRow(
        more ? t.carriedOn : t.closing,
        sums ? this.#amounts.cents(sums.debit) : "",
        sums ? this.#amounts.cents(sums.credit) : "",
        current.balance,
      );
    this.#done.push({
      path: this.#file(account, several ? pageName(last) : ACCOUNT_INDEX),
      bytes: Buffer.from(frame.before + body + frame.after, "latin1"),
    });
    current.rows = "";
    current.carried = current.balance;
  }

  #index(account: AccountYear, pages: readonly PageSums[]) {
    const { language } = this.#year;
    const t = pageTexts[language];
    const rows = pages.map(
      (p, i) =>
        html`<tr><th scope="row"><a href="${pageName(i)}">${ownDay(this.#year, p.first)} – ${ownDay(this.#year, p.last)}</a></th>${[countText(language, p.rows), amountText(language, p.debit), amountText(language, p.credit), amountText(language, p.closing)].map((v, c) => html`<td data-label="${t[INDEX_COLUMNS[c + 1]!]}">${v}</td>`)}</tr>
`,
    );
    const total = html`<tr class="sum"><th scope="row">${t.closing}</th>${[
      countText(
        language,
        pages.reduce((n, p) => n + p.rows, 0),
      ),
      amountText(
        language,
        pages.reduce((sum, p) => add(sum, p.debit), 0 as Cents),
      ),
      amountText(
        language,
        pages.reduce((sum, p) => add(sum, p.credit), 0 as Cents),
      ),
      amountText(language, pages.at(-1)!.closing),
    ].map((v, c) => html`<td data-label="${t[INDEX_COLUMNS[c + 1]!]}">${v}</td>`)}</tr>
`;
    const frame = rowsPage(
      this.#year,
      heading(account),
      {
        before: html`${head(this.#year, account)}<table class="n4 list pairs"><caption>${t.accountPages}</caption>${columnHeads(language, INDEX_COLUMNS)}<tbody><tr class="sum"><th scope="row">${t.opening}</th><td></td><td></td><td></td><td data-label="${t.balance}">${amountText(language, account.opening)}</td></tr>
${rows}`,
        after: html`${total}</tbody></table>`,
      },
      UP,
    );
    this.#done.push({
      path: this.#file(account, ACCOUNT_INDEX),
      bytes: Buffer.from(frame.before + frame.after, "latin1"),
    });
  }
}

const noSums = (date: string): PageSums => ({ first: date, last: date, rows: 0, debit: 0, credit: 0, closing: 0 });
const heading = (account: AccountYear): string => `${account.number} ${account.name}`.trim();

function head(year: YearPages, account: AccountYear) {
  const { language, open } = year;
  const t = pageTexts[language];
  return html`<h1>${heading(account)}</h1><p class="soft">${whose(year, language)}</p>${open ? html`<p class="note">${t.open}</p>` : noHtml}`;
}
