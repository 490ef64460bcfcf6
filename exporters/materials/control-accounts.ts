import type { AccountYear } from "./accounts.ts";
import type { Company } from "./company.ts";
import type { Snapshot } from "./snapshot.ts";
import { isResultAccount } from "./statements.ts";

export type PartyKind = "customer" | "supplier";

/**
 * The accounts that a sub-ledger explains: those that the parties are booked on, as the source says; where it names none of
 * the year's accounts (a bank account is none), the balance sheet accounts of which at least nine lines in ten name a party of
 * the kind.
 */
export async function controlAccounts(
  snapshot: Snapshot,
  company: Company,
  accounts: readonly AccountYear[],
  kind: PartyKind,
): Promise<string[]> {
  const rows = await snapshot.query(
    `select distinct account_number as number from ledger.parties
      where company_id = $1 and kind = $2 and account_number is not null order by 1`,
    [company.id, kind],
  );
  const chart = new Set(accounts.map((a) => a.number));
  const stated = rows.map((r) => r.number!).filter((number) => chart.has(number));
  if (stated.length > 0) return stated;
  return accounts
    .filter((a) => !isResultAccount(company.country, a))
    .filter((a) => {
      const named = kind === "customer" ? a.customerLines : a.supplierLines;
      return named > 0 && named * 10 >= a.lines * 9;
    })
    .map((a) => a.number);
}

/** A list of texts as an SQL literal, for COPY, which takes no parameters. */
export const textArray = (values: readonly string[]): string =>
  `array[${values.map((v) => `'${v.replaceAll("'", "''")}'`).join(", ")}]::text[]`;
