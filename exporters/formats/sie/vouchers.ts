import { rowsOf, textOfBytes } from "../copy-text.ts";
import { add, type Cents, cents, decimal, isNegative, isZero, negate } from "../money.ts";
import type { DimensionNumbers } from "./dimensions.ts";
import { day } from "./head.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

/** Columns of `sieRows` (materials/sie-rows.ts), in its order. */
type Row = [
  seq: string,
  series: string,
  number: string,
  date: string,
  posted: string,
  voucherText: string,
  account: string,
  debit: string,
  credit: string,
  text: string,
  quantity: string,
  dimensions: string,
  partyKind: string,
  partyNumber: string,
  taxCode: string,
  currency: string,
];

export type SieVoucherTotals = { vouchers: number; lines: number; debit: Cents; credit: Cents };

const MAX_EXAMPLES = 20;
/** Distinct combinations of dimensions are few; the limit only guards against a ledger where they are not. */
const MAX_CACHED = 10_000;

/** Vouchers as `#VER` and `#TRANS`, as booked: one that does not balance is counted, not mended. */
export class SieVouchers {
  readonly totals: SieVoucherTotals = { vouchers: 0, lines: 0, debit: 0, credit: 0 };
  /** The year's movement of each account, by its number as COPY writes it. */
  readonly movements = new Map<string, Cents>();
  readonly unbalanced = { count: 0, examples: [] as string[] };
  /** Lines with something that the format has no place for. */
  readonly left = { tax: 0, currency: 0, party: 0 };
  #records: SieRecords;
  #text: SieText;
  #dimensions: DimensionNumbers;
  #currency: string;
  #objects = new Map<string, readonly string[]>();
  #seq = "";
  #name = "";
  #balance: Cents = 0;

  constructor(records: SieRecords, text: SieText, dimensions: DimensionNumbers, currency: string) {
    this.#records = records;
    this.#text = text;
    this.#dimensions = dimensions;
    this.#currency = currency;
  }

  /** @param block rows of `sieRows` */
  block(block: string): void {
    for (const raw of rowsOf(block)) {
      const row = raw.split("\t") as Row;
      if (row[0] !== this.#seq) {
        this.end();
        this.#begin(row);
      }
      if (row[6] !== "") this.#line(row);
    }
  }

  /** Closes the last voucher. */
  end(): void {
    if (this.#seq === "") return;
    this.#records.brace("}");
    this.#seq = "";
    if (isZero(this.#balance)) return;
    this.unbalanced.count++;
    if (this.unbalanced.examples.length < MAX_EXAMPLES)
      this.unbalanced.examples.push(`${textOfBytes(this.#name)}: ${decimal(this.#balance)}`);
  }

  #begin([seq, series, number, date, posted, voucherText]: Row): void {
    this.#seq = seq;
    this.#name = `${series} ${number}`.trim();
    this.#balance = 0;
    this.totals.vouchers++;
    const text = this.#text;
    const ver = this.#records.begin("#VER").code(text.field(series)).code(text.field(number)).code(day(date));
    if (voucherText !== "" || posted !== "") ver.text(text.field(voucherText));
    if (posted !== "") ver.code(day(posted));
    ver.end();
    this.#records.brace("{");
  }

  #line(row: Row): void {
    const account = row[6];
    const credit = row[8];
    const text = row[9];
    const quantity = row[10];
    const amount = credit === "0.00" ? row[7] : credit.startsWith("-") ? credit.slice(1) : `-${credit}`;
    const value = cents(amount);
    this.totals.lines++;
    if (isNegative(value)) this.totals.credit = add(this.totals.credit, negate(value));
    else this.totals.debit = add(this.totals.debit, value);
    this.#balance = add(this.#balance, value);
    this.movements.set(account, add(this.movements.get(account) ?? 0, value));
    if (row[14] !== "") this.left.tax++;
    if (row[15] !== "" && row[15] !== this.#currency) this.left.currency++;
    const trans = this.#records
      .begin("#TRANS")
      .code(this.#text.field(account))
      .objects(this.#objectsOf(row[11], row[12], row[13]))
      .code(amount);
    if (text !== "" || quantity !== "") trans.code("").text(this.#text.field(text));
    if (quantity !== "") trans.code(shortest(quantity));
    trans.end();
  }

  #objectsOf(dimensions: string, partyKind: string, partyNumber: string): readonly string[] {
    const booked = dimensions === "" ? NONE : this.#bookedObjects(dimensions);
    if (partyNumber === "") return booked;
    const { party } = this.#dimensions;
    const dimension = partyKind === "customer" ? party.customer : partyKind === "supplier" ? party.supplier : null;
    if (dimension !== null) return [...booked, dimension, this.#text.field(partyNumber)];
    this.left.party++;
    return booked;
  }

  #bookedObjects(dimensions: string): readonly string[] {
    const known = this.#objects.get(dimensions);
    if (known) return known;
    const pairs = JSON.parse(textOfBytes(dimensions.replaceAll("\\\\", "\\"))) as [string, string][];
    const lostBefore = this.#text.replacedCharacters;
    const list = pairs.flatMap(([code, value]) => [this.#dimensions.of(code), this.#text.text(value)]);
    // Each line that loses characters counts, so what a cached list lost would be missing.
    if (this.#text.replacedCharacters > lostBefore) return list;
    if (this.#objects.size >= MAX_CACHED) this.#objects.clear();
    this.#objects.set(dimensions, list);
    return list;
  }
}

const NONE: readonly string[] = [];

/** A decimal without the zeros that say nothing. */
const shortest = (decimal: string): string => decimal.replace(/\.?0+$/, "");
