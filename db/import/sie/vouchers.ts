import { parseDecimal } from "../amount.ts";
import type { Books, LineRow, VoucherRow } from "../books.ts";
import { parseCompactDate } from "../calendar.ts";
import type { Problems } from "../problems.ts";
import { unbalanced } from "../voucher-rules.ts";
import type { SieFields } from "./fields.ts";
import type { Token } from "./tokenize.ts";

type OpenVoucher = { row: VoucherRow; lines: LineRow[]; inBraces: boolean; badBefore: number };

/** The vouchers of a SIE file: `#VER`, `{`, its rows, `}`. Each is checked and sent on when it closes. */
export class SieVouchers {
  #books: Books;
  #fields: SieFields;
  #problems: Problems;
  #needDimension: (code: string) => void;
  #open: OpenVoucher | undefined;
  #added: { account: string; cents: bigint | undefined; place: string } | undefined;

  constructor(books: Books, fields: SieFields, problems: Problems, needDimension: (code: string) => void) {
    this.#books = books;
    this.#fields = fields;
    this.#problems = problems;
    this.#needDimension = needDimension;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Leaves a voucher that was never closed; the caller has said so. */
  abandon(): void {
    this.#open = undefined;
    this.#settleAdded();
  }

  begin(t: Token[], source: string): void {
    const fields = this.#fields;
    if (this.#open) {
      fields.syntax("A voucher begins before the last one is closed.", "Close it with } before #VER.");
      this.abandon();
    }
    const badBefore = fields.badCount;
    const row: VoucherRow = {
      line: fields.line,
      series: fields.key(t[1], "The voucher series"),
      number: fields.key(t[2], "The voucher number"),
      date: fields.date(t[3], "voucher date") ?? "",
      // Products that know no day of entry write 0 or nothing; the books do not hang on it.
      postingDate: parseCompactDate(fields.text(t[5])),
      text: fields.text(t[4]),
      source,
      kind: "general",
    };
    this.#open = { row, lines: [], inBraces: false, badBefore };
  }

  brace(text: string): void {
    const voucher = this.#open;
    if (!voucher || voucher.inBraces !== (text === "}"))
      this.#fields.syntax(`A ${text} stands outside a voucher.`, "Correct the voucher: #VER, {, its #TRANS, }.");
    else if (text === "{") voucher.inBraces = true;
    else this.#close(voucher);
  }

  #close({ row, lines, badBefore }: OpenVoucher): void {
    this.abandon();
    const place = `line ${row.line}, voucher series ${row.series || "(none)"} number ${row.number || "(none)"}`;
    // What is already refused would only be refused again, for not balancing.
    if (this.#fields.badCount === badBefore && !unbalanced(this.#problems, lines, place))
      this.#books.voucher(row, lines);
  }

  /** `#TRANS` is booked; `#BTRANS` is a row that was taken out; `#RTRANS`, a row put in, must come again as `#TRANS`. */
  row(label: string, t: Token[]): void {
    const fields = this.#fields;
    if (!this.#open?.inBraces) {
      fields.syntax(`${label} stands outside a voucher.`, "Put it between the { and } of its #VER.");
      return;
    }
    if (label === "#BTRANS") return;
    const objects = t[2];
    if (!Array.isArray(objects)) {
      fields.syntax(`${label} has no object list after the account.`, "Write {} where there are no objects.");
      return;
    }
    const account = fields.key(t[1], "The account number");
    const cents = fields.amount(t[3]);
    if (label === "#TRANS" && this.#added?.account === account && this.#added.cents === cents) this.#added = undefined;
    this.#settleAdded();
    if (label === "#RTRANS") this.#added = { account, cents, place: fields.place };
    else if (account === "") fields.syntax("#TRANS has no account.", "Give the account number.");
    else if (cents !== undefined) this.#open.lines.push(this.#line(account, cents, objects, t));
  }

  #line(account: string, cents: bigint, objects: string[], t: Token[]): LineRow {
    const fields = this.#fields;
    const dimensions: [string, string][] = [];
    for (let i = 0; i + 1 < objects.length; i += 2) {
      const code = fields.key(objects[i], "The dimension's number");
      this.#needDimension(code);
      dimensions.push([code, fields.key(objects[i + 1], "The object's number")]);
    }
    if (objects.length % 2 === 1)
      fields.syntax("The object list does not hold pairs.", "Write {dimension object dimension object}.");
    const quantity = fields.text(t[6]);
    return {
      account,
      debit: cents > 0n ? cents : 0n,
      credit: cents < 0n ? -cents : 0n,
      text: fields.text(t[5]),
      quantity: quantity === "" ? undefined : parseDecimal(quantity, 14),
      dimensions,
    };
  }

  #settleAdded(): void {
    const added = this.#added;
    this.#added = undefined;
    if (!added) return;
    this.#fields.badCount++;
    this.#problems.refuse(
      "added_row_not_repeated",
      added.place,
      `#RTRANS on account ${added.account} is not followed by the same row as #TRANS, so whether it is booked cannot be told.`,
      "Write the row again as #TRANS right after its #RTRANS, as the format asks.",
    );
  }
}
