import { parseCents } from "../amount.ts";
import { parseCompactDate } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import { tooLong } from "../voucher-rules.ts";
import { decodeSieField, type SieCharset } from "./charset.ts";
import type { Token } from "./tokenize.ts";

/** Turns the fields of a record into values, and tells what is wrong with them and on which line. */
export class SieFields {
  /** The number of the line being read. */
  line = 0;
  /** How many values were refused so far: a voucher in which it grows is not checked further. */
  badCount = 0;
  /** How many characters were lost before the file came here. */
  replaced = 0;
  #charset: SieCharset;
  #problems: Problems;

  constructor(charset: SieCharset, problems: Problems) {
    this.#charset = charset;
    this.#problems = problems;
  }

  get place(): string {
    return `line ${this.line}`;
  }

  text(token: Token | undefined): string {
    if (token === undefined || token === "") return "";
    let text = decodeSieField(typeof token === "string" ? token : token.join(" "), this.#charset);
    // Postgres has no place for NUL in a text.
    if (text.includes("\0")) text = text.replaceAll("\0", "\uFFFD");
    for (let i = text.indexOf("\uFFFD"); i !== -1; i = text.indexOf("\uFFFD", i + 1)) this.replaced++;
    return text;
  }

  key(token: Token | undefined, what: string): string {
    const text = this.text(token);
    tooLong(this.#problems, text, what, () => this.place);
    return text;
  }

  amount(token: Token | undefined): bigint | undefined {
    const cents = typeof token === "string" ? parseCents(token) : undefined;
    if (cents === undefined)
      this.refuse(
        "bad_amount",
        `"${this.text(token).slice(0, 40)}" is not an amount.`,
        "Write it as a decimal number with a point, at most two decimals and sixteen digits before them.",
      );
    return cents;
  }

  date(token: Token | undefined, what: string): string | undefined {
    const text = this.text(token);
    const date = parseCompactDate(text);
    if (!date)
      this.refuse(
        "impossible_date",
        text === "" ? `The ${what} is missing.` : `The ${what} "${text.slice(0, 40)}" is no day of the calendar.`,
        "Write it as YYYYMMDD.",
      );
    return date;
  }

  refuse(code: string, message: string, fix: string): void {
    this.badCount++;
    this.#problems.refuse(code, this.place, message, fix);
  }

  syntax(message: string, fix: string): void {
    this.refuse("broken_syntax", message, fix);
  }
}
