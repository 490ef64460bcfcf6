import { type Cents, cents } from "../formats/money.ts";
import { accountColumn } from "../formats/texts/columns/account-columns.ts";
import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import { hasBalances } from "./format-scope.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";

/** The year's balances by object as their source states them; what the lines add to them is in the journal. */
export const objectBalances: Table = {
  name: "object-balances",
  material: "trial_balance",
  title: "Balances by dimension",
  description:
    "What of an account's balance belongs to a value of a dimension, as the source states it; the journal's lines are the movements.",
  columns: [
    { name: "account", type: "string", sql: "o.account_number", text: voucherColumn.account },
    { name: "dimension", type: "string", sql: "o.dimension_code", text: accountColumn.dimension },
    { name: "value", type: "string", sql: "o.value_code", text: accountColumn.value },
    { name: "opening_balance", type: "number", sql: "o.opening_balance", text: accountColumn.opening },
    {
      name: "declared_closing_balance",
      type: "number",
      sql: "o.declared_closing_balance",
      nullable: true,
      text: accountColumn.declaredClosing,
    },
  ],
  from: `from ledger.object_balances o where o.company_id = $company and o.financial_year_id = $year
   order by o.account_number collate "C", o.dimension_code collate "C", o.value_code collate "C"`,
  primaryKey: ["account", "dimension", "value"],
};

/** They name the dimensions' values: without the register of dimensions no file has them. */
export const hasObjectBalances = (year: YearDecision): boolean => hasBalances(year) && includes(year, "dimensions");

/** An account's year on one object: debit positive, credit negative. */
export type ObjectBalance = {
  account: string;
  dimension: string;
  value: string;
  opening: Cents;
  /** Opening balance and lines. */
  closing: Cents;
  /** As the source stated it, if it did. */
  declaredClosing: Cents | null;
};

const PORTION = 1000;

/**
 * By account and object what the source states and the year's lines add up to, in portions: as many as there are objects on accounts.
 * A line that names one object twice counts once.
 */
export async function* readObjectBalances(
  snapshot: Snapshot,
  companyId: string,
  yearId: string,
): AsyncGenerator<readonly ObjectBalance[]> {
  const portions = snapshot.cursor(
    `with moved as (
       select l.account_number, p.dimension_code, p.value_code, sum(l.amount) as amount
         from (select account_number, dimensions, sum(debit - credit) as amount from ledger.voucher_lines
                where company_id = $1 and financial_year_id = $2 and dimensions <> '[]' group by 1, 2) l,
              lateral (select distinct pair ->> 0 as dimension_code, pair ->> 1 as value_code
                         from jsonb_array_elements(l.dimensions) pair) p
        group by 1, 2, 3)
     select account_number as account, dimension_code as dimension, value_code as value,
            coalesce(o.opening_balance, 0)::numeric(24,2) as opening, o.declared_closing_balance as declared,
            (coalesce(o.opening_balance, 0) + coalesce(m.amount, 0))::numeric(24,2) as closing
       from (select * from ledger.object_balances where company_id = $1 and financial_year_id = $2) o
       full join moved m using (account_number, dimension_code, value_code)
      order by account_number collate "C", dimension_code collate "C", value_code collate "C"`,
    [companyId, yearId],
    PORTION,
  );
  for await (const rows of portions)
    yield rows.map((r) => ({
      account: r.account!,
      dimension: r.dimension!,
      value: r.value!,
      opening: cents(r.opening!),
      closing: cents(r.closing!),
      declaredClosing: r.declared == null ? null : cents(r.declared),
    }));
}
