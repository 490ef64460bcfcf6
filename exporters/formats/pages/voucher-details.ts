import { voucherColumn as at } from "../../materials/voucher-lines.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { bytesOfText, textOfBytes, unescapeCopy } from "../copy-text.ts";
import { escapeHtml } from "../html.ts";
import { dayText } from "../texts/languages.ts";
import { type PageTexts, pageTexts } from "../texts/pages.ts";
import { type AmountBytes, amountBytes, shortNumber } from "./amounts.ts";
import { cell, type YearPages } from "./page-parts.ts";

const MAX_CACHED = 20_000;

/** Names of the codes that lines use; texts, not bytes. */
export type Registers = {
  /** Code to percent, null where the code has none. */
  taxCodes: ReadonlyMap<string, string | null>;
  /** Dimension code to its name and its values' names. */
  dimensions: ReadonlyMap<string, { name: string; values: ReadonlyMap<string, string> }>;
  /** What the year's lines have of it: a column that would be empty on every page is left out. */
  used: { parties: boolean; taxes: boolean; dimensions: boolean };
};

type Label = "customer" | "supplier" | "reference" | "due" | "quantity";

/** The cells of a line that only some companies have. All fields and results are bytes. */
export class VoucherDetails {
  readonly #registers: Registers;
  readonly #t: PageTexts;
  readonly #language: ArchiveLanguage;
  readonly #amount: AmountBytes["amount"];
  readonly #rates: Map<string, string>;
  readonly #dimensionCells = new Map<string, string>();
  readonly #labels: Record<Label, string>;

  constructor(year: YearPages, registers: Registers) {
    this.#registers = registers;
    this.#t = pageTexts[year.language];
    this.#language = year.language;
    this.#amount = amountBytes(year.language).amount;
    const percent = year.language === "en" ? "%" : " %";
    this.#rates = new Map(
      [...registers.taxCodes].flatMap(([code, rate]) =>
        rate === null ? [] : [[bytesOfText(code), bytesOfText(` ${shortNumber(year.language, rate)}${percent}`)]],
      ),
    );
    const of = (label: Label) => bytesOfText(this.#t[label]);
    this.#labels = {
      customer: of("customer"),
      supplier: of("supplier"),
      reference: of("reference"),
      due: of("due"),
      quantity: of("quantity"),
    };
  }

  text(f: readonly string[]): string {
    let out = cell(f[at.text]!);
    const small: string[] = [];
    if (f[at.currency] !== "")
      small.push(
        cell(f[at.currency]!) +
          (f[at.currencyAmount] === "" ? "" : ` ${this.#amount(f[at.currencyAmount]!)}`) +
          (f[at.exchangeRate] === "" ? "" : ` (${shortNumber(this.#language, f[at.exchangeRate]!)})`),
      );
    if (f[at.quantity] !== "") small.push(`${this.#labels.quantity} ${shortNumber(this.#language, f[at.quantity]!)}`);
    if (small.length > 0) out += ` <small>${small.join(" \u00c2\u00b7 ")}</small>`;
    return out;
  }

  party(f: readonly string[]): string {
    let out = "";
    if (f[at.partyNumber] !== "") {
      const kind = f[at.partyKind] === "supplier" ? this.#labels.supplier : this.#labels.customer;
      out = `${cell(f[at.partyName]!)} <small>${kind} ${cell(f[at.partyNumber]!)}</small>`;
    }
    if (f[at.reference] !== "") out += ` <small>${this.#labels.reference} ${cell(f[at.reference]!)}</small>`;
    if (f[at.dueOn] !== "") out += ` <small>${this.#labels.due} ${dayText(this.#language, f[at.dueOn]!)}</small>`;
    return out;
  }

  tax(f: readonly string[]): string {
    const code = f[at.taxCode]!;
    if (code === "") return "";
    const base = f[at.taxBase]!;
    const amount = f[at.taxAmount]!;
    return `${cell(code)}${this.#rates.get(unescapeCopy(code)) ?? ""}${
      base === "" && amount === ""
        ? ""
        : ` <small>${base === "" ? "?" : this.#amount(base)} + ${amount === "" ? "?" : this.#amount(amount)}</small>`
    }`;
  }

  dimensions(f: readonly string[]): string {
    const field = f[at.dimensions]!;
    if (field === "") return "";
    const known = this.#dimensionCells.get(field);
    if (known !== undefined) return known;
    const pairs = JSON.parse(textOfBytes(unescapeCopy(field))) as [string, string][];
    const shown = pairs.map(([dimension, value]) => {
      const register = this.#registers.dimensions.get(dimension);
      const name = register?.values.get(value) ?? "";
      return `${register?.name || dimension}: ${value}${name === "" || name === value ? "" : ` ${name}`}`;
    });
    const html = bytesOfText(shown.map(escapeHtml).join("<br>"));
    if (this.#dimensionCells.size >= MAX_CACHED) this.#dimensionCells.clear();
    this.#dimensionCells.set(field, html);
    return html;
  }
}
