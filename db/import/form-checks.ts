import type pg from "pg";
import { checkObjectBalances } from "./post-object-balances.ts";
import { MAX_LISTED, type Problems } from "./problems.ts";

type Row = Record<string, string>;

/** An account's opening balance and vouchers must come to what the file states; where they do not, the file contradicts itself. */
async function closingBalances(client: pg.Client, problems: Problems): Promise<void> {
  const { rows } = await client.query(
    `with movements as (
       select v.account_number as number, sum(v.debit - v.credit) as amount
         from ledger.voucher_lines v join import_years y on y.no = 0 and y.company_id = v.company_id and y.id = v.financial_year_id group by 1)
     select b.number, (b.opening + coalesce(m.amount, 0))::numeric(20, 2)::text as computed, b.closing::numeric(20, 2)::text as closing
       from staged_balances b left join movements m on m.number = b.number
      where b.year_no = 0 and b.closing is not null and b.closing <> b.opening + coalesce(m.amount, 0)
        and exists (select from movements) order by b.number`,
  );
  for (const { number, computed, closing } of rows as Row[])
    problems.warn(
      "closing_balance_differs",
      `account ${number}`,
      `The closing balance is stated as ${closing}; the opening balance and the vouchers come to ${computed}.`,
      "Find out whether vouchers are missing from the file. The ledger holds both figures.",
    );
}

async function openingBalances(client: pg.Client, problems: Problems): Promise<void> {
  const { rows } = await client.query(
    "select sum(opening)::numeric(20, 2)::text as total from staged_balances where year_no = 0 having sum(opening) <> 0",
  );
  for (const { total } of rows as Row[])
    problems.warn(
      "opening_balances_unbalanced",
      "the opening balances",
      `They come to ${total}, not to zero.`,
      "Find out which account's opening balance is missing or wrong.",
    );
}

async function voucherForm(client: pg.Client, empty: number, problems: Problems): Promise<void> {
  const doubled = await client.query(
    `select v.series, v.number, min(v.line) as line, count(*) as times
       from staged_vouchers v where v.number <> '' group by v.year_id, v.series, v.number having count(*) > 1 order by 3 limit ${MAX_LISTED + 1}`,
  );
  for (const { series, number, line, times } of doubled.rows as Row[])
    problems.warn(
      "voucher_number_repeated",
      `line ${line}, voucher series ${series || "(none)"} number ${number}`,
      `${times} vouchers have this series and number.`,
      "All were imported; a reference to the number does not tell which is meant.",
    );
  const [counts] = (
    await client.query(
      `select count(*) filter (where v.date not between y.starts_on and y.ends_on) as outside,
              min(v.line) filter (where v.date not between y.starts_on and y.ends_on) as outside_line
         from staged_vouchers v join import_years y on y.id = v.year_id where v.line is not null`,
    )
  ).rows as Row[];
  if (Number(counts!.outside) > 0)
    problems.warn(
      "voucher_outside_year",
      `line ${counts!.outside_line}`,
      `${counts!.outside} vouchers are dated outside the financial year that the file puts them in.`,
      "They were booked in that year; give another with --year if it is wrong.",
    );
  if (empty > 0)
    problems.warn("voucher_empty", "the whole file", `${empty} vouchers have no lines.`, "Nothing is booked by them.");
}

/**
 * What is poor form in a file that was posted, as warnings.
 * @param empty how many vouchers have no lines
 */
export async function checkForm(client: pg.Client, empty: number, problems: Problems): Promise<void> {
  await closingBalances(client, problems);
  await openingBalances(client, problems);
  await checkObjectBalances(client, problems);
  await voucherForm(client, empty, problems);
}
