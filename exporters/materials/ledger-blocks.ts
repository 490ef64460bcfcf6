import { copyRow, rowsOf } from "../formats/copy-text.ts";
import { add, type Cents, cents, decimal, subtract } from "../formats/money.ts";
import { type AccountYear, closesAsStated } from "./accounts.ts";
import { ledgerColumn as at } from "./general-ledger.ts";

/**
 * The general ledger's rows: the query's movements (COPY text, ordered by account; the balance column empty and last) with
 * running balances and an opening and a closing row for each account. Accounts without movements come where their
 * number puts them among the others of the query's order, or at the end.
 * @param accounts with sums; the closing row states what was added up here, not what was asked of the database. Of a year without
 * any movement it states what the imported file does.
 */
export async function* generalLedgerBlocks(
  movements: AsyncIterable<string>,
  accounts: readonly AccountYear[],
  year: { startsOn: string; endsOn: string },
): AsyncGenerator<string> {
  const asStated = closesAsStated(accounts);
  const waiting = new Map(accounts.map((a) => [copyRow([a.number]).slice(0, -1), a]));
  let account: string | null = null;
  let balance: Cents = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  const open = (number: string): string => {
    const known = waiting.get(number);
    waiting.delete(number);
    account = number;
    balance = known?.opening ?? 0;
    debit = 0;
    credit = 0;
    return row(number, "opening", year.startsOn, "", "", balance);
  };
  const close = (): string =>
    account === null ? "" : row(account, "closing", year.endsOn, decimal(debit), decimal(credit), balance);
  for await (const block of movements) {
    let out = "";
    for (const line of rowsOf(block)) {
      const fields = line.split("\t");
      if (fields[at.account] !== account) out += close() + open(fields[at.account]!);
      const d = cents(fields[at.debit]!);
      const c = cents(fields[at.credit]!);
      debit = add(debit, d);
      credit = add(credit, c);
      balance = add(balance, subtract(d, c));
      out += `${line}${decimal(balance)}\n`;
    }
    if (out !== "") yield out;
  }
  let out = close();
  for (const [number, { closing }] of [...waiting]) {
    out += open(number);
    if (asStated) balance = closing;
    out += close();
  }
  if (out !== "") yield out;
}

/** @param account already in COPY's text format */
function row(account: string, kind: string, date: string, debit: string, credit: string, balance: Cents): string {
  return `${[account, kind, date, "", "", debit, credit, "", "", "", decimal(balance)].join("\t")}\n`;
}
