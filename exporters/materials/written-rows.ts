import { rowsOf } from "../formats/copy-text.ts";
import { add, type Cents, cents, isZero, subtract } from "../formats/money.ts";
import { type Totals, totals } from "./control-totals.ts";
import { generalLedger } from "./general-ledger.ts";
import { journal } from "./journal.ts";
import { position } from "./table.ts";

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
    if (examples.length < MAX_EXAMPLES) examples.push(name);
  };
  return {
    block(block) {
      for (const row of rowsOf(block)) {
        const fields = row.split("\t", SEQ + 1);
        if (fields[SEQ] !== seq) {
          settle();
          seq = fields[SEQ]!;
          name = `${fields[SERIES]} ${fields[NUMBER]}`.trim();
          balance = 0;
        }
        const d = cents(fields[DEBIT]!);
        const c = cents(fields[CREDIT]!);
        rows++;
        debit = add(debit, d);
        credit = add(credit, c);
        balance = add(balance, subtract(d, c));
      }
    },
    totals: () => totals(rows, debit, credit),
    unbalanced() {
      settle();
      balance = 0;
      return { count, examples };
    },
  };
}

const ROW = position(generalLedger, "row");
const LEDGER_DEBIT = position(generalLedger, "debit");
const LEDGER_CREDIT = position(generalLedger, "credit");

/** Counts all rows of the general ledger, and the amounts of its movements. */
export function watchGeneralLedger(): Watch {
  let rows = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  return {
    block(block) {
      for (const row of rowsOf(block)) {
        const fields = row.split("\t", LEDGER_CREDIT + 1);
        rows++;
        if (fields[ROW] !== "movement") continue;
        debit = add(debit, cents(fields[LEDGER_DEBIT]!));
        credit = add(credit, cents(fields[LEDGER_CREDIT]!));
      }
    },
    totals: () => totals(rows, debit, credit),
  };
}
