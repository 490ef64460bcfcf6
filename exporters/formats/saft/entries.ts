import { rowsOf } from "../copy-text.ts";
import { add, type Cents, cents, decimal, isNegative, negate } from "../money.ts";
import { CODE, LONG, MIDDLE1, MIDDLE2, type SaftText } from "./text.ts";

/** Columns of `saftLines` (materials/saft-lines.ts), in its order. */
type Line = [
  seq: string,
  series: string,
  number: string,
  date: string,
  posted: string,
  voucherText: string,
  source: string,
  kind: string,
  lineNo: string,
  account: string,
  debit: string,
  credit: string,
  text: string,
  currency: string,
  currencyAmount: string,
  exchangeRate: string,
  taxCode: string,
  taxBase: string,
  taxAmount: string,
  quantity: string,
  partyKind: string,
  partyNumber: string,
  dimensions: string,
];

/** Counted while writing, for comparison with the sums taken before. */
export type SaftTotals = { transactions: number; lines: number; debit: Cents; credit: Cents };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what needs care
const NEEDS_CARE = /[&<>\\\x00-\x08\x0b-\x1f]|\u00ef\u00bf[\u00be\u00bf]/;
/** Distinct combinations of dimensions are few; the limit only guards against a ledger where they are not. */
const MAX_CACHED = 10_000;

/**
 * The journal as SAF-T transactions. Amounts are never negative: a negative debit is written as a credit and the other way
 * round, which receivers ask for; the CSV files keep the signs as booked.
 */
export class SaftEntries {
  readonly totals: SaftTotals = { transactions: 0, lines: 0, debit: 0, credit: 0 };
  #text: SaftText;
  #currency: string;
  #rates: ReadonlyMap<string, string>;
  #repeated: { has(seq: number): boolean };
  #seq = "";
  #analysis = new Map<string, string>();

  /**
   * @param rates percentages by tax code, as UTF-8 bytes
   * @param repeated vouchers whose name (series-number) another voucher of the year has too
   */
  constructor(
    text: SaftText,
    currency: string,
    rates: ReadonlyMap<string, string>,
    repeated: { has(seq: number): boolean },
  ) {
    this.#text = text;
    this.#currency = currency;
    this.#rates = rates;
    this.#repeated = repeated;
  }

  block(block: string): string {
    let out = "";
    for (const row of rowsOf(block)) {
      const line = row.split("\t") as Line;
      const care = NEEDS_CARE.test(row);
      if (line[0] !== this.#seq) {
        if (this.#seq !== "") out += "</Transaction>\n";
        this.#seq = line[0];
        this.totals.transactions++;
        out += this.#transaction(line, care);
      }
      out += this.#line(line, care);
    }
    return out;
  }

  end(): string {
    return this.#seq === "" ? "" : "</Transaction>\n";
  }

  /** The short way for the many fields that need no escaping and are not too long. */
  #field(value: string, limit: number, care: boolean): string {
    return care || value.length > limit ? this.#text.text(value, limit) : value;
  }

  #id(value: string, limit: number, care: boolean): string {
    return care || value.length > limit ? this.#text.id(value, limit) : value;
  }

  #transaction([seq, series, number, date, posted, voucherText, source, kind]: Line, care: boolean): string {
    const name = series === "" ? number : `${series}-${number}`;
    // Must be unique in the file; a year can hold the same voucher number twice.
    const id = this.#repeated.has(Number(seq)) ? `${name}#${seq}` : name;
    // The schema asks for a day of entry; where the voucher's own is not known, the journal's day.
    const entered = posted === "" ? date : posted;
    const type = series === "" ? kind : this.#field(series, MIDDLE2, care);
    const year = Math.min(2100, Math.max(1970, Number(date.slice(0, 4))));
    return (
      `<Transaction><TransactionID>${this.#id(id, MIDDLE2, care)}</TransactionID><Period>${Number(date.slice(5, 7))}</Period>` +
      `<PeriodYear>${year}</PeriodYear><TransactionDate>${date}</TransactionDate>` +
      (source === "" ? "" : `<SourceID>${this.#field(source, MIDDLE1, care)}</SourceID>`) +
      (type === "" ? "" : `<VoucherType>${type}</VoucherType>`) +
      `<Description>${this.#field(voucherText, LONG, care)}</Description><SystemEntryDate>${entered}</SystemEntryDate>` +
      `<GLPostingDate>${entered}</GLPostingDate><SystemID>${seq}</SystemID>`
    );
  }

  #line(line: Line, care: boolean): string {
    const lineNo = line[8];
    const account = line[9];
    const debitText = line[10];
    const creditText = line[11];
    const text = line[12];
    const currency = line[13];
    const currencyAmount = line[14];
    const exchangeRate = line[15];
    const taxCode = line[16];
    const quantity = line[19];
    const partyNumber = line[21];
    const dimensions = line[22];
    const debit = cents(debitText);
    const credit = cents(creditText);
    const onDebit = isNegative(credit) || (!isNegative(debit) && creditText === "0.00");
    const amount = absolute(creditText === "0.00" ? debitText : creditText);
    this.totals.lines++;
    if (onDebit) this.totals.debit = add(this.totals.debit, isNegative(credit) ? negate(credit) : debit);
    else this.totals.credit = add(this.totals.credit, isNegative(debit) ? negate(debit) : credit);

    const foreign =
      currency !== "" && currency !== this.#currency && currencyAmount !== ""
        ? `<CurrencyCode>${currency}</CurrencyCode><CurrencyAmount>${absolute(currencyAmount)}</CurrencyAmount>` +
          (exchangeRate === "" ? "" : `<ExchangeRate>${exchangeRate}</ExchangeRate>`)
        : "";
    const party = line[20] === "customer" ? "CustomerID" : "SupplierID";
    return (
      `<Line><RecordID>${lineNo}</RecordID><AccountID>${this.#id(account, MIDDLE2, care)}</AccountID>` +
      (dimensions === "" ? "" : this.#analysisOf(dimensions)) +
      (partyNumber === "" ? "" : `<${party}>${this.#id(partyNumber, MIDDLE1, care)}</${party}>`) +
      `<Description>${this.#field(text, LONG, care)}</Description>` +
      (onDebit
        ? `<DebitAmount><Amount>${amount}</Amount>${foreign}</DebitAmount>`
        : `<CreditAmount><Amount>${amount}</Amount>${foreign}</CreditAmount>`) +
      (taxCode === "" ? "" : this.#tax(taxCode, line[17], line[18], creditText === "0.00", care)) +
      (quantity === "" ? "" : `<Quantity>${quantity}</Quantity>`) +
      "</Line>"
    );
  }

  /** @param lineOnDebit the side on which the line was booked; a negative tax is on the other one */
  #tax(code: string, base: string, amount: string, lineOnDebit: boolean, care: boolean): string {
    // The schema asks for an amount. An unknown one is not zero, so the code is left to the CSV, and counted.
    if (amount === "") {
      this.#text.losses.linesWithoutTaxAmount++;
      return "";
    }
    const rate = this.#rates.get(code);
    const name = lineOnDebit !== amount.startsWith("-") ? "DebitTaxAmount" : "CreditTaxAmount";
    return (
      `<TaxInformation><TaxType>MVA</TaxType><TaxCode>${this.#id(code, MIDDLE2, care)}</TaxCode>` +
      (rate === undefined ? "" : `<TaxPercentage>${rate}</TaxPercentage>`) +
      (base === "" ? "" : `<TaxBase>${base}</TaxBase>`) +
      `<${name}><Amount>${absolute(amount)}</Amount></${name}></TaxInformation>`
    );
  }

  #analysisOf(dimensions: string): string {
    const known = this.#analysis.get(dimensions);
    if (known !== undefined) return known;
    const pairs = JSON.parse(dimensions.replace(/\\\\/g, "\\")) as [string, string][];
    const xml = pairs
      .map(([type, id]) => {
        const [t, i] = [type.replaceAll("\\", "\\\\"), id.replaceAll("\\", "\\\\")];
        return `<Analysis><AnalysisType>${this.#text.id(t, CODE)}</AnalysisType><AnalysisID>${this.#text.id(i, MIDDLE1)}</AnalysisID></Analysis>`;
      })
      .join("");
    if (this.#analysis.size >= MAX_CACHED) this.#analysis.clear();
    this.#analysis.set(dimensions, xml);
    return xml;
  }
}

const absolute = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : amount);

export function entriesHead(totals: { transactions: number; debit: Cents; credit: Cents }): string {
  const journal =
    totals.transactions === 0
      ? ""
      : "<Journal><JournalID>GL</JournalID><Description>General journal</Description><Type>GL</Type>\n";
  return (
    `<GeneralLedgerEntries><NumberOfEntries>${totals.transactions}</NumberOfEntries><TotalDebit>${decimal(totals.debit)}</TotalDebit>` +
    `<TotalCredit>${decimal(totals.credit)}</TotalCredit>${journal}`
  );
}

export const entriesTail = (transactions: number): string =>
  `${transactions === 0 ? "" : "</Journal>"}</GeneralLedgerEntries></AuditFile>\n`;
