import type { AccountYear } from "../../materials/accounts.ts";
import type { ObjectBalance } from "../../materials/object-balances.ts";
import { decimal, isZero } from "../money.ts";
import { closingOf, hasFigures, isIncomeStatement, type SieYear } from "./accounts.ts";
import type { DimensionNumbers } from "./dimensions.ts";
import { yearNumber } from "./head.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

/**
 * `#OIB` and `#OUB` of one year, one after the other for each account and object; `#OIB` and the rows on the object come to `#OUB`.
 * The format's list of records has both for accounts of the balance sheet (SIE 4B, 6). An account of the income statement has them
 * where its source states them, as approved products do: what a record is for (11) does not forbid it, and `#PSALDO`, the record that
 * tells an object's sums by month, repeats the vouchers.
 * @param index 0 for the file's own year, 1 for the one before
 * @param portions by account, dimension and value
 */
export async function* writeObjectBalances(
  records: SieRecords,
  text: SieText,
  numbers: DimensionNumbers,
  index: number,
  year: SieYear,
  portions: AsyncIterable<readonly ObjectBalance[]>,
): AsyncGenerator<string> {
  const accounts = new Map(year.accounts.map((a) => [a.number, a]));
  for await (const portion of portions) {
    for (const balance of portion) {
      const account = accounts.get(balance.account);
      if (!account || !isDeclared(account, year, index)) continue;
      const { opening } = balance;
      const closing = year.lines === 0 ? (balance.declaredClosing ?? balance.closing) : balance.closing;
      const result = isIncomeStatement(account) && isZero(account.opening);
      if (result && isZero(opening) && balance.declaredClosing === null && year.lines > 0) continue;
      const figure = (label: string, amount: typeof opening) =>
        records
          .begin(label)
          .code(yearNumber(index))
          .code(text.text(balance.account))
          .objects([numbers.of(balance.dimension), text.text(balance.value)])
          .code(decimal(amount))
          .end();
      if (!isZero(opening)) figure("#OIB", opening);
      if (!isZero(opening) || !isZero(closing)) figure("#OUB", closing);
    }
    yield records.take();
  }
}

/** Of the years before, the chart has only accounts with figures. */
const isDeclared = (a: AccountYear, year: SieYear, index: number): boolean =>
  index === 0 || hasFigures(a, closingOf(a, year));
