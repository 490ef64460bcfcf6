import { parseCents, parseDecimal } from "../amount.ts";
import type { Books, CompanyHead, FileHead, LineRow, VoucherRow } from "../books.ts";
import { parseCompactDate, type Span } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import { tooLong, unbalanced } from "../voucher-rules.ts";
import { SieAccounts } from "./accounts.ts";
import { decodeSieField, type SieCharset } from "./charset.ts";
import { SieChecksum } from "./checksum.ts";
import { eachLine } from "./lines.ts";
import { SieSyntaxError, type Token, tokenizeSie } from "./tokenize.ts";

/** The dimensions whose numbers the SIE format reserves, which need no #DIM. */
const RESERVED_DIMENSIONS: Record<string, string> = {
  1: "Kostnadsställe",
  2: "Kostnadsbärare",
  6: "Projekt",
  7: "Anställd",
  8: "Kund",
  9: "Leverantör",
  10: "Faktura",
};

type OpenVoucher = { row: VoucherRow; lines: LineRow[]; inBraces: boolean; bad: boolean };

/**
 * Reads a SIE file of type 1, 2, 3, 4 or 4I. `#BTRANS` (a removed row) is not booked, nor is `#RTRANS` (an added row): the
 * format has it followed by the same row as `#TRANS`, for readers that know only that. `#PSALDO`, `#OIB`, `#OUB` and budgets are
 * not read: they repeat what the vouchers say or are no books. Type 4 without any balance is 4I, the type for vouchers to be added.
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
  return reader.end();
}

class SieReader {
  #charset: SieCharset;
  #books: Books;
  #problems: Problems;
  #accounts: SieAccounts;
  #place = "";
  #lineNumber = 0;
  #company: CompanyHead = {};
  #years: { year?: Span; previousYear?: Span } = {};
  #type = 1;
  #program = "";
  #format = false;
  #hasBalances = false;
  #checksum: SieChecksum | undefined;
  #checksumDone = false;
  #voucher: OpenVoucher | undefined;
  #added: { account: string; cents: bigint | undefined; place: string } | undefined;
  #replaced = 0;
  #dimensions = new Set<string>();

  constructor(charset: SieCharset, books: Books, problems: Problems) {
    this.#charset = charset;
    this.#books = books;
    this.#problems = problems;
    this.#accounts = new SieAccounts(problems);
  }

  line(raw: string, number: number): void {
    this.#lineNumber = number;
    this.#place = `line ${number}`;
    const text = raw.trim();
    if (text === "") return;
    if (text === "{" || text === "}") return this.#brace(text);
    if (text[0] !== "#")
      return this.#syntax("A record begins with #; this line does not.", "Remove the line or correct it.");
    // Some products close a voucher, or open it, on the line of a record.
    let record = text;
    const opensHere = /^#VER\s.*\s\{$/i.test(record);
    if (opensHere) record = record.slice(0, -1);
    let tokens: Token[];
    try {
      tokens = tokenizeSie(record);
    } catch (error) {
      if (!(error instanceof SieSyntaxError)) throw error;
      if (this.#voucher) this.#voucher.bad = true;
      return this.#syntax(error.message, "Correct the line.");
    }
    const label = String(tokens[0]).toUpperCase();
    if (label === "#KSUMMA") return this.#sum(tokens);
    this.#checksum?.add(tokens);
    this.#record(label, tokens);
    if (opensHere) this.#brace("{");
  }

  end(): FileHead {
    this.#place = `line ${this.#lineNumber}, the end of the file`;
    if (this.#voucher)
      this.#syntax("The last voucher is not closed with }.", "Export the file again: its end is missing.");
    if (this.#checksum)
      this.#problems.refuse(
        "checksum_missing",
        this.#place,
        "#KSUMMA was announced, but the file ends without the sum.",
        "Export the file again: its end is missing.",
      );
    this.#accounts.write(this.#books);
    if (!this.#format)
      this.#problems.warn(
        "format_missing",
        "#FORMAT",
        "The file does not say #FORMAT PC8, as every SIE file must.",
        `Read as ${this.#charset}; check names with Å, Ä and Ö.`,
      );
    if (this.#charset !== "cp437")
      this.#problems.warn(
        "charset_not_pc8",
        "#FORMAT",
        `The text is in ${this.#charset}; a SIE file's is in PC8 (CP437).`,
        "It was read as what it is; check names with Å, Ä and Ö.",
      );
    if (this.#replaced > 0)
      this.#problems.warn(
        "replaced_characters",
        "the whole file",
        `${this.#replaced} characters were lost before the file came here (U+FFFD stands in their place).`,
        "Export the file again if the names matter.",
      );
    const content = this.#type < 4 ? "balances" : this.#hasBalances ? "books" : "additions";
    return {
      format: `SIE ${content === "additions" ? "4I" : this.#type}`,
      content,
      company: { currency: "SEK", ...this.#company },
      ...this.#years,
    };
  }

  #syntax(message: string, fix: string): void {
    this.#problems.refuse("broken_syntax", this.#place, message, fix);
  }

  #brace(text: string): void {
    const voucher = this.#voucher;
    if (!voucher || voucher.inBraces !== (text === "}"))
      return this.#syntax(`A ${text} stands outside a voucher.`, "Correct the voucher: #VER, {, its #TRANS, }.");
    if (text === "{") voucher.inBraces = true;
    else this.#close(voucher);
  }

  #close(voucher: OpenVoucher): void {
    this.#voucher = undefined;
    this.#settleAdded();
    if (voucher.bad) return;
    const { row, lines } = voucher;
    if (
      unbalanced(
        this.#problems,
        lines,
        `line ${row.line}, voucher series ${row.series || "(none)"} number ${row.number || "(none)"}`,
      )
    )
      return;
    this.#books.voucher(row, lines);
  }

  #text(token: Token | undefined): string {
    if (token === undefined) return "";
    const text = decodeSieField(typeof token === "string" ? token : token.join(" "), this.#charset).replaceAll(
      "\0",
      "\uFFFD",
    );
    for (let i = text.indexOf("\uFFFD"); i !== -1; i = text.indexOf("\uFFFD", i + 1)) this.#replaced++;
    return text;
  }

  #key(token: Token | undefined, what: string): string {
    const text = this.#text(token);
    tooLong(this.#problems, text, what, () => this.#place);
    return text;
  }

  #amount(token: Token | undefined): bigint | undefined {
    const text = typeof token === "string" ? token : "";
    const cents = parseCents(text);
    if (cents === undefined) {
      this.#problems.refuse(
        "bad_amount",
        this.#place,
        `"${this.#text(token).slice(0, 40)}" is not an amount.`,
        "Write it as a decimal number with a point, at most two decimals and sixteen digits before them.",
      );
      if (this.#voucher) this.#voucher.bad = true;
    }
    return cents;
  }

  #date(token: Token | undefined, what: string): string | undefined {
    const text = this.#text(token);
    const date = parseCompactDate(text);
    if (!date) {
      this.#problems.refuse(
        "impossible_date",
        this.#place,
        text === "" ? `The ${what} is missing.` : `The ${what} "${text.slice(0, 40)}" is no day of the calendar.`,
        "Write it as YYYYMMDD.",
      );
      if (this.#voucher) this.#voucher.bad = true;
    }
    return date;
  }

  #sum(tokens: Token[]): void {
    if (tokens.length < 2) {
      this.#checksum = new SieChecksum();
      return;
    }
    if (!this.#checksum || this.#checksumDone)
      return this.#syntax("#KSUMMA has a sum, but none was announced.", "Remove the line or export the file again.");
    const stated = String(tokens[1]);
    const counted = this.#checksum.value;
    this.#checksum = undefined;
    this.#checksumDone = true;
    // Some products write the 32 bits as a signed number.
    if (/^-?\d{1,10}$/.test(stated) && Number(stated) >>> 0 === counted) return;
    this.#problems.refuse(
      "wrong_checksum",
      this.#place,
      `#KSUMMA says ${this.#text(stated).slice(0, 40)}; the records come to ${counted}. The file was changed after it was written.`,
      "Export the file again and do not edit it.",
    );
  }

  #record(label: string, t: Token[]): void {
    const place = this.#place;
    switch (label) {
      case "#TRANS":
      case "#RTRANS":
      case "#BTRANS":
        return this.#transaction(label, t);
      case "#VER":
        return this.#openVoucher(t);
    }
    if (this.#voucher) {
      this.#syntax(`${label} stands inside a voucher.`, "Close the voucher with } before it.");
      this.#voucher = undefined;
    }
    switch (label) {
      case "#FORMAT":
        this.#format = true;
        return;
      case "#SIETYP":
        this.#type = Number(this.#text(t[1]));
        if (![1, 2, 3, 4].includes(this.#type))
          this.#problems.stop(
            "unsupported_sie_type",
            place,
            `#SIETYP ${this.#text(t[1]).slice(0, 20)} is not one of 1, 2, 3 and 4.`,
            "Export SIE type 4.",
          );
        return;
      case "#PROGRAM":
        this.#program = this.#text(t[1]);
        return;
      case "#ORGNR":
        if (this.#text(t[1]).trim() !== "") this.#company.businessId = this.#key(t[1], "The organisation number");
        return;
      case "#FNAMN":
        this.#company.name = this.#text(t[1]);
        return;
      case "#FTYP":
        this.#company.legalForm = this.#text(t[1]) || undefined;
        return;
      case "#VALUTA":
        if (/^[A-Z]{3}$/.test(this.#text(t[1]))) this.#company.currency = this.#text(t[1]);
        return;
      case "#ADRESS": {
        const postal = /^\s*((?:[A-Z]{1,2}-)?\d{3} ?\d{2})\s+(\S.*)$/.exec(this.#text(t[3]));
        this.#company.street = this.#text(t[2]).trim() || undefined;
        this.#company.postalCode = postal?.[1];
        this.#company.city = (postal?.[2] ?? this.#text(t[3])).trim() || undefined;
        return;
      }
      case "#RAR":
        return this.#year(t);
      case "#KONTO":
        return this.#accounts.declare(this.#key(t[1], "The account number"), this.#text(t[2]), place);
      case "#KTYP":
        return this.#accounts.kind(this.#key(t[1], "The account number"), this.#text(t[2]), place);
      case "#SRU":
        return this.#accounts.sru(this.#key(t[1], "The account number"), this.#text(t[2]), place);
      case "#DIM":
      case "#UNDERDIM":
        return this.#dimension(
          this.#key(t[1], "The dimension's number"),
          this.#text(t[2]),
          this.#text(t[3]) || undefined,
        );
      case "#OBJEKT": {
        const dimension = this.#key(t[1], "The dimension's number");
        this.#useDimension(dimension);
        return this.#books.dimensionValue(dimension, this.#key(t[2], "The object's number"), this.#text(t[3]));
      }
      case "#IB":
        return this.#balance("opening", t);
      case "#UB":
        return this.#balance("closing", t);
      case "#RES":
        return this.#balance("result", t);
    }
  }

  #dimension(code: string, name: string, parent?: string): void {
    this.#dimensions.add(code);
    this.#books.dimension(code, name, parent);
  }

  #useDimension(code: string): void {
    const name = RESERVED_DIMENSIONS[code];
    if (name !== undefined && !this.#dimensions.has(code)) this.#dimension(code, name);
  }

  #year(t: Token[]): void {
    const number = this.#text(t[1]);
    if (number !== "0" && number !== "-1") return;
    // 4I files leave the days out; which year it is then follows from the vouchers.
    if (this.#text(t[2]) === "" && this.#text(t[3]) === "") return;
    const startsOn = this.#date(t[2], "first day of the year");
    const endsOn = this.#date(t[3], "last day of the year");
    if (!startsOn || !endsOn) return;
    if (endsOn <= startsOn)
      return this.#problems.refuse(
        "impossible_date",
        this.#place,
        `The financial year ends on ${endsOn}, before it begins on ${startsOn}.`,
        "Correct #RAR.",
      );
    if (number === "0") this.#years.year = { startsOn, endsOn };
    else this.#years.previousYear = { startsOn, endsOn };
  }

  #balance(what: "opening" | "closing" | "result", t: Token[]): void {
    this.#hasBalances = true;
    const year = this.#text(t[1]);
    const number = this.#key(t[2], "The account number");
    const cents = this.#amount(t[3]);
    if (cents === undefined || (year !== "0" && year !== "-1")) return;
    this.#accounts.figure(what, year === "0" ? 0 : -1, number, cents, this.#place);
  }

  #openVoucher(t: Token[]): void {
    if (this.#voucher) this.#syntax("A voucher begins before the last one is closed.", "Close it with } before #VER.");
    this.#settleAdded();
    const row: VoucherRow = {
      line: this.#lineNumber,
      series: this.#key(t[1], "The voucher series"),
      number: this.#key(t[2], "The voucher number"),
      date: "",
      text: this.#text(t[4]),
      source: this.#program,
      kind: "general",
    };
    this.#voucher = { row, lines: [], inBraces: false, bad: false };
    row.date = this.#date(t[3], "voucher date") ?? "";
    // Products that enter no day write 0 or nothing; the books do not hang on it.
    row.postingDate = parseCompactDate(this.#text(t[5]));
  }

  #transaction(label: string, t: Token[]): void {
    const voucher = this.#voucher;
    if (!voucher?.inBraces)
      return this.#syntax(`${label} stands outside a voucher.`, "Put it between the { and } of its #VER.");
    if (label === "#BTRANS") return;
    const objects = Array.isArray(t[2]) ? t[2] : undefined;
    if (!objects) {
      voucher.bad = true;
      return this.#syntax(`${label} has no object list after the account.`, "Write {} where there are no objects.");
    }
    const account = this.#key(t[1], "The account number");
    const cents = this.#amount(t[3]);
    if (label === "#RTRANS") {
      this.#settleAdded();
      this.#added = { account, cents, place: this.#place };
      return;
    }
    if (this.#added?.account === account && this.#added.cents === cents) this.#added = undefined;
    this.#settleAdded();
    if (account === "") {
      voucher.bad = true;
      return this.#syntax("#TRANS has no account.", "Give the account number.");
    }
    if (cents === undefined) return;
    const dimensions: [string, string][] = [];
    for (let i = 0; i + 1 < objects.length; i += 2) {
      const code = this.#key(objects[i], "The dimension's number");
      this.#useDimension(code);
      dimensions.push([code, this.#key(objects[i + 1], "The object's number")]);
    }
    if (objects.length % 2 === 1) {
      voucher.bad = true;
      this.#syntax("The object list does not hold pairs.", "Write {dimension object dimension object}.");
    }
    const quantity = this.#text(t[6]);
    voucher.lines.push({
      account,
      debit: cents > 0n ? cents : 0n,
      credit: cents < 0n ? -cents : 0n,
      text: this.#text(t[5]),
      quantity: quantity === "" ? undefined : parseDecimal(quantity, 14),
      dimensions,
    });
  }

  #settleAdded(): void {
    if (!this.#added) return;
    this.#problems.refuse(
      "added_row_not_repeated",
      this.#added.place,
      `#RTRANS on account ${this.#added.account} is not followed by the same row as #TRANS, so whether it is booked cannot be told.`,
      "Write the row again as #TRANS right after its #RTRANS, as the format asks.",
    );
    this.#added = undefined;
  }
}
