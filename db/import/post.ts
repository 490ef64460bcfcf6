import type pg from "pg";
import type { FileHead } from "./books.ts";
import { insertObjectBalances } from "./post-object-balances.ts";
import type { Problems } from "./problems.ts";
import { giveNumbers } from "./voucher-numbers.ts";
import type { BookedYear } from "./years.ts";

/** Lays out the years for the statements that follow; a voucher dated outside all of them goes to the file's own year. */
async function layOutYears(client: pg.Client, companyId: string, years: BookedYear[]): Promise<void> {
  await client.query(
    "create temp table import_years (company_id uuid, no int, id uuid, starts_on date, ends_on date, had_vouchers boolean, base bigint) on commit drop",
  );
  for (const [i, y] of years.entries())
    await client.query("insert into import_years values ($1, $2, $3, $4, $5, $6, $7)", [
      companyId,
      y.no,
      y.id,
      y.startsOn,
      y.endsOn,
      y.hadVouchers,
      // Below every ord of the file, and apart from the other years'.
      -10_000_000_000 * (i + 1),
    ]);
  await client.query(
    `alter table staged_vouchers add column year_id uuid;
     update staged_vouchers v set year_id = coalesce(
       (select y.id from import_years y where v.date between y.starts_on and y.ends_on limit 1),
       (select y.id from import_years y where y.no = 0))`,
  );
}

/** A voucher's number is its name in its year: one that is there must not come a second time. */
async function refuseKnownNumbers(client: pg.Client, problems: Problems): Promise<void> {
  const { rows } = await client.query(
    `select s.line, s.series, s.number from staged_vouchers s join import_years y on y.id = s.year_id and y.had_vouchers
      where s.number <> '' and exists (select from ledger.vouchers v
        where v.company_id = y.company_id and v.financial_year_id = y.id and v.series = s.series and v.number = s.number)
      order by s.ord`,
  );
  for (const { line, series, number } of rows as { line: number; series: string; number: string }[])
    problems.refuse(
      "voucher_already_there",
      `line ${line}, voucher series ${series || "(none)"} number ${number}`,
      "The ledger already has a voucher of this series and number in this year.",
      "Take the voucher out of the file, or give it a number of its own.",
    );
}

/**
 * Vouchers added to a year that has some (4I) take their places among them by date. `seq` is part of the keys, so the year's rows
 * are taken out, ordered anew with the added ones, and put back by `insertVouchers`; on one day the older come first.
 */
async function takeOutVouchers(client: pg.Client): Promise<void> {
  await client.query(
    `create temp table taken_documents on commit drop as
       select d.company_id, y.base + d.voucher_seq as ord, d.document_id
         from ledger.voucher_documents d join import_years y on y.company_id = d.company_id and y.id = d.financial_year_id and y.had_vouchers;
     insert into staged_vouchers (ord, series, number, date, posting_date, text, source, kind, year_id)
       select y.base + v.seq, v.series, v.number, v.date, v.posting_date, v.text, v.source, v.kind, y.id
         from ledger.vouchers v join import_years y on y.company_id = v.company_id and y.id = v.financial_year_id and y.had_vouchers;
     insert into staged_lines
       select y.base + l.voucher_seq, l.line_no, l.account_number, l.debit, l.credit, l.text, l.currency, l.currency_amount,
              l.exchange_rate, l.tax_code, l.tax_base, l.tax_amount, l.quantity, l.party_kind, l.party_number, l.dimensions
         from ledger.voucher_lines l join import_years y on y.company_id = l.company_id and y.id = l.financial_year_id and y.had_vouchers;
     delete from ledger.voucher_documents d using import_years y where d.company_id = y.company_id and d.financial_year_id = y.id and y.had_vouchers;
     delete from ledger.voucher_lines l using import_years y where l.company_id = y.company_id and l.financial_year_id = y.id and y.had_vouchers;
     delete from ledger.vouchers v using import_years y where v.company_id = y.company_id and v.financial_year_id = y.id and y.had_vouchers`,
  );
}

async function insertVouchers(client: pg.Client, companyId: string): Promise<void> {
  await client.query(
    `set local work_mem = '64MB';
     create temp table staged_order on commit drop as
       select ord, year_id, (row_number() over (partition by year_id order by date, ord))::int as seq from staged_vouchers;
     analyze staged_order`,
  );
  await client.query(
    `insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date, posting_date, text, source, kind)
       select $1, o.year_id, o.seq, v.series, v.number, v.date, v.posting_date, v.text, v.source, v.kind
         from staged_vouchers v join staged_order o on o.ord = v.ord`,
    [companyId],
  );
  // Each line's foreign key is checked by a plan made now: without statistics it takes the index on series and number, and reads the
  // whole year for every line.
  await client.query("analyze ledger.vouchers");
  await client.query(
    `insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit, text,
              currency, currency_amount, exchange_rate, tax_code, tax_base, tax_amount, quantity, party_kind, party_number, dimensions)
       select $1, o.year_id, o.seq, l.line_no, l.account_number, l.debit, l.credit, l.text, l.currency, l.currency_amount,
              l.exchange_rate, l.tax_code, l.tax_base, l.tax_amount, l.quantity, l.party_kind, l.party_number, l.dimensions
         from staged_lines l join staged_order o on o.ord = l.ord`,
    [companyId],
  );
}

/**
 * A file that adds vouchers only (4I) fills in accounts that were not declared and leaves the others as they are. A file with balances
 * sets them, in a year without vouchers also over those of an earlier file; the year of another file's vouchers keeps its own.
 */
async function insertAccounts(client: pg.Client, content: FileHead["content"], problems: Problems): Promise<void> {
  const differing = await client.query(
    `select b.number, b.opening, a.opening_balance as stored, y.had_vouchers, y.starts_on::text, y.ends_on::text
       from staged_balances b join import_years y on y.no = b.year_no
       join ledger.accounts a on a.company_id = y.company_id and a.financial_year_id = y.id and a.number = b.number
      where a.opening_balance <> b.opening order by b.number`,
  );
  for (const row of differing.rows as Record<string, string>[]) {
    const place = `account ${row.number}, financial year ${row.starts_on}..${row.ends_on}`;
    const message = `The opening balance is ${row.opening} here and ${row.stored} in the ledger.`;
    if (row.had_vouchers)
      problems.refuse(
        "opening_balance_differs",
        place,
        message,
        "Find out which is right; import only the file that has it.",
      );
    else problems.warn("balance_replaced", place, message, "This file's balance replaced the earlier one.");
  }
  const keep = content === "additions";
  await client.query(
    `insert into ledger.accounts as a (company_id, financial_year_id, number, name, type, standard_code, opening_balance, declared_closing_balance)
       select y.company_id, y.id, s.number, s.name, s.type, s.standard_code, coalesce(b.opening, 0), b.closing
         from (select distinct on (number) * from staged_accounts order by number, ord desc) s
         cross join import_years y
         left join staged_balances b on b.year_no = y.no and b.number = s.number
     on conflict (company_id, financial_year_id, number) do update
        set name = excluded.name, type = excluded.type, standard_code = coalesce(excluded.standard_code, a.standard_code), declared = true
        ${keep ? "where not a.declared" : ", opening_balance = excluded.opening_balance, declared_closing_balance = coalesce(excluded.declared_closing_balance, a.declared_closing_balance)"}`,
  );
}

/** Accounts that vouchers or balances use and nothing declares get a row that says so. */
async function insertUndeclaredAccounts(client: pg.Client, problems: Problems): Promise<void> {
  const { rows } = await client.query(
    `with used as (
       select y.company_id, y.id, l.account_number as number, min(v.line) as line, null::numeric as opening, null::numeric as closing
         from staged_lines l join staged_vouchers v on v.ord = l.ord join import_years y on y.id = v.year_id group by 1, 2, 3
       union all
       select y.company_id, y.id, b.number, null, b.opening, b.closing from staged_balances b join import_years y on y.no = b.year_no
       union all
       select y.company_id, y.id, o.number, null, null, null from staged_object_balances o join import_years y on y.no = o.year_no
     ), missing as (
       select u.company_id, u.id, u.number, min(u.line) as line, max(u.opening) as opening, max(u.closing) as closing from used u
        where not exists (select from ledger.accounts a where a.company_id = u.company_id and a.financial_year_id = u.id and a.number = u.number)
        group by 1, 2, 3
     ), made as (
       insert into ledger.accounts (company_id, financial_year_id, number, name, type, opening_balance, declared_closing_balance, declared)
         select company_id, id, number, number, 'unknown', coalesce(opening, 0), closing, false from missing
     )
     select number, min(line) as line from missing group by number order by number`,
  );
  for (const { number, line } of rows as { number: string; line: number | null }[])
    problems.warn(
      "undeclared_account",
      line === null ? `account ${number}` : `account ${number}, first used by the voucher on line ${line}`,
      `Account ${number} is used, but not in the chart of accounts.`,
      "Add it to the chart of accounts of the product that wrote the file; here its number stands for its name.",
    );
}

async function insertRegisters(
  client: pg.Client,
  companyId: string,
  usedDimensions: ReadonlySet<string>,
  problems: Problems,
): Promise<void> {
  const { rows } = await client.query(
    `select code from unnest($2::text[]) code where not exists (select from staged_dimensions s where s.code = code.code)
        and not exists (select from ledger.dimensions d where d.company_id = $1 and d.code = code.code) order by 1`,
    [companyId, [...usedDimensions]],
  );
  for (const { code } of rows as { code: string }[]) {
    await client.query("insert into ledger.dimensions (company_id, code, name) values ($1, $2, $2)", [companyId, code]);
    problems.warn(
      "undeclared_dimension",
      `dimension ${code}`,
      `Dimension ${code} is used, but not declared.`,
      "Declare it in the product that wrote the file; here its code stands for its name.",
    );
  }
  await client.query(
    `insert into ledger.dimensions (company_id, code, name, parent_code)
       select distinct on (code) $1::uuid, code, name, parent_code from staged_dimensions order by code, ord desc
     on conflict (company_id, code) do update set name = excluded.name, parent_code = excluded.parent_code`,
    [companyId],
  );
  await client.query(
    `insert into ledger.dimension_values (company_id, dimension_code, code, name)
       select distinct on (dimension_code, code) $1::uuid, dimension_code, code, name from staged_dimension_values order by dimension_code, code, ord desc
     on conflict (company_id, dimension_code, code) do update set name = excluded.name`,
    [companyId],
  );
  await client.query(
    `insert into ledger.tax_codes (company_id, code, description, rate, country, standard_code)
       select distinct on (code) $1::uuid, code, description, rate, country, standard_code from staged_tax_codes order by code, effective_from desc nulls last, ord desc
     on conflict (company_id, code) do update
        set description = excluded.description, rate = excluded.rate, country = excluded.country, standard_code = excluded.standard_code`,
    [companyId],
  );
  const repeated = await client.query(
    "select code, count(*) as times from staged_tax_codes group by code having count(*) > 1 order by code",
  );
  for (const { code, times } of repeated.rows as { code: string; times: string }[])
    problems.warn(
      "tax_code_repeated",
      `tax code ${code}`,
      `Tax code ${code} is declared ${times} times.`,
      "The ledger holds the declaration that took effect last; the vouchers' own tax amounts are as they were.",
    );
  const party =
    "name, business_id, vat_number, street, postal_code, city, country, account_number, opening_balance, closing_balance";
  await client.query(
    `insert into ledger.parties (company_id, kind, number, ${party})
       select distinct on (kind, number) $1::uuid, kind, number, ${party} from staged_parties order by kind, number, ord desc
     on conflict (company_id, kind, number) do update set (${party}) = row(${party
       .split(", ")
       .map((c) => `excluded.${c}`)
       .join(", ")})`,
    [companyId],
  );
}

/**
 * Books what was staged, in the caller's transaction. The staged tables must be complete.
 * @param problems gets what only the whole file and the ledger together show; the caller decides what that means
 */
export async function post(
  client: pg.Client,
  companyId: string,
  head: FileHead,
  years: BookedYear[],
  usedDimensions: ReadonlySet<string>,
  problems: Problems,
): Promise<void> {
  await layOutYears(client, companyId, years);
  const adds = years.some((y) => y.hadVouchers) && head.content === "additions";
  if (adds) {
    await refuseKnownNumbers(client, problems);
    if (problems.refusalCount > 0) return;
  }
  await giveNumbers(client, years, problems);
  await insertRegisters(client, companyId, usedDimensions, problems);
  await insertAccounts(client, head.content, problems);
  await insertUndeclaredAccounts(client, problems);
  await insertObjectBalances(client, problems);
  if (problems.refusalCount > 0) return;
  if (adds) await takeOutVouchers(client);
  await insertVouchers(client, companyId);
  if (adds)
    await client.query(
      `insert into ledger.voucher_documents (company_id, financial_year_id, voucher_seq, document_id)
         select d.company_id, o.year_id, o.seq, d.document_id from taken_documents d join staged_order o on o.ord = d.ord`,
    );
}
