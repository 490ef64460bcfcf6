import type { Books, CompanyHead, FileHead } from "../books.ts";
import type { Span } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import { SieAccounts } from "./accounts.ts";
import type { SieCharset } from "./charset.ts";
import { SieChecksum } from "./checksum.ts";
import { SieFields } from "./fields.ts";
import { warnOfForm } from "./form-warnings.ts";
import { SieLeftOut } from "./left-out.ts";
import { eachLine } from "./lines.ts";
import { readObjectBalance } from "./object-balances.ts";
import { RESERVED_DIMENSIONS } from "./reserved-dimensions.ts";
import { SieSyntaxError, type Token, tokenizeSie } from "./tokenize.ts";
import { SieVouchers } from "./vouchers.ts";

const FIGURES = { "#IB": "opening", "#UB": "closing", "#RES": "result" } as const;

/**
 * Reads a SIE file of type 1, 2, 3, 4 or 4I. `#BTRANS` (a removed row) is not booked, nor is `#RTRANS` (an added row): the
 * format has it followed by the same row as `#TRANS`, for readers that know only that. What the ledger has no place for is counted.
 * Type 4 without any balance is 4I, the type for vouchers to be added.
 * @param source the file's bytes
 * @param charset what `SieCharsetDetector` found
 * @param drain awaited between chunks, for `books` to catch up
 */
export async function readSie(
  source: AsyncIterable<Buffer>,
  charset: SieCharset,
  books: Books,
  problems: Problems,
  drain: () => Promise<void>,
): Promise<FileHead> {
  const reader = new SieReader(charset, books, problems);
  await eachLine(source, problems, (text, number) => reader.line(text, number), drain);
  return reader.end(charset);
}

class SieReader {
  #books: Books;
  #problems: Problems;
  #fields: SieFields;
  #accounts: SieAccounts;
  #vouchers: SieVouchers;
  #company: CompanyHead = {};
  #years: { year?: Span; previousYear?: Span } = {};
  #type = 1;
  #program = "";
  #hasFormat = false;
  #hasBalances = false;
  #checksum: SieChecksum | undefined;
  #dimensions = new Set<string>();
  #leftOut = new SieLeftOut();

  constructor(charset: SieCharset, books: Books, problems: Problems) {
    this.#books = books;
    this.#problems = problems;
    this.#fields = new SieFields(charset, problems);
    this.#accounts = new SieAccounts(problems);
    this.#vouchers = new SieVouchers(books, this.#fields, problems, (code) => this.#needDimension(code));
  }

  line(raw: string, number: number): void {
    this.#fields.line = number;
    const text = raw.trim();
    if (text === "") return;
    if (text === "{" || text === "}") this.#vouchers.brace(text);
    else if (text[0] !== "#")
      this.#fields.syntax("A record begins with #; this line does not.", "Remove the line or correct it.");
    // Some products open a voucher on the line of its #VER.
    else if (/^#VER\s.*\s\{$/i.test(text)) {
      this.#tokens(text.slice(0, -1));
      this.#vouchers.brace("{");
    } else this.#tokens(text);
  }

  #tokens(record: string): void {
    let tokens: Token[];
    try {
      tokens = tokenizeSie(record, this.#openQuote);
    } catch (error) {
      if (!(error instanceof SieSyntaxError)) throw error;
      this.#fields.syntax(error.message, "Correct the line.");
      return;
    }
    const label = String(tokens[0]).toUpperCase();
    if (label === "#KSUMMA") this.#sum(tokens);
    else {
      this.#checksum?.add(tokens);
      this.#record(label, tokens);
    }
  }

  end(charset: SieCharset): FileHead {
    const fields = this.#fields;
    if (this.#vouchers.isOpen)
      fields.syntax(
        "The file ends before its last voucher is closed with }.",
        "Export the file again: its end is missing.",
      );
    if (this.#checksum)
      fields.refuse(
        "checksum_missing",
        "#KSUMMA was announced, but the file ends without the sum.",
        "Export the file again: its end is missing.",
      );
    this.#accounts.write(this.#books);
    warnOfForm(this.#problems, { hasFormat: this.#hasFormat, charset, replaced: fields.replaced });
    const content = this.#type < 4 ? "balances" : this.#hasBalances ? "books" : "additions";
    return {
      format: `SIE ${content === "additions" ? "4I" : this.#type}`,
      content,
      company: { currency: "SEK", ...this.#company },
      ...this.#years,
      leftOut: this.#leftOut.list(),
    };
  }

  #openQuote = (): void =>
    this.#problems.warn(
      "quote_not_closed",
      this.#fields.place,
      "A quotation mark is not closed.",
      "The text was taken to the end of the line; it may have been cut.",
    );

  #sum(tokens: Token[]): void {
    if (tokens.length < 2) {
      this.#checksum = new SieChecksum();
      return;
    }
    const stated = String(tokens[1]);
    const counted = this.#checksum?.value;
    this.#checksum = undefined;
    if (counted === undefined)
      this.#fields.syntax("#KSUMMA has a sum, but none was announced.", "Remove the line or export the file again.");
    // Some products write the 32 bits as a signed number.
    else if (!/^-?\d{1,10}$/.test(stated) || Number(stated) >>> 0 !== counted)
      this.#fields.refuse(
        "wrong_checksum",
        `#KSUMMA says ${this.#fields.text(stated).slice(0, 40)}; the records come to ${counted}. The file was changed after it was written.`,
        "Export the file again and do not edit it.",
      );
  }

  #record(label: string, t: Token[]): void {
    this.#leftOut.record(label, t);
    if (label === "#TRANS" || label === "#RTRANS" || label === "#BTRANS") this.#vouchers.row(label, t);
    else if (label === "#VER") this.#vouchers.begin(t, this.#program);
    else {
      if (this.#vouchers.isOpen) {
        this.#fields.syntax(`${label.slice(0, 40)} stands inside a voucher.`, "Close the voucher with } before it.");
        this.#vouchers.abandon();
      }
      this.#identification(label, t);
      this.#chart(label, t);
    }
  }

  #identification(label: string, t: Token[]): void {
    const fields = this.#fields;
    const company = this.#company;
    switch (label) {
      case "#FORMAT":
        this.#hasFormat = true;
        break;
      case "#SIETYP":
        this.#type = Number(fields.text(t[1]));
        if (![1, 2, 3, 4].includes(this.#type))
          this.#problems.stop(
            "unsupported_sie_type",
            fields.place,
            `#SIETYP ${fields.text(t[1]).slice(0, 20)} is not one of 1, 2, 3 and 4.`,
            "Export SIE type 4.",
          );
        break;
      case "#PROGRAM":
        this.#program = fields.text(t[1]);
        break;
      case "#ORGNR":
        if (fields.text(t[1]).trim() !== "") company.businessId = fields.key(t[1], "The organisation number");
        break;
      case "#FNAMN":
        company.name = fields.text(t[1]);
        break;
      case "#FTYP":
        company.legalForm = fields.text(t[1]) || undefined;
        break;
      case "#KPTYP":
        company.chartKind = fields.key(t[1], "The kind of chart of accounts").trim() || undefined;
        break;
      case "#VALUTA":
        if (/^[A-Z]{3}$/.test(fields.text(t[1]))) company.currency = fields.text(t[1]);
        break;
      case "#ADRESS": {
        const postal = /^\s*((?:[A-Z]{1,2}-)?\d{3} ?\d{2})\s+(\S.*)$/.exec(fields.text(t[3]));
        company.street = fields.text(t[2]).trim() || undefined;
        company.postalCode = postal?.[1];
        company.city = (postal?.[2] ?? fields.text(t[3])).trim() || undefined;
        break;
      }
      case "#RAR":
        this.#year(t);
    }
  }

  #chart(label: string, t: Token[]): void {
    const fields = this.#fields;
    const account = () => fields.key(t[1], "The account number");
    switch (label) {
      case "#KONTO":
        this.#accounts.declare(account(), fields.text(t[2]), fields.place);
        break;
      case "#KTYP":
        this.#accounts.kind(account(), fields.text(t[2]), fields.place);
        break;
      case "#SRU":
        this.#accounts.sru(account(), fields.text(t[2]), fields.place);
        break;
      case "#DIM":
        this.#dimension(fields.key(t[1], "The dimension's number"), fields.text(t[2]));
        break;
      case "#UNDERDIM":
        this.#dimension(fields.key(t[1], "The dimension's number"), fields.text(t[2]), fields.text(t[3]) || undefined);
        break;
      case "#OBJEKT": {
        const dimension = fields.key(t[1], "The dimension's number");
        this.#needDimension(dimension);
        this.#books.dimensionValue(dimension, fields.key(t[2], "The object's number"), fields.text(t[3]));
        break;
      }
      case "#IB":
      case "#UB":
      case "#RES":
        this.#balance(FIGURES[label], t);
        break;
      case "#OIB":
      case "#OUB":
        this.#objectBalance(label, t);
    }
  }

  #dimension(code: string, name: string, parent?: string): void {
    this.#dimensions.add(code);
    this.#books.dimension(code, name, parent);
  }

  #needDimension(code: string): void {
    const name = RESERVED_DIMENSIONS[code];
    if (name !== undefined && !this.#dimensions.has(code)) this.#dimension(code, name);
  }

  #year(t: Token[]): void {
    const fields = this.#fields;
    const number = fields.text(t[1]);
    // 4I files leave the days out; which year it is then follows from the vouchers.
    const noDays = fields.text(t[2]) === "" && fields.text(t[3]) === "";
    if ((number !== "0" && number !== "-1") || noDays) return;
    const startsOn = fields.date(t[2], "first day of the year");
    const endsOn = fields.date(t[3], "last day of the year");
    if (!startsOn || !endsOn) return;
    if (endsOn <= startsOn)
      fields.refuse(
        "impossible_date",
        `The financial year ends on ${endsOn}, before it begins on ${startsOn}.`,
        "Correct #RAR.",
      );
    else if (number === "0") this.#years.year = { startsOn, endsOn };
    else this.#years.previousYear = { startsOn, endsOn };
  }

  #balance(what: "opening" | "closing" | "result", t: Token[]): void {
    this.#hasBalances = true;
    const year = this.#fields.text(t[1]);
    const number = this.#fields.key(t[2], "The account number");
    const cents = this.#fields.amount(t[3]);
    if (cents === undefined || (year !== "0" && year !== "-1")) return;
    this.#accounts.figure(what, year === "0" ? 0 : -1, number, cents, this.#fields.place);
  }

  #objectBalance(label: "#OIB" | "#OUB", t: Token[]): void {
    this.#hasBalances = true;
    const row = readObjectBalance(this.#fields, this.#problems, label, t);
    if (!row) return;
    this.#needDimension(row.dimension);
    this.#books.objectBalance(row);
  }
}
