import type { AccountYear } from "../../materials/accounts.ts";
import { voucherColumn as at } from "../../materials/voucher-lines.ts";
import { bytesOfText, copyRow, rowsOf } from "../copy-text.ts";
import { escapeHtml, html } from "../html.ts";
import { add, type Cents, cents } from "../money.ts";
import { pageTexts } from "../texts/pages.ts";
import type { AccountPlaces } from "./account-places.ts";
import { type AmountBytes, amountBytes } from "./amounts.ts";
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
import { type Registers, VoucherDetails } from "./voucher-details.ts";
import type { VoucherFiles } from "./voucher-files.ts";
import { pageName, type VoucherPlan } from "./voucher-plan.ts";

const UP = "../";
const DOT = "\u00c2\u00b7";

type Listed = { page: number; first: string; last: string; from: string; to: string; vouchers: number };

/**
 * The vouchers with their lines and files, in the order of the journal. Each line leads to its place among the account's
 * entries, each file to the original.
 */
export class VoucherPages {
  readonly #year: YearPages;
  readonly #places: AccountPlaces | null;
  readonly #files: VoucherFiles;
  readonly #pageOf: ReturnType<VoucherPlan["cursor"]>;
  readonly #pages: number;
  readonly #accounts: Map<string, string>;
  readonly #details: VoucherDetails;
  readonly #columns: readonly Parameters<typeof columnHeads>[1][number][];
  readonly #kinds: ReadonlyMap<string, string>;
  readonly #labels: { files: string; payroll: string; entered: string; source: string; continued: string };
  readonly #note: string;
  readonly #used: Registers["used"];
  readonly #day: (date: string) => string;
  readonly #side: AmountBytes["side"];
  #list: Listed[] = [];
  #page = -1;
  #rows = "";
  #seq = "";
  #done: WrittenPage[] = [];
  totals = { rows: 0, vouchers: 0, debit: 0 as Cents, credit: 0 as Cents };

  /** @param more.places null where the accounts have no pages; @param more.note what to know about all of them */
  constructor(
    year: YearPages,
    accounts: readonly AccountYear[],
    more: { places: AccountPlaces | null; plan: VoucherPlan; files: VoucherFiles; registers: Registers; note: string },
  ) {
    this.#year = year;
    this.#day = dayCells(year);
    this.#side = amountBytes(year.language).side;
    this.#places = more.places;
    this.#files = more.files;
    this.#pageOf = more.plan.cursor();
    this.#pages = more.plan.pages;
    this.#note = more.note;
    this.#used = more.registers.used;
    this.#accounts = new Map(
      accounts.map((a) => [copyRow([a.number]).slice(0, -1), bytesOfText(escapeHtml(` ${a.name}`))]),
    );
    this.#details = new VoucherDetails(year, more.registers);
    this.#columns = [
      "account",
      "text",
      ...(more.registers.used.parties ? (["party"] as const) : []),
      ...(more.registers.used.taxes ? (["tax"] as const) : []),
      ...(more.registers.used.dimensions ? (["dimensions"] as const) : []),
      "debit",
      "credit",
    ];
    const t = pageTexts[year.language];
    this.#kinds = new Map(Object.entries(t.kinds).map(([kind, name]) => [kind, bytesOfText(name)]));
    const of = (text: string) => bytesOfText(escapeHtml(text));
    this.#labels = {
      files: of(t.attachments),
      payroll: of(t.payrollFiles),
      entered: of(t.enteredOn),
      source: of(t.source),
      continued: of(t.continued),
    };
  }

  block(block: string): WrittenPage[] {
    for (const row of rowsOf(block)) this.#row(row.split("\t"));
    return this.#done.splice(0);
  }

  end(): WrittenPage[] {
    this.#close(false);
    this.#done.push(this.#index());
    return this.#done.splice(0);
  }

  #row(f: string[]) {
    const seq = f[at.seq]!;
    const line = f[at.line]!;
    const page = this.#pageOf(Number(seq), Number(line));
    const turned = page !== this.#page;
    if (turned) {
      this.#close(true);
      this.#page = page;
    }
    if (seq !== this.#seq || turned) this.#head(f, seq === this.#seq, turned);
    this.#seq = seq;
    if (line === "") return;
    const debit = f[at.debit]!;
    const credit = f[at.credit]!;
    this.totals.rows++;
    this.totals.debit = add(this.totals.debit, cents(debit));
    this.totals.credit = add(this.totals.credit, cents(credit));
    const number = f[at.account]!;
    const shown = cell(number);
    const account = this.#places
      ? `<a href="${UP}accounts/${this.#places.page(number, Number(seq), Number(line))}#e${seq}-${line}">${shown}</a>`
      : shown;
    let out = `<tr><td>${account}${this.#accounts.get(number) ?? ""}<td>${this.#details.text(f)}`;
    if (this.#used.parties) out += `<td>${this.#details.party(f)}`;
    if (this.#used.taxes) out += f[at.taxCode] === "" ? "<td>" : `<td class=x>${this.#details.tax(f)}`;
    if (this.#used.dimensions) out += `<td>${this.#details.dimensions(f)}`;
    this.#rows += `${out}<td>${this.#side(debit)}<td>${this.#side(credit)}</tr>\n`;
  }

  /** A voucher's own row. */
  #head(f: string[], continued: boolean, first: boolean) {
    const seq = f[at.seq]!;
    const name = nameCell(f[at.series]!, f[at.number]!);
    const date = f[at.date]!;
    const day = this.#day(date);
    const kind = f[at.kind]!;
    if (first) this.#list.push({ page: this.#page, first: name, last: name, from: day, to: day, vouchers: 0 });
    const listed = this.#list.at(-1)!;
    listed.last = name;
    listed.to = day;
    let out = `<tbody class=v id=v${seq}><tr><th scope=rowgroup colspan=${this.#columns.length}><b>${name}</b> ${DOT} ${day}`;
    if (kind !== "") out += ` ${DOT} ${this.#kinds.get(kind) ?? cell(kind)}`;
    if (f[at.voucherText] !== "") out += ` ${DOT} ${cell(f[at.voucherText]!)}`;
    if (f[at.postingDate] !== "" && f[at.postingDate] !== date)
      out += ` <small>${this.#labels.entered} ${ownDay(this.#year, f[at.postingDate]!)}</small>`;
    if (f[at.source] !== "") out += ` <small>${this.#labels.source} ${cell(f[at.source]!)}</small>`;
    if (continued) out += ` <small>(${this.#labels.continued})</small>`;
    else {
      listed.vouchers++;
      this.totals.vouchers++;
      const hrefs = this.#files.of(Number(seq));
      const files = hrefs.filter((href) => href !== "").map(fileLink);
      if (files.length > 0) out += `<br>${this.#labels.files}: ${files.join(` ${DOT} `)}`;
      if (files.length < hrefs.length) out += `<br><small>${this.#labels.payroll}</small>`;
    }
    this.#rows += `${out}</th></tr>\n`;
  }

  #close(more: boolean) {
    if (this.#page < 0) return;
    const { language } = this.#year;
    const t = pageTexts[language];
    const turn = html`<ul><li><a href="index.html">${t.allPages}</a></li>${this.#page > 0 ? html`<li><a rel="prev" href="${pageName(this.#page - 1)}">${t.previous}</a></li>` : noHtml}${more ? html`<li><a rel="next" href="${pageName(this.#page + 1)}">${t.next}</a></li>` : noHtml}</ul>`;
    const frame = rowsPage(
      this.#year,
      `${t.vouchers}, ${t.page.toLowerCase()} ${this.#page + 1}`,
      {
        before: html`${this.#title()}<nav aria-label="${t.page}">${turn}</nav><table class="n2 lines"><caption>${t.voucherPages}, ${t.page.toLowerCase()} ${this.#page + 1} / ${this.#pages}${this.#used.taxes ? `. ${t.taxHelp}` : ""}</caption>${columnHeads(language, this.#columns)}`,
        after: html`</table><div class="turn">${turn}</div>`,
      },
      UP,
    );
    this.#done.push({
      path: `vouchers/${pageName(this.#page)}`,
      bytes: Buffer.from(frame.before + this.#rows + frame.after, "latin1"),
    });
    this.#rows = "";
  }

  #title() {
    const { language, open } = this.#year;
    const t = pageTexts[language];
    return html`<h1>${t.vouchers}</h1><p class="soft">${whose(this.#year, language)}</p>${open ? html`<p class="note">${t.open}</p>` : noHtml}${this.#note === "" ? noHtml : html`<p class="note">${this.#note}</p>`}`;
  }

  #index(): WrittenPage {
    const { language } = this.#year;
    const t = pageTexts[language];
    const columns = ["firstVoucher", "lastVoucher", "vouchersCount"] as const;
    const labels = columns.map((column) => bytesOfText(escapeHtml(t[column])));
    const frame = rowsPage(
      this.#year,
      t.vouchers,
      {
        before: html`${this.#title()}${this.#list.length === 0 ? html`<p>${t.noRows}</p>` : noHtml}<table class="n1 list pairs"><caption>${t.voucherPages}</caption>${columnHeads(language, ["days", ...columns])}<tbody>`,
        after: html`</tbody></table>`,
      },
      UP,
    );
    const rows = this.#list
      .map((l) => {
        const days = l.from === l.to ? l.from : `${l.from} \u00e2\u0080\u0093 ${l.to}`;
        return `<tr><th scope=row><a href="${pageName(l.page)}">${days}</a></th>${[l.first, l.last, l.vouchers].map((v, i) => `<td data-label="${labels[i]}">${v}</td>`).join("")}</tr>\n`;
      })
      .join("");
    return { path: "vouchers/index.html", bytes: Buffer.from(frame.before + rows + frame.after, "latin1") };
  }
}

/** @param href its last part is the file's name */
function fileLink(href: string): string {
  const name = decodeURIComponent(href.slice(href.lastIndexOf("/") + 1));
  return `<a href="${bytesOfText(href)}">${bytesOfText(escapeHtml(name))}</a>`;
}
