import type pg from "pg";
import { MAX_LISTED, type Problems } from "./problems.ts";

type Row = Record<string, string>;

/** One row for each year, account and object of the file; the two figures come in records of their own, in any order. */
const STATED = `select s.year_no, s.number, s.dimension_code, s.value_code, min(s.line) as line,
        max(s.opening) as opening, max(s.closing) as closing
   from staged_object_balances s group by 1, 2, 3, 4`;

const OBJECT = "number, dimension_code, value_code";

/**
 * Books the file's balances by object in the years that it fills, as `insertAccounts` does the accounts' own. Needs the accounts to be
 * there.
 */
export async function insertObjectBalances(client: pg.Client, problems: Problems): Promise<void> {
  const twice = await client.query(
    `select min(line) as first, max(line) as line, ${OBJECT} from staged_object_balances
      group by year_no, ${OBJECT} having count(distinct opening) > 1 or count(distinct closing) > 1
      order by 2 limit ${MAX_LISTED + 1}`,
  );
  for (const r of twice.rows as Row[])
    problems.refuse(
      "object_balance_stated_twice",
      `line ${r.line}`,
      `Account ${r.number} has two different figures of the same kind on object ${r.dimension_code} ${r.value_code}; another is on line ${r.first}.`,
      "Correct the file so that each account has one figure on an object for a year.",
    );
  if (twice.rows.length > 0) return;
  const differing = await client.query(
    `select s.line, s.${OBJECT.replaceAll(", ", ", s.")}, s.opening, o.opening_balance as stored, y.had_vouchers
       from (${STATED}) s join import_years y on y.no = s.year_no
       join ledger.object_balances o on o.company_id = y.company_id and o.financial_year_id = y.id and o.account_number = s.number
        and o.dimension_code = s.dimension_code and o.value_code = s.value_code
      where o.opening_balance <> coalesce(s.opening, 0) order by s.line`,
  );
  for (const r of differing.rows as (Row & { had_vouchers: boolean })[]) {
    const message = `The opening balance of account ${r.number} on object ${r.dimension_code} ${r.value_code} is ${r.opening ?? "0"} here and ${r.stored} in the ledger.`;
    if (r.had_vouchers)
      problems.refuse(
        "opening_balance_differs",
        `line ${r.line}`,
        message,
        "Find out which is right; import only the file that has it.",
      );
    else problems.warn("balance_replaced", `line ${r.line}`, message, "This file's balance replaced the earlier one.");
  }
  await client.query(
    `insert into ledger.object_balances as o
            (company_id, financial_year_id, account_number, dimension_code, value_code, opening_balance, declared_closing_balance)
       select y.company_id, y.id, s.number, s.dimension_code, s.value_code, coalesce(s.opening, 0), s.closing
         from (${STATED}) s join import_years y on y.no = s.year_no
     on conflict (company_id, financial_year_id, account_number, dimension_code, value_code) do update
        set opening_balance = excluded.opening_balance,
            declared_closing_balance = coalesce(excluded.declared_closing_balance, o.declared_closing_balance)`,
  );
}

/** An object's opening balance and the lines on it must come to what the file states; where they do not, the file contradicts itself. */
export async function checkObjectBalances(client: pg.Client, problems: Problems): Promise<void> {
  const { rows } = await client.query(
    `with pairs as (
       select l.account_number, p.dimension_code, p.value_code, sum(l.amount) as amount
         from (select v.account_number, v.dimensions, sum(v.debit - v.credit) as amount
                 from ledger.voucher_lines v join import_years y on y.no = 0 and y.company_id = v.company_id and y.id = v.financial_year_id
                group by 1, 2) l,
              lateral (select distinct pair ->> 0 as dimension_code, pair ->> 1 as value_code from jsonb_array_elements(l.dimensions) pair) p
        group by 1, 2, 3)
     select s.line, s.${OBJECT.replaceAll(", ", ", s.")}, s.closing::numeric(20, 2)::text as closing,
            (coalesce(s.opening, 0) + coalesce(m.amount, 0))::numeric(20, 2)::text as computed
       from (${STATED}) s
       left join pairs m on m.account_number = s.number and m.dimension_code = s.dimension_code and m.value_code = s.value_code
      where s.year_no = 0 and s.closing <> coalesce(s.opening, 0) + coalesce(m.amount, 0)
        and exists (select from ledger.voucher_lines v join import_years y on y.no = 0 and y.company_id = v.company_id and y.id = v.financial_year_id)
      order by s.line limit ${MAX_LISTED + 1}`,
  );
  for (const r of rows as Row[])
    problems.warn(
      "object_closing_balance_differs",
      `line ${r.line}`,
      `The closing balance of account ${r.number} on object ${r.dimension_code} ${r.value_code} is stated as ${r.closing}; its opening balance and the vouchers come to ${r.computed}.`,
      "Find out whether vouchers or their objects are missing from the file. The ledger holds both figures.",
    );
}
