import { cents, decimal, isZero, subtract } from "../formats/money.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import type { AccountYear } from "./accounts.ts";
import type { Company } from "./company.ts";
import type { Finding } from "./completeness.ts";
import { hasBalances } from "./format-scope.ts";
import type { Snapshot } from "./snapshot.ts";
import { differs, type Reconciled } from "./vat-reconciliation.ts";

const MAX_EXAMPLES = 20;

/**
 * What does not agree between the ledger and what stands beside it: returns, the register of fixed assets.
 * @param vat the year's returns beside its entries
 */
export async function registerFindings(
  snapshot: Snapshot,
  company: Company,
  year: YearDecision,
  accounts: readonly AccountYear[],
  vat: readonly Reconciled[],
): Promise<Finding[]> {
  const found: [code: string, message: string, examples: string[]][] = [];
  if (includes(year, "vat_returns")) {
    const differing = vat.filter(differs);
    found.push([
      "vat_return_differs",
      "Figures of VAT returns that are not what the period's entries come to; vat-reconciliation.csv has all of them.",
      differing.map(
        (r) => `${r.startsOn} - ${r.endsOn} ${r.field}: reported ${decimal(r.reported)}, ledger ${decimal(r.ledger)}`,
      ),
    ]);
    const uncovered = vat.filter((r) => r.what === "no_return");
    found.push([
      "vat_without_return",
      "Months with tax in the entries that no VAT return in the ledger covers.",
      uncovered.map((r) => `${r.startsOn.slice(0, 7)}: ${decimal(r.ledger!)}`),
    ]);
  }
  if (includes(year, "fixed_asset_register"))
    found.push(...(await assetFindings(snapshot, company.id, year, accounts)));
  return found
    .filter(([, , examples]) => examples.length > 0)
    .map(([code, message, examples]) => ({
      code,
      message,
      count: examples.length,
      examples: examples.slice(0, MAX_EXAMPLES),
    }));
}

async function assetFindings(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  accounts: readonly AccountYear[],
): Promise<[string, string, string[]][]> {
  const assets = await snapshot.query(
    `select a.number, y.closing_value as closing from ledger.fixed_asset_years y
       join ledger.fixed_assets a on a.company_id = $1 and a.number = y.asset_number
      where y.company_id = $1 and y.financial_year_id = $2
        and y.opening_value + y.additions - y.disposals - y.depreciation <> y.closing_value
      order by a.number collate "C"`,
    [companyId, year.id],
  );
  const sums = await snapshot.query(
    `select a.account_number as account, sum(y.closing_value)::numeric(24,2) as closing from ledger.fixed_asset_years y
       join ledger.fixed_assets a on a.company_id = $1 and a.number = y.asset_number
      where y.company_id = $1 and y.financial_year_id = $2 group by 1 order by 1`,
    [companyId, year.id],
  );
  const closing = new Map(accounts.map((a) => [a.number, a.closing]));
  const differing = sums
    .map((r) => ({ account: r.account!, register: cents(r.closing!), ledger: closing.get(r.account!) ?? 0 }))
    .filter((r) => !isZero(subtract(r.register, r.ledger)));
  const compared = hasBalances(year) ? differing : [];
  return [
    [
      "asset_does_not_add_up",
      "Fixed assets whose closing value is not opening value + additions - disposals - depreciation.",
      assets.map((r) => `${r.number}: ${r.closing}`),
    ],
    [
      "asset_register_differs",
      "Accounts whose closing balance is not the sum of the register of fixed assets.",
      compared.map((r) => `${r.account}: register ${decimal(r.register)}, ledger ${decimal(r.ledger)}`),
    ],
  ];
}
