import { type AccountYear, closesAsStated } from "../../materials/accounts.ts";
import { totals } from "../../materials/control-totals.ts";
import { ledgerColumn as at } from "../../materials/general-ledger.ts";
import { voucherName } from "../../materials/voucher-name.ts";
import { unescapeCopy } from "../copy-text.ts";
import { add, type Cents, cents, decimal } from "../money.ts";
import { type LedgerColumn, type LedgerFrame, LedgerSheet } from "./ledger-sheet.ts";
import { printedAccounts } from "./statement-prints.ts";
import { type Printout, ROWS_PER_VOLUME } from "./volumes.ts";
import { writtenAmount } from "./written-amount.ts";

/**
 * The general ledger: each account with its opening balance, its entries with the balance after each, its sums and closing
 * balance; at the end the year's debit and credit. It takes the rows of general-ledger.csv; accounts that have neither a balance
 * nor an entry are not printed.
 */
export function generalLedgerPrintout(
  frame: LedgerFrame,
  accounts: readonly AccountYear[],
  { rowsPerVolume = ROWS_PER_VOLUME } = {},
): Printout {
  const { language, texts } = frame;
  const names = new Map(accounts.map((a) => [a.number, a.name]));
  const printed = new Set(printedAccounts(accounts).map((a) => a.number));
  const asStated = closesAsStated(accounts);
  const columns: LedgerColumn[] = [
    { title: texts.date, width: 52 },
    { title: texts.voucher, width: 70 },
    { title: texts.text, width: 209 },
    { title: texts.debit, width: 64, right: true },
    { title: texts.credit, width: 64, right: true },
    { title: texts.balance, width: 64, right: true },
  ];
  const amount = (value: string) => writtenAmount(language, value);
  let sheet: LedgerSheet;
  /** The account whose rows are being printed, between its opening and its closing row. */
  let open: { heading: string; balance: string } | null = null;
  let rows = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  /** Of the whole year, over all volumes. */
  let yearDebit: Cents = 0;
  let yearCredit: Cents = 0;
  const forward = (label: string) => open && ["", "", label, "", "", amount(open.balance)];

  return {
    open(volume) {
      sheet = new LedgerSheet(frame, texts.generalLedger, columns, volume);
      if (asStated) sheet.note(texts.asStated);
      rows = 0;
      debit = 0;
      credit = 0;
      if (open) {
        sheet.heading(continued(open.heading));
        sheet.row(forward(texts.broughtForward)!, { bold: true });
      }
      sheet.carried = (label) => open && { cells: forward(label)!, heading: continued(open.heading) };
      return sheet.pdf;
    },
    // An account begins on a new volume rather than end on it, where the volume is nearly full.
    breaksBefore: (fields, count) => fields[at.row] === "opening" && count >= rowsPerVolume * 0.8,
    row(fields) {
      const { regular } = sheet.pdf;
      const kind = fields[at.row];
      const balance = fields[at.balance]!;
      if (kind === "movement") {
        const [d, c] = [fields[at.debit]!, fields[at.credit]!];
        sheet.row([
          frame.day(fields[at.date]!),
          unescapeCopy(voucherName(fields[at.series]!, fields[at.number]!)),
          unescapeCopy(fields[at.text]!),
          d === "0.00" && c !== "0.00" ? "" : regular.once(amount(d)),
          c === "0.00" ? "" : regular.once(amount(c)),
          regular.once(amount(balance)),
        ]);
        if (open) open.balance = balance;
        rows++;
        debit = add(debit, cents(d));
        credit = add(credit, cents(c));
        return;
      }
      const number = unescapeCopy(fields[at.account]!);
      if (names.has(number) && !printed.has(number)) return;
      if (kind === "opening") {
        const heading = `${number} ${names.get(number) ?? ""}`.trim();
        sheet.heading(heading);
        sheet.row([frame.day(fields[at.date]!), "", texts.opening, "", "", amount(balance)]);
        open = { heading, balance };
      } else {
        open = null;
        sheet.rule();
        sheet.row(
          [
            frame.day(fields[at.date]!),
            "",
            texts.closing,
            amount(fields[at.debit]!),
            amount(fields[at.credit]!),
            amount(balance),
          ],
          { bold: true },
        );
        sheet.space();
      }
    },
    close(last) {
      if (sheet.empty) sheet.note(texts.nothing);
      if (open) sheet.row(forward(texts.carriedForward)!, { bold: true });
      yearDebit = add(yearDebit, debit);
      yearCredit = add(yearCredit, credit);
      if (!last) return;
      sheet.rule();
      sheet.row(["", "", texts.total, amount(decimal(yearDebit)), amount(decimal(yearCredit)), ""], { bold: true });
    },
    totals: () => totals(rows, debit, credit),
  };

  function continued(heading: string): string {
    return `${heading} (${texts.continued})`;
  }
}
