import type { Finding } from "../../materials/completeness.ts";
import type { AccountRemarks } from "./accounts.ts";
import type { DimensionNumbers } from "./dimensions.ts";
import type { SieText } from "./text.ts";
import type { SieVouchers } from "./vouchers.ts";

/** Enough to start looking; the count beside it is of all. */
const MAX_EXAMPLES = 20;

/** What the SIE file does not hold as the books do, and what a program that reads it may refuse. */
export function sieFindings(written: {
  text: SieText;
  vouchers: SieVouchers;
  remarks: AccountRemarks;
  given: DimensionNumbers["given"];
}): Finding[] {
  const { text, vouchers, remarks, given } = written;
  const found: [code: string, count: number, message: string, examples?: readonly string[]][] = [
    [
      "sie_replaced_characters",
      text.replacedCharacters,
      "Characters that PC8 (CP437), the SIE format's character set, cannot hold, written as near as it can; the CSV files have them.",
    ],
    [
      "sie_unbalanced_vouchers",
      vouchers.unbalanced.count,
      "Vouchers that do not balance, written as booked; programs refuse to read such a SIE file.",
      vouchers.unbalanced.examples,
    ],
    [
      "sie_accounts_not_numeric",
      remarks.notNumeric.length,
      "Account numbers that are not digits alone, as the SIE format asks.",
      remarks.notNumeric,
    ],
    [
      "sie_dimensions_numbered",
      given.length,
      "Dimensions whose code is no number got one in the SIE file.",
      given.map((d) => `${d.code}: ${d.number}`),
    ],
    [
      "sie_balances_as_stated",
      remarks.asStated.length,
      "Accounts of a year without vouchers: the SIE file has the closing balances that the source states.",
      remarks.asStated,
    ],
    [
      "sie_result_account_opening",
      remarks.resultWithOpening.length,
      "Accounts of the income statement that have an opening balance; the SIE file has them among the balances.",
      remarks.resultWithOpening,
    ],
    ["sie_tax_left_out", vouchers.left.tax, "Lines with a tax code, for which SIE has no place; journal.csv has it."],
    [
      "sie_currency_left_out",
      vouchers.left.currency,
      "Lines in a foreign currency, for which SIE has no place; journal.csv has it.",
    ],
    [
      "sie_parties_left_out",
      vouchers.left.party,
      "Lines with a customer or a supplier whose SIE dimension (8, 9) the books use for something else.",
    ],
  ];
  return found
    .filter(([, count]) => count > 0)
    .map(([code, count, message, examples = []]) => ({
      code,
      message,
      count,
      ...(examples.length > 0 && { examples: examples.slice(0, MAX_EXAMPLES) }),
    }));
}
