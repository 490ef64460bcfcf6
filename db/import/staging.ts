import { once } from "node:events";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { formatCents } from "./amount.ts";
import type {
  AccountRow,
  BalanceRow,
  Books,
  LineRow,
  ObjectBalanceRow,
  PartyRow,
  TaxCodeRow,
  VoucherRow,
} from "./books.ts";

const TABLES = {
  accounts: "ord int, number text, name text, type text, standard_code text",
  balances: "year_no int, number text, opening numeric, closing numeric",
  object_balances:
    "line int, year_no int, number text, dimension_code text, value_code text, opening numeric, closing numeric",
  dimensions: "ord int, code text, name text, parent_code text",
  dimension_values: "ord int, dimension_code text, code text, name text",
  tax_codes:
    "ord int, effective_from date, code text, description text, rate numeric, country text, standard_code text",
  parties:
    "ord int, kind text, number text, name text, business_id text, vat_number text, street text, postal_code text, city text, country text, account_number text, opening_balance numeric, closing_balance numeric",
  vouchers:
    "ord bigint, line int, series text, number text, date date, posting_date date, text text, source text, kind text",
  lines:
    "ord bigint, line_no int, account_number text, debit numeric(18,2), credit numeric(18,2), text text, currency text, currency_amount numeric(18,2), exchange_rate numeric(18,8), tax_code text, tax_base numeric(18,2), tax_amount numeric(18,2), quantity numeric(18,4), party_kind text, party_number text, dimensions jsonb",
} as const;
type Table = keyof typeof TABLES;
const TABLE_NAMES = Object.keys(TABLES) as Table[];

/** Rows held in memory before they go to the database, in characters. */
const BATCH_CHARACTERS = 250_000;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function field(text: string | undefined): string {
  if (text === undefined) return "\\N";
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c]!) : text;
}
const money = (cents: bigint | undefined) => (cents === undefined ? "\\N" : cents === 0n ? "0" : formatCents(cents));

/** What was read from the file itself, whatever the ledger held before. */
export type Counted = {
  accounts: number;
  vouchers: number;
  emptyVouchers: number;
  lines: number;
  debit: bigint;
  credit: bigint;
  /** The calendar years that vouchers are dated in. */
  years: Set<string>;
  /** The dimensions that lines and balances use. */
  dimensions: Set<string>;
};

/**
 * Takes the rows of one file to temporary tables by COPY, in batches: memory does not grow with the file, and the server works
 * while the next batch is read. Nothing is written to the ledger itself.
 */
export class Staging implements Books {
  counted: Counted = {
    accounts: 0,
    vouchers: 0,
    emptyVouchers: 0,
    lines: 0,
    debit: 0n,
    credit: 0n,
    years: new Set(),
    dimensions: new Set(),
  };
  #client: pg.Client;
  #rows = Object.fromEntries(TABLE_NAMES.map((t) => [t, ""])) as Record<Table, string>;
  #characters = 0;
  #ord = 0;
  #sending: Promise<void> | undefined;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Makes the temporary tables; the transaction takes them with it. */
  async open(): Promise<void> {
    const ddl = TABLE_NAMES.map((t) => `create temp table staged_${t} (${TABLES[t]}) on commit drop`);
    await this.#client.query(ddl.join("; "));
  }

  #add(table: Table, row: string): void {
    this.#rows[table] += row;
    this.#characters += row.length;
  }

  account(row: AccountRow): void {
    this.counted.accounts++;
    this.#add(
      "accounts",
      `${++this.#ord}\t${field(row.number)}\t${field(row.name)}\t${row.type}\t${field(row.standardCode)}\n`,
    );
  }

  balance(row: BalanceRow): void {
    this.#add("balances", `${row.year}\t${field(row.number)}\t${money(row.opening)}\t${money(row.closing)}\n`);
  }

  objectBalance(row: ObjectBalanceRow): void {
    this.counted.dimensions.add(row.dimension);
    this.#add(
      "object_balances",
      `${row.line}\t${row.year}\t${field(row.number)}\t${field(row.dimension)}\t${field(row.value)}\t${money(row.opening)}\t${money(row.closing)}\n`,
    );
  }

  dimension(code: string, name: string, parent?: string): void {
    this.#add("dimensions", `${++this.#ord}\t${field(code)}\t${field(name)}\t${field(parent)}\n`);
  }

  dimensionValue(dimension: string, code: string, name: string): void {
    this.#add("dimension_values", `${++this.#ord}\t${field(dimension)}\t${field(code)}\t${field(name)}\n`);
  }

  taxCode(row: TaxCodeRow): void {
    this.#add(
      "tax_codes",
      `${++this.#ord}\t${field(row.effectiveFrom)}\t${field(row.code)}\t${field(row.description)}\t${field(row.rate)}\t${field(row.country)}\t${field(row.standardCode)}\n`,
    );
  }

  party(row: PartyRow): void {
    const texts = [row.number, row.name, row.businessId, row.vatNumber, row.street, row.postalCode, row.city];
    this.#add(
      "parties",
      `${++this.#ord}\t${row.kind}\t${texts.map(field).join("\t")}\t${field(row.country)}\t${field(row.accountNumber)}\t${money(row.opening)}\t${money(row.closing)}\n`,
    );
  }

  voucher(row: VoucherRow, lines: readonly LineRow[]): void {
    const ord = ++this.counted.vouchers;
    if (lines.length === 0) this.counted.emptyVouchers++;
    this.counted.lines += lines.length;
    this.counted.years.add(row.date.slice(0, 4));
    this.#add(
      "vouchers",
      `${ord}\t${row.line}\t${field(row.series)}\t${field(row.number)}\t${row.date}\t${field(row.postingDate)}\t${field(row.text)}\t${field(row.source)}\t${row.kind}\n`,
    );
    let lineNo = 0;
    for (const l of lines) {
      this.counted.debit += l.debit;
      this.counted.credit += l.credit;
      let dimensions = "[]";
      if (l.dimensions.length > 0) {
        for (const [code] of l.dimensions) this.counted.dimensions.add(code);
        dimensions = field(JSON.stringify(l.dimensions));
      }
      this.#add(
        "lines",
        `${ord}\t${++lineNo}\t${field(l.account)}\t${money(l.debit)}\t${money(l.credit)}\t${field(l.text)}\t${field(l.currency)}\t${money(l.currencyAmount)}\t${field(l.exchangeRate)}\t${field(l.taxCode)}\t${money(l.taxBase)}\t${money(l.taxAmount)}\t${field(l.quantity)}\t${field(l.partyKind)}\t${field(l.partyNumber)}\t${dimensions}\n`,
      );
    }
  }

  /** Sends what has gathered, when it is enough for a batch. One batch is under way at a time; a failed one is thrown by the next call. */
  async drain(): Promise<void> {
    if (this.#characters >= BATCH_CHARACTERS) await this.#send();
  }

  /** Sends the rest and waits until the server has all of it. */
  async finish(): Promise<void> {
    await this.#send();
    await this.#sending;
    // Temporary tables have no statistics of their own accord: without them, the joins that follow are planned as if for a few rows.
    // Of a line only what it is joined and grouped by: the other columns take longer than the joins gain.
    const columns: Partial<Record<Table, string>> = { lines: "(ord, account_number)" };
    await this.#client.query(TABLE_NAMES.map((t) => `analyze staged_${t} ${columns[t] ?? ""}`).join("; "));
  }

  async #send(): Promise<void> {
    await this.#sending;
    const batch = TABLE_NAMES.filter((t) => this.#rows[t] !== "").map((t) => [t, this.#rows[t]] as const);
    for (const [table] of batch) this.#rows[table] = "";
    this.#characters = 0;
    this.#sending = (async () => {
      for (const [table, rows] of batch) await this.#copy(table, rows);
    })();
    // The failure is kept for whoever awaits the promise next; without a handler now it would end the process.
    this.#sending.catch(() => {});
  }

  async #copy(table: Table, rows: string): Promise<void> {
    const stream = this.#client.query(copyFrom(`copy staged_${table} from stdin`));
    stream.end(Buffer.from(rows, "utf8"));
    await once(stream, "finish");
  }
}
