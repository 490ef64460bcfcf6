import { type AccountYear, closesAsStated } from "../../materials/accounts.ts";
import type { StatementRow, Statements } from "../../materials/statements.ts";
import { add, type Cents, decimal, isZero } from "../money.ts";
import { type LedgerColumn, type LedgerFrame, LedgerSheet } from "./ledger-sheet.ts";
import type { PdfFile } from "./pdf-file.ts";
import { writtenAmount } from "./written-amount.ts";

const ROWS_PER_TURN = 500;

/** Accounts that a trial balance shows. */
export const printedAccounts = (accounts: readonly AccountYear[]): AccountYear[] =>
  accounts.filter((a) => a.lines > 0 || !isZero(a.opening) || !isZero(a.closing));

/** The trial balance: every account with a balance or an entry, and the sums of the columns. */
export async function* trialBalancePdf(frame: LedgerFrame, accounts: readonly AccountYear[]): AsyncGenerator<Buffer> {
  const { language, texts } = frame;
  const columns: LedgerColumn[] = [
    { title: texts.account, width: 54 },
    { title: texts.accountName, width: 185 },
    { title: texts.opening, width: 71, right: true },
    { title: texts.debit, width: 71, right: true },
    { title: texts.credit, width: 71, right: true },
    { title: texts.closing, width: 71, right: true },
  ];
  const sheet = new LedgerSheet(frame, texts.trialBalance, columns);
  const sums: Cents[] = [0, 0, 0, 0];
  const cells = (amounts: readonly Cents[]) => amounts.map((a) => writtenAmount(language, decimal(a)));
  sheet.carried = (label) => ({ cells: ["", label, ...cells(sums)] });
  if (closesAsStated(accounts)) sheet.note(texts.asStated);
  let rows = 0;
  for (const a of printedAccounts(accounts)) {
    const amounts = [a.opening, a.debit, a.credit, a.closing];
    sheet.row([a.number, a.name, ...cells(amounts)]);
    for (const [i, amount] of amounts.entries()) sums[i] = add(sums[i]!, amount);
    if (++rows % ROWS_PER_TURN === 0) yield* ready(sheet.pdf);
  }
  if (rows === 0) sheet.note(texts.nothing);
  sheet.rule();
  sheet.row(["", texts.total, ...cells(sums)], { bold: true });
  sheet.pdf.end();
  yield* ready(sheet.pdf);
}

/** The income statement and the balance sheet as the ledger gives them, marked on their first page as computed. */
export async function* statementsPdf(frame: LedgerFrame, statements: Statements): AsyncGenerator<Buffer> {
  const { language, texts } = frame;
  const columns: LedgerColumn[] = [
    { title: texts.account, width: 70 },
    { title: texts.accountName, width: 353 },
    { title: texts.amount, width: 100, right: true },
  ];
  const title = `${texts.incomeStatement}, ${texts.balanceSheet.toLocaleLowerCase("und")}`;
  const sheet = new LedgerSheet(frame, `${title} (${texts.computed.toLocaleLowerCase("und")})`, columns);
  const amount = (value: Cents) => writtenAmount(language, decimal(value));
  const part = (heading: string, rows: readonly StatementRow[]) => {
    sheet.heading(heading);
    for (const row of rows) {
      if (row.level !== 2) sheet.space();
      const label = row.label[language];
      sheet.row([row.account ?? "", row.level === 2 ? `   ${label}` : label, amount(row.amount)], {
        bold: row.level < 2,
      });
    }
    sheet.space();
  };
  sheet.note(texts.computedStatements);
  if (statements.asStated) sheet.note(texts.asStated);
  part(texts.incomeStatement, statements.incomeStatement);
  part(texts.balanceSheet, statements.balanceSheet);
  if (!isZero(statements.difference)) sheet.row(["", texts.difference, amount(statements.difference)], { bold: true });
  sheet.pdf.end();
  yield* ready(sheet.pdf);
}

function* ready(pdf: PdfFile): Generator<Buffer> {
  for (let bytes = pdf.take(); bytes; bytes = pdf.take()) yield bytes;
}
