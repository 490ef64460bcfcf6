import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { companyTags, plantedSecrets } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";

/** A document store in memory that counts what it was asked to keep. */
function memoryStore() {
  const stored = new Map<string, Buffer>();
  const storeDocument = async (bytes: Buffer) => {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    stored.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  };
  return { stored, storeDocument };
}

const [database, twin] = [await testDatabase(), await testDatabase()];
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const twinSql = postgres(twin.ownerUrl, { max: 1, onnotice: () => {} });
const store = memoryStore();
const noRows = (rows: postgres.RowList<postgres.Row[]>) => expect([...rows].slice(0, 3)).toEqual([]);

beforeAll(async () => {
  await seedDemoLedger({ ownerUrl: database.ownerUrl, storeDocument: store.storeDocument });
});
afterAll(async () => {
  await sql.end();
  await twinSql.end();
});

async function fingerprints(of: postgres.Sql) {
  const tables =
    await of`select relname as name from pg_class where relnamespace = 'ledger'::regnamespace and relkind = 'r' order by 1`;
  const entries: [string, string][] = [];
  for (const { name } of tables) {
    const [row] = await of.unsafe(
      `select md5(coalesce(string_agg(md5(t::text), '' order by t::text collate "C"), '')) as md5 from ledger.${name} t`,
    );
    entries.push([name, row!.md5]);
  }
  return Object.fromEntries(entries);
}

test("a dozen companies of eight legal forms, between 60,000 and 100,000 lines, one with some 40,000", async () => {
  const companies = await sql`
    select c.name, c.legal_form, count(*)::int as lines
      from ledger.companies c join ledger.voucher_lines l on l.company_id = c.id group by c.id order by 3`;
  expect(companies).toHaveLength(12);
  expect(new Set(companies.map((company) => company.legal_form)).size).toBe(8);
  const lines = companies.map((company) => company.lines as number);
  expect(lines.reduce((a, b) => a + b)).toBeGreaterThan(60_000);
  expect(lines.reduce((a, b) => a + b)).toBeLessThan(100_000);
  expect(companies.at(-1)).toMatchObject({ name: "Kuusikummun Tukku Oy" });
  expect(Math.round(lines.at(-1)! / 10_000)).toBe(4);
  expect(lines.at(-2)).toBeLessThan(10_000);
});

test("a document store that fails half-way leaves no row", async () => {
  let kept = 0;
  const failing = async (bytes: Buffer) => {
    if (++kept > 1500) throw new Error("no space left");
    return store.storeDocument(bytes);
  };
  await expect(seedDemoLedger({ ownerUrl: twin.ownerUrl, storeDocument: failing })).rejects.toThrow("no space left");
  expect(await twinSql`select 1 from ledger.companies`).toHaveLength(0);
  expect(await twinSql`select 1 from ledger.documents`).toHaveLength(0);
});

test("loading again changes nothing, and a second try on another database gets the very same rows", async () => {
  const before = await fingerprints(sql);
  expect((await seedDemoLedger({ ownerUrl: database.ownerUrl, storeDocument: store.storeDocument })).loaded).toBe(
    false,
  );
  expect(await fingerprints(sql)).toEqual(before);
  const other = memoryStore();
  expect((await seedDemoLedger({ ownerUrl: twin.ownerUrl, storeDocument: other.storeDocument })).loaded).toBe(true);
  expect(await fingerprints(twinSql)).toEqual(before);
  expect([...other.stored.keys()].sort()).toEqual([...store.stored.keys()].sort());
});

test("every voucher balances to the cent and has lines; every line's account is in its year's chart", async () => {
  noRows(
    await sql`
    select company_id, financial_year_id, voucher_seq from ledger.voucher_lines
     group by 1, 2, 3 having sum(debit) <> sum(credit)`,
  );
  noRows(
    await sql`
    select v.series, v.number from ledger.vouchers v left join ledger.voucher_lines l
        on (l.company_id, l.financial_year_id, l.voucher_seq) = (v.company_id, v.financial_year_id, v.seq)
     where l.line_no is null`,
  );
  noRows(
    await sql`
    select distinct account_number from ledger.voucher_lines l where not exists (
      select from ledger.accounts a where (a.company_id, a.financial_year_id, a.number) = (l.company_id, l.financial_year_id, l.account_number))`,
  );
  noRows(await sql`select 1 from ledger.voucher_lines where (debit = 0) = (credit = 0) or debit < 0 or credit < 0`);
});

test("a year's closing balances are what its vouchers make of its opening balances, and open the next year", async () => {
  const moved = sql`
    select a.*, y.closed_on, y.starts_on, y.ends_on, a.opening_balance + coalesce(sum(l.debit - l.credit), 0) as closing
      from ledger.accounts a join ledger.financial_years y on y.id = a.financial_year_id
      left join ledger.voucher_lines l
        on (l.company_id, l.financial_year_id, l.account_number) = (a.company_id, a.financial_year_id, a.number)
     group by a.company_id, a.financial_year_id, a.number, y.id`;
  noRows(
    await sql`
    with moved as (${moved}) select * from moved
     where closed_on is not null and declared_closing_balance is distinct from closing`,
  );
  noRows(
    await sql`
    with moved as (${moved}) select * from moved
     where (closed_on is null) <> (declared_closing_balance is null)`,
  );
  noRows(
    await sql`
    with moved as (${moved})
    select now.company_id, now.number, earlier.closing, now.opening_balance
      from moved now join moved earlier
        on earlier.company_id = now.company_id and earlier.number = now.number and earlier.ends_on + 1 = now.starts_on
     where now.opening_balance <> case when now.number < '3000' then earlier.closing else 0 end`,
  );
  const [carried] = await sql`
    with moved as (${moved}) select count(*)::int as n from moved now join moved earlier
        on earlier.company_id = now.company_id and earlier.number = now.number and earlier.ends_on + 1 = now.starts_on
     where now.opening_balance <> 0`;
  expect(carried!.n).toBeGreaterThan(400);
  // Balance sheet accounts alone sum to nothing at the end of a closed year: the result is among them.
  noRows(
    await sql`
    with moved as (${moved}) select company_id, ends_on from moved where closed_on is not null and number < '3000'
     group by 1, 2 having sum(closing) <> 0`,
  );
});

test("years: both retention periods over for some, one company off the calendar year, one first year of 18 months, one open each", async () => {
  const years = await sql`
    select c.name, y.starts_on::text, y.ends_on::text, y.closed_on::text from ledger.financial_years y
      join ledger.companies c on c.id = y.company_id order by c.name, y.starts_on`;
  const of = (name: string) => years.filter((year) => year.name === name);
  // Ended 2015: vouchers until the end of 2021, ledgers until 2025-12-31; both before 2026-11-22. Ended 2016: ledgers until 2026-12-31.
  expect(
    of("Revontulen Verstas Oy")
      .map((year) => year.ends_on)
      .slice(0, 3),
  ).toEqual(["2014-12-31", "2015-12-31", "2016-12-31"]);
  expect(years.filter((year) => year.starts_on.slice(5) === "04-01").map((year) => year.name)).toEqual(
    Array(9).fill("Leipomo Sinipiika Ky"),
  );
  expect(of("Leipomo Sinipiika Ky").some((year) => year.ends_on === "2024-03-31")).toBe(true);
  expect(of("Uudenkuun Ohjelmistot Oy")[0]).toMatchObject({ starts_on: "2023-07-01", ends_on: "2024-12-31" });
  const open = years.filter((year) => year.closed_on === null);
  expect(open).toHaveLength(12);
  expect(open.every((year) => year.ends_on > "2026-11-22")).toBe(true);
  const [newest] = await sql`select max(date)::text as date, max(posting_date)::text as posted from ledger.vouchers`;
  expect(newest!.date <= "2026-11-22" && newest!.posted <= "2026-11-22").toBe(true);
  noRows(
    await sql`
    select v.date, y.starts_on, y.ends_on from ledger.vouchers v join ledger.financial_years y on y.id = v.financial_year_id
     where v.date not between y.starts_on and y.ends_on`,
  );
});

test("vouchers are in the order of their dates and numbered without a gap, but for the one that was planted", async () => {
  noRows(
    await sql`
    select * from (select date < lag(date) over (partition by company_id, financial_year_id order by seq) as back from ledger.vouchers) t where back`,
  );
  const gaps = await sql`
    select c.name, v.series, y.ends_on::text, v.previous + 1 as missing
      from (select *, number::int as n, lag(number::int, 1, 0) over (partition by company_id, financial_year_id, series order by seq) as previous
              from ledger.vouchers) v
      join ledger.companies c on c.id = v.company_id join ledger.financial_years y on y.id = v.financial_year_id
     where v.n <> v.previous + 1`;
  expect([...gaps]).toEqual([{ name: "Revontulen Verstas Oy", series: "OL", ends_on: "2023-12-31", missing: 7 }]);
  const series = await sql`select distinct series from ledger.vouchers order by 1`;
  expect(series.map((row) => row.series)).toEqual(["ML", "MU", "OL", "PA", "PT"]);
});

test("tax follows the law on the day: 14 % until the end of 2025, 13.5 % from 2026, and each code only in its time", async () => {
  const bread = await sql`
    select v.date::text, l.tax_code, l.tax_base, l.tax_amount from ledger.voucher_lines l join ledger.vouchers v
        on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
     where l.text in ('Joululeipä', 'Uudenvuoden leipä') order by 1`;
  expect([...bread]).toEqual([
    { date: "2025-12-31", tax_code: "M14", tax_base: "100.00", tax_amount: "14.00" },
    { date: "2026-01-01", tax_code: "M135", tax_base: "100.00", tax_amount: "13.50" },
  ]);
  const times = await sql`
    select substr(l.tax_code, 2) as code, min(v.date)::text as first, max(v.date)::text as last
      from ledger.voucher_lines l join ledger.vouchers v
        on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
     where l.tax_code is not null group by 1`;
  const of = Object.fromEntries(times.map((row) => [row.code, row]));
  expect(Object.keys(of).sort()).toEqual(["0", "10", "135", "14", "24", "255", "KV"]);
  expect(of["24"]!.last <= "2024-08-31" && of["255"]!.first >= "2024-09-01").toBe(true);
  expect(of["14"]!.last <= "2025-12-31" && of["135"]!.first >= "2026-01-01").toBe(true);
  noRows(
    await sql`
    select l.tax_code, l.tax_base, l.tax_amount from ledger.voucher_lines l join ledger.tax_codes t
        on t.company_id = l.company_id and t.code = l.tax_code
     where l.tax_amount <> round(l.tax_base * t.rate / 100, 2)`,
  );
});

test("VAT returns add up to the tax account: what was reported is what was paid", async () => {
  const [reported] =
    await sql`select count(*)::int as n, sum((figures->>'308')::numeric) as payable from ledger.tax_returns where kind = 'vat'`;
  const [paid] = await sql`
    select sum(l.debit - l.credit) as paid from ledger.voucher_lines l join ledger.vouchers v
        on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
     where l.account_number = '2939' and v.kind = 'bank'`;
  expect(reported!.n).toBeGreaterThan(300);
  expect(reported!.payable).toBe(paid!.paid);
  noRows(
    await sql`
    select figures from ledger.tax_returns where kind = 'vat' and (figures->>'308')::numeric <>
      coalesce((figures->>'301')::numeric, 0) + coalesce((figures->>'302')::numeric, 0)
      + coalesce((figures->>'303')::numeric, 0) - (figures->>'307')::numeric`,
  );
  noRows(
    await sql`
    select r.period_starts_on from ledger.tax_returns r left join ledger.documents d on d.id = r.document_id and d.kind = 'vat_return'
     where r.kind = 'vat' and d.id is null`,
  );
});

test("payslips add up to the payroll vouchers, and nobody is paid after leaving", async () => {
  noRows(
    await sql`
    with slips as (select company_id, paid_on, sum(gross) as gross, sum(net) as net, sum(withheld_tax) as tax from ledger.payslips group by 1, 2),
    booked as (
      select v.company_id, v.date, sum(l.debit) filter (where l.account_number = '5000') as gross,
             sum(l.credit) filter (where l.account_number = '1910') as net, sum(l.credit) filter (where l.account_number = '2921') as tax
        from ledger.vouchers v join ledger.voucher_lines l
          on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
       where v.series = 'PA' group by 1, 2)
    select * from slips full join booked on slips.company_id = booked.company_id and slips.paid_on = booked.date
     where (slips.gross, slips.net, slips.tax) is distinct from (booked.gross, booked.net, booked.tax)`,
  );
  noRows(
    await sql`
    select p.paid_on, e.employed_until from ledger.payslips p join ledger.employees e
        on (e.company_id, e.number) = (p.company_id, p.employee_number) where p.paid_on > e.employed_until`,
  );
  expect((await sql`select 1 from ledger.employees where employed_until is not null`).length).toBeGreaterThan(3);
});

test("financial statements show the books' own totals", async () => {
  const statements = await sql`
    select d.sha256, -sum(l.debit - l.credit) filter (where l.account_number >= '3000' and v.kind <> 'closing') as result,
           (select sum(declared_closing_balance) from ledger.accounts a
             where a.financial_year_id = d.financial_year_id and a.type = 'asset') as assets
      from ledger.documents d join ledger.voucher_lines l on l.financial_year_id = d.financial_year_id
      join ledger.vouchers v on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
     where d.kind = 'financial_statements' group by d.id`;
  const [closed] = await sql`select count(*)::int as n from ledger.financial_years where closed_on is not null`;
  expect(statements.length).toBe(closed!.n);
  const amount = (text: string, label: string) => {
    const line = text.split("\n").find((line) => line.startsWith(`(${label}`))!;
    return /(-?[\d ]+,\d\d)\) Tj/.exec(line)![1]!.replaceAll(" ", "").replace(",", ".");
  };
  for (const { sha256, result, assets } of statements) {
    const octal = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 8));
    const text = store.stored
      .get(sha256)!
      .toString("latin1")
      .replace(/\\(\d{3})/g, octal);
    expect(amount(text, "Tilikauden voitto \\(tappio\\)")).toBe(result);
    expect(amount(text, "Vastaavaa yhteensä")).toBe(assets);
    expect(amount(text, "Vastattavaa yhteensä")).toBe(assets);
  }
});

test("every document is in the store with its size; every invoice, payroll and bank voucher has one", async () => {
  const documents = await sql`select sha256, byte_size::int as size, media_type, file_name from ledger.documents`;
  for (const { sha256, size } of documents) expect(store.stored.get(sha256)?.length).toBe(size);
  expect(new Set(documents.map((document) => document.media_type))).toEqual(
    new Set(["application/pdf", "application/xml"]),
  );
  noRows(
    await sql`
    select v.series, v.number from ledger.vouchers v left join ledger.voucher_documents d
        on (d.company_id, d.financial_year_id, d.voucher_seq) = (v.company_id, v.financial_year_id, v.seq)
     where v.series <> 'MU' and d.document_id is null`,
  );
  noRows(
    await sql`select company_id, financial_year_id, file_name from ledger.documents group by 1, 2, 3 having count(*) > 1`,
  );
});

test("secrets are planted where they must not leave from, and a company's tag is in its own rows only", async () => {
  expect(plantedSecrets).toHaveLength(48);
  expect(new Set(plantedSecrets.map((secret) => secret.value)).size).toBe(48);
  for (const { table, value, companyId } of plantedSecrets) {
    const rows = await sql.unsafe(`select company_id from ledger.${table} t where t::text like $1`, [`%${value}%`]);
    expect([...rows]).toEqual([{ company_id: companyId }]);
  }
  for (const { tag, companyId } of companyTags) {
    for (const table of ["parties", "vouchers"]) {
      const rows = await sql.unsafe(
        `select company_id, count(*)::int as n from ledger.${table} t where t::text like $1 group by 1`,
        [`%${tag}%`],
      );
      const [all] = await sql.unsafe(`select count(*)::int as n from ledger.${table} where company_id = $1`, [
        companyId,
      ]);
      expect([...rows], `${tag} ${table}`).toEqual([{ company_id: companyId, n: all!.n }]);
    }
  }
});
