import pg from "pg";

/**
 * For the server that is filled: all of it is thrown away afterwards, so that nothing need survive a crash; and an index is
 * made by both cores from rows that are there. How rows are read is left as Postgres has it.
 */
export const loadingFlags = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=8GB",
  "checkpoint_timeout=1h",
  "maintenance_work_mem=512MB",
];

/**
 * Takes a table's indexes and keys away while `fill` works, where no other table's key needs them, and makes them again as they
 * were.
 */
async function withoutIndexes(client: pg.Client, table: string, fill: () => Promise<unknown>): Promise<void> {
  const { rows: keys } = await client.query(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint c
      where conrelid = $1::regclass and contype in ('p', 'u')
        and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)`,
    [table],
  );
  const { rows: indexes } = await client.query(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  );
  for (const { name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await fill();
  for (const { name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { definition } of indexes) await client.query(definition);
}

/**
 * Fills a migrated database with one company of about `lines` voucher lines in one financial year, by SQL alone:
 * vouchers of three or four lines each, with tax, parties and a dimension on some, as a Finnish small company has them.
 * Nobody else may use the database meanwhile: references between rows are not checked, and indexes are made last.
 * @param ownerUrl a role that may write every company's books
 * @returns the ids of the company and its year, and the exact number of lines
 */
export async function makeLedger(
  ownerUrl: string,
  lines: number,
): Promise<{ companyId: string; yearId: string; lines: number }> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const vouchers = Math.ceil(lines / 3.5);
    await client.query("set session_replication_role = replica");
    const { rows } = await client.query(
      `with c as (insert into ledger.companies (business_id, country, name, street, postal_code, city, currency)
         values ('B' || $1, 'FI', 'Mittaus Oy', 'Testikatu 1', '00100', 'Helsinki', 'EUR') returning id)
       insert into ledger.financial_years (company_id, starts_on, ends_on, closed_on)
         select id, '2024-01-01', '2024-12-31', '2025-03-31' from c returning company_id, id`,
      [lines],
    );
    const [company, year] = [rows[0].company_id, rows[0].id];
    const run = (sql: string) =>
      client.query(sql.replaceAll(":company", `'${company}'`).replaceAll(":year", `'${year}'`));
    await run(`insert into ledger.accounts (company_id, financial_year_id, number, name, type, standard_code, opening_balance)
      select :company, :year, (1000 + i * 10)::text, 'Tili ' || i, (array['asset','liability','equity','income','expense'])[1 + i % 5],
             (1000 + i)::text, case when i < 200 then 100.00 when i < 400 then -100.00 else 0 end from generate_series(0, 399) i`);
    await run(
      `insert into ledger.tax_codes values (:company, '1', 'Myynti 25,5 %', 25.5, 'FI', null), (:company, '2', 'Osto 25,5 %', 25.5, 'FI', null)`,
    );
    await run(`insert into ledger.dimensions values (:company, '1', 'Kustannuspaikka', null)`);
    await run(
      `insert into ledger.dimension_values select :company, '1', i::text, 'Paikka ' || i from generate_series(1, 20) i`,
    );
    await run(`insert into ledger.parties (company_id, kind, number, name, city, country)
      select :company, k, i::text, initcap(k) || ' ' || i, 'Tampere', 'FI' from generate_series(1, 500) i, (values ('customer'), ('supplier')) k(k)`);
    await withoutIndexes(client, "ledger.vouchers", () =>
      run(`insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date, posting_date, text, source, kind)
      select :company, :year, i, (array['ML','OL','PV'])[1 + i % 3], (1 + i / 3)::text,
             date '2024-01-01' + ((i::bigint * 365) / ${vouchers + 1})::int, date '2024-01-01' + ((i::bigint * 365) / ${vouchers + 1})::int,
             'Lasku ' || (100000 + i), '', (array['sales','purchase','bank'])[1 + i % 3] from generate_series(1, ${vouchers}) i`),
    );
    await withoutIndexes(client, "ledger.voucher_lines", () =>
      run(`insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit, text,
             tax_code, tax_base, tax_amount, party_kind, party_number, dimensions)
      select :company, :year, s, n, (1000 + 10 * ((s * 7 + n * 131) % 400))::text,
             case when n = 1 then net + vat else 0 end,
             case n when 1 then 0 when 2 then vat when 3 then case when s % 2 = 0 then net else net - 1 end else 1 end,
             case when n = 1 then 'Asiakas & kumppanit, lasku ' || (100000 + s) else 'Rivi ' || n end,
             case when n = 3 then (1 + s % 2)::text end, case when n = 3 then net end, case when n = 3 then vat end,
             case when n = 1 then (array['customer','supplier'])[1 + s % 2] end, case when n = 1 then (1 + s % 500)::text end,
             case when n = 3 then jsonb_build_array(jsonb_build_array('1', (1 + s % 20)::text)) else '[]' end
        from (select s, (2 + s * 37 % 9000)::numeric + 0.25 as net, round((s * 37 % 9000) * 0.255, 2) as vat from generate_series(1, ${vouchers}) s) v,
             generate_series(1, 4) n where n < 4 or s % 2 = 1`),
    );
    await client.query("vacuum analyze ledger.voucher_lines, ledger.vouchers, ledger.accounts, ledger.parties");
    const counted = await client.query("select count(*)::int as n from ledger.voucher_lines where company_id = $1", [
      company,
    ]);
    return { companyId: company, yearId: year, lines: counted.rows[0].n };
  } finally {
    await client.end();
  }
}
