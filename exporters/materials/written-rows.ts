import { textOfBytes } from "../formats/copy-text.ts";
import { add, type Cents, cents, isZero, subtract } from "../formats/money.ts";
import { type Totals, totals } from "./control-totals.ts";
import { ledgerColumn as at } from "./general-ledger.ts";
import { journal } from "./journal.ts";
import { position } from "./table.ts";
import { voucherName } from "./voucher-name.ts";

/** Counts the rows of the blocks that go into a file. */
export type Watch = { block(block: string): void; totals(): Totals };

export function countRows(): Watch {
  let rows = 0;
  return {
    block(block) {
      for (let at = block.indexOf("\n"); at >= 0; at = block.indexOf("\n", at + 1)) rows++;
    },
    totals: () => totals(rows),
  };
}

/** Moves through a block field by field. Splitting each row would make twenty strings where three are looked at. */
class Fields {
  #block: string;
  /** Where the current row begins; equal to the block's length after the last. */
  row = 0;
  constructor(block: string) {
    this.#block = block;
  }
  /** Where the field after `count` tabs begins, counted from `from`. */
  skip(from: number, count: number): number {
    let at = from;
    for (let i = 0; i < count; i++) at = this.#block.indexOf("\t", at) + 1;
    return at;
  }
  field(at: number): string {
    return this.#block.slice(at, this.#block.indexOf("\t", at));
  }
  next(from: number): boolean {
    this.row = this.#block.indexOf("\n", from) + 1;
    return this.row < this.#block.length;
  }
}

const MAX_EXAMPLES = 20;
const SERIES = position(journal, "voucher_series");
const NUMBER = position(journal, "voucher_number");
const DEBIT = position(journal, "debit");
const CREDIT = position(journal, "credit");
const SEQ = position(journal, "voucher_seq");

/** Counts the journal, and notices vouchers whose two sides differ: its rows stand by voucher. */
export function watchJournal(): Watch & { unbalanced(): { count: number; examples: string[] } } {
  let rows = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  let seq = "";
  let name = "";
  let balance: Cents = 0;
  let count = 0;
  const examples: string[] = [];
  const settle = () => {
    if (isZero(balance)) return;
    count++;
    if (examples.length < MAX_EXAMPLES) examples.push(textOfBytes(name).trim());
  };
  return {
    block(block) {
      const fields = new Fields(block);
      let seqAt: number;
      do {
        const debitAt = fields.skip(fields.row, DEBIT);
        const creditAt = fields.skip(debitAt, CREDIT - DEBIT);
        seqAt = fields.skip(creditAt, SEQ - CREDIT);
        const rowSeq = fields.field(seqAt);
        if (rowSeq !== seq) {
          settle();
          seq = rowSeq;
          name = voucherName(
            fields.field(fields.skip(fields.row, SERIES)),
            fields.field(fields.skip(fields.row, NUMBER)),
          );
          balance = 0;
        }
        const d = cents(fields.field(debitAt));
        const c = cents(fields.field(creditAt));
        rows++;
        debit = add(debit, d);
        credit = add(credit, c);
        balance = add(balance, subtract(d, c));
      } while (fields.next(seqAt));
    },
    totals: () => totals(rows, debit, credit),
    unbalanced() {
      settle();
      balance = 0;
      return { count, examples };
    },
  };
}

/** Counts all rows of the general ledger, and the amounts of its movements. */
export function watchGeneralLedger(): Watch {
  let rows = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  return {
    block(block) {
      const fields = new Fields(block);
      let end: number;
      do {
        rows++;
        end = fields.skip(fields.row, at.row);
        if (fields.field(end) !== "movement") continue;
        const debitAt = fields.skip(end, at.debit - at.row);
        end = fields.skip(debitAt, at.credit - at.debit);
        debit = add(debit, cents(fields.field(debitAt)));
        credit = add(credit, cents(fields.field(end)));
      } while (fields.next(end));
    },
    totals: () => totals(rows, debit, credit),
  };
}
