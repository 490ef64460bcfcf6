import type { AccountYear } from "../../materials/accounts.ts";
import { totals } from "../../materials/control-totals.ts";
import { bind } from "../../materials/table.ts";
import { voucherName } from "../../materials/voucher-name.ts";
import { unescapeCopy } from "../copy-text.ts";
import { add, type Cents, cents, decimal, subtract } from "../money.ts";
import { type LedgerColumn, type LedgerFrame, LedgerSheet } from "./ledger-sheet.ts";
import type { Printout } from "./volumes.ts";
import { writtenAmount } from "./written-amount.ts";

/** The journal's rows in the columns that are printed. */
export function printedJournal(companyId: string, yearId: string): string {
  return bind(
    `select l.voucher_seq, v.date, v.series, v.number, v.text, l.account_number, l.text, l.debit, l.credit
       from ledger.voucher_lines l
       join ledger.vouchers v on v.company_id = l.company_id and v.financial_year_id = l.financial_year_id and v.seq = l.voucher_seq
      where l.company_id = $company and l.financial_year_id = $year and v.company_id = $company and v.financial_year_id = $year
      order by l.voucher_seq, l.line_no`,
    companyId,
    yearId,
  );
}

/**
 * The journal: each voucher with its date, number and text on a row, its entries below, and the sums since the year began
 * carried from page to page and from volume to volume.
 */
export function journalPrintout(frame: LedgerFrame, accounts: readonly AccountYear[]): Printout {
  const { language, texts } = frame;
  const names = new Map(accounts.map((a) => [a.number, a.name]));
  const columns: LedgerColumn[] = [
    { title: texts.date, width: 48 },
    { title: texts.voucher, width: 64 },
    { title: texts.account, width: 42 },
    { title: texts.accountName, width: 119 },
    { title: texts.text, width: 124 },
    { title: texts.debit, width: 63, right: true },
    { title: texts.credit, width: 63, right: true },
  ];
  let sheet: LedgerSheet;
  let seq = "";
  let month = "";
  let rows = 0;
  let debit: Cents = 0;
  let credit: Cents = 0;
  const before: { rows: number; debit: Cents; credit: Cents } = { rows: 0, debit: 0, credit: 0 };
  let closed = totals(0, 0, 0);
  const sums = (label: string) => ["", "", "", "", label, written(debit), written(credit)];
  const written = (amount: Cents) => writtenAmount(language, decimal(amount));

  return {
    open(volume) {
      sheet = new LedgerSheet(frame, texts.journal, columns, volume);
      sheet.carried = (label) => ({ cells: sums(label) });
      seq = "";
      before.rows = rows;
      before.debit = debit;
      before.credit = credit;
      if (rows > 0) sheet.row(sums(texts.broughtForward), { bold: true });
      return sheet.pdf;
    },
    breaksBefore(fields) {
      return fields[0] !== seq && month !== "" && fields[1]!.slice(0, 7) > month;
    },
    row([voucher, date, series, ownNumber, voucherText, account, text, d, c]) {
      const { regular } = sheet.pdf;
      if (voucher !== seq) {
        seq = voucher!;
        if (date!.slice(0, 7) > month) month = date!.slice(0, 7);
        const name = unescapeCopy(voucherName(series!, ownNumber!));
        sheet.lead([frame.day(date!), name], unescapeCopy(voucherText!));
      }
      const number = unescapeCopy(account!);
      sheet.row([
        "",
        "",
        number,
        names.get(number) ?? "",
        text === voucherText ? "" : unescapeCopy(text!),
        d === "0.00" && c !== "0.00" ? "" : regular.once(writtenAmount(language, d!)),
        c === "0.00" ? "" : regular.once(writtenAmount(language, c!)),
      ]);
      rows++;
      debit = add(debit, cents(d!));
      credit = add(credit, cents(c!));
    },
    close(last) {
      closed = totals(rows - before.rows, subtract(debit, before.debit), subtract(credit, before.credit));
      if (rows === 0) sheet.note(texts.nothing);
      sheet.rule();
      sheet.row(sums(last ? texts.total : texts.carriedForward), { bold: true });
    },
    totals: () => closed,
  };
}
