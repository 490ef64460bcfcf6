import type { ControlTotals } from "./control-totals.ts";
import { type CsvReader, csvReader } from "./csv-reader.ts";
import type { Problems } from "./problems.ts";

export const PAYSLIPS = "ledger/payslips.csv";

const AMOUNTS = ["gross", "withheld_tax", "net"] as const;
export type PayslipSums = { reader: CsvReader; sums: [gross: bigint, withheldTax: bigint, net: bigint] };

/** Adds up the payslips of a payroll's archive, as its bytes pass by. */
export function payslipSums(): PayslipSums {
  const sums: PayslipSums["sums"] = [0n, 0n, 0n];
  const reader = csvReader(AMOUNTS, (row) => {
    for (const [i, text] of row.entries()) {
      if (!/^-?\d{1,16}\.\d\d$/.test(text)) return "an amount is not a decimal with two places";
      sums[i]! += BigInt(text.replace(".", ""));
    }
    return null;
  });
  return { reader, sums };
}

const cents = (decimal: string) => BigInt(decimal.replace(".", ""));

/** @param rows of the file as it was read; undefined when it could not be */
export function comparePayslips(
  stated: ControlTotals["years"][number]["payroll"],
  folder: string,
  found: PayslipSums | undefined,
  rows: number | undefined,
  problems: Problems,
): void {
  if (!stated && found) problems.error("payroll_differs", folder, "The control totals have no payroll of this year.");
  if (!stated || !found || rows === undefined) return;
  const expected = [stated.gross, stated.withheldTax, stated.net];
  if (rows !== stated.payslips)
    problems.error("payroll_differs", folder, `There are ${rows} payslips; the control totals say ${stated.payslips}.`);
  for (const [i, name] of AMOUNTS.entries())
    if (found.sums[i] !== cents(expected[i]!))
      problems.error("payroll_differs", folder, `The sum of ${name} is not the control totals' ${expected[i]}.`);
}
