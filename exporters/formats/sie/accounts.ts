import { type AccountYear, movedClosing } from "../../materials/accounts.ts";
import { type Cents, decimal, isZero, subtract } from "../money.ts";
import { yearNumber } from "./head.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

const KINDS: Record<string, string> = { asset: "T", liability: "S", equity: "S", expense: "K", income: "I" };

/** A year's accounts. `lines`: how many voucher lines the year has. */
export type SieYear = { accounts: readonly AccountYear[]; lines: number };

/** Accounts whose figures a reader should look at. */
export type AccountRemarks = {
  notNumeric: string[];
  /** Of a year without vouchers: the stated closing balance is not the opening balance. */
  asStated: string[];
  /** Of the income statement, and yet with an opening balance. */
  resultWithOpening: string[];
};

export const hasFigures = (a: AccountYear, closing: Cents) => !isZero(a.opening) || !isZero(closing) || a.lines > 0;

/** Nordic charts have the balance sheet in classes 1 and 2, the income statement from 3 on. */
export const isIncomeStatement = (a: AccountYear): boolean =>
  a.type === "income" || a.type === "expense" || (a.type === "unknown" && /^[3-9]/.test(a.number));

/** Without vouchers the stated balance is all that is known of the year's end. */
export const closingOf = (a: AccountYear, year: SieYear): Cents =>
  year.lines === 0 ? (a.declaredClosing ?? a.closing) : a.closing;

/**
 * The chart of accounts. An account that only an earlier year's figures or the vouchers use is declared too, as the format asks.
 * @param sru whether the standard codes are the Swedish tax forms'
 */
export function writeChart(
  records: SieRecords,
  text: SieText,
  years: readonly SieYear[],
  sru: boolean,
  remarks: AccountRemarks,
): void {
  const chart = new Map<string, AccountYear>();
  for (const [i, year] of years.entries())
    for (const a of year.accounts)
      if (!chart.has(a.number) && (i === 0 || hasFigures(a, closingOf(a, year)))) chart.set(a.number, a);
  // By code unit, which is no locale's order and the same everywhere.
  for (const number of [...chart.keys()].sort()) {
    const a = chart.get(number)!;
    const code = text.text(number);
    if (!/^\d+$/.test(number)) remarks.notNumeric.push(number);
    records
      .begin("#KONTO")
      .code(code)
      .text(text.text(a.name || number))
      .end();
    const kind = KINDS[a.type];
    if (kind) records.begin("#KTYP").code(code).code(kind).end();
    if (sru && a.standardCode) records.begin("#SRU").code(code).code(text.text(a.standardCode)).end();
  }
}

/** `#IB` and `#UB` of the balance sheet, `#RES` of the income statement; `#IB` and the year's vouchers come to `#UB`. */
export function writeBalances(
  records: SieRecords,
  text: SieText,
  years: readonly SieYear[],
  remarks: AccountRemarks,
): void {
  const figure = (label: string, year: number, number: string, amount: Cents) =>
    records.begin(label).code(yearNumber(year)).code(text.text(number)).code(decimal(amount)).end();
  const rows = years.map((year) =>
    year.accounts
      .map((a) => ({ a, closing: closingOf(a, year), result: isIncomeStatement(a) && isZero(a.opening) }))
      .filter(({ a, closing }) => hasFigures(a, closing)),
  );
  for (const [i, year] of rows.entries())
    for (const { a, result } of year) if (!result) figure("#IB", i, a.number, a.opening);
  for (const [i, year] of rows.entries())
    for (const { a, closing, result } of year) if (!result) figure("#UB", i, a.number, closing);
  for (const [i, year] of rows.entries())
    for (const { a, closing, result } of year) if (result) figure("#RES", i, a.number, closing);
  for (const { a, closing, result } of rows[0] ?? []) {
    if (!isZero(subtract(closing, movedClosing(a)))) remarks.asStated.push(a.number);
    if (!result && isIncomeStatement(a)) remarks.resultWithOpening.push(a.number);
  }
}
