import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";

const TAGS = ["REVO71", "UUSI90", "KELO55", "KAPY19", "LUMI64"];
const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const papers = new Map<string, string>();
beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: COMPANIES.filter(({ tag }) => TAGS.includes(tag)),
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      papers.set(sha256, bytes.toString("latin1"));
      return { sha256, bytes: bytes.length };
    },
  });
});
afterAll(() => sql.end());

const noRows = (rows: postgres.RowList<postgres.Row[]>) => expect([...rows].slice(0, 3)).toEqual([]);

test("each invoice and its payment carry the same reference, and what is left open is the account's balance", async () => {
  noRows(
    await sql`select text from ledger.voucher_lines where account_number in ('1700', '2871') and reference is null`,
  );
  noRows(
    await sql`select text from ledger.voucher_lines where account_number not in ('1700', '2871') and reference is not null`,
  );
  // Over all years, an item is paid in full or not at all.
  noRows(
    await sql`
    select company_id, reference from ledger.voucher_lines where reference is not null
     group by company_id, account_number, party_number, reference
    having sum(debit - credit) <> 0 and least(sum(debit), sum(credit)) <> 0`,
  );
  noRows(
    await sql`
    select l.due_on, v.date from ledger.voucher_lines l join ledger.vouchers v
        on (v.company_id, v.financial_year_id, v.seq) = (l.company_id, l.financial_year_id, l.voucher_seq)
     where l.reference is not null and l.due_on is distinct from case when v.series = 'PT' then null else v.date + 14 end`,
  );
});

test("a party's account is the one in the chart that its invoices are booked on", async () => {
  noRows(
    await sql`
    select p.number, p.account_number, l.account_number as booked from ledger.parties p
      join ledger.voucher_lines l on l.company_id = p.company_id and l.party_kind = p.kind and l.party_number = p.number
     where l.reference is not null and l.account_number is distinct from p.account_number`,
  );
});

test("the register of fixed assets is the balance of the asset account, year after year", async () => {
  noRows(
    await sql`
    select a.financial_year_id, a.declared_closing_balance, sum(r.closing_value) from ledger.accounts a
      join ledger.fixed_asset_years r on r.financial_year_id = a.financial_year_id
     where a.number = '1160' and a.declared_closing_balance is not null
     group by 1, 2 having sum(r.closing_value) <> a.declared_closing_balance`,
  );
  noRows(
    await sql`
    select * from ledger.fixed_asset_years where opening_value + additions - disposals - depreciation <> closing_value`,
  );
  const [sold] = await sql`
    select a.disposed_on::text, a.disposal_price, y.opening_value, y.closing_value from ledger.fixed_assets a
      join ledger.fixed_asset_years y on (y.company_id, y.asset_number) = (a.company_id, a.number) and y.disposals > 0`;
  // 6,000.00 less a quarter in each of 2019-2023: 4,500.00, 3,375.00, 2,531.25, 1,898.44 and 1,423.83 are left.
  expect(sold).toEqual({
    disposed_on: "2024-09-16",
    disposal_price: "1423.83",
    opening_value: "1423.83",
    closing_value: "0.00",
  });
});

test("some vouchers outlive their year: a hall of 2015, a site that was completed in 2021", async () => {
  const marks = await sql`
    select c.name, m.basis, m.starts_on::text as starts, min(y.ends_on)::text as oldest, count(*)::int as vouchers
      from ledger.retention_marks m join ledger.companies c on c.id = m.company_id
      join ledger.financial_years y on y.id = m.financial_year_id group by 1, 2, 3 order by 1`;
  expect([...marks]).toEqual([
    {
      name: "Asunto Oy Taruvaaran Käpytikka",
      basis: "construction_site",
      starts: "2021-10-29",
      oldest: "2019-12-31",
      vouchers: 9,
    },
    {
      name: "Revontulen Verstas Oy",
      basis: "real_estate_investment",
      starts: "2015-06-01",
      oldest: "2014-12-31",
      vouchers: 6,
    },
  ]);
});

test("every series that is used has a name, and an association's years end on 15 June", async () => {
  noRows(
    await sql`
    select distinct v.series from ledger.vouchers v left join ledger.voucher_series s
        on (s.company_id, s.financial_year_id, s.code) = (v.company_id, v.financial_year_id, v.series) where s.name is null`,
  );
  const years = await sql`
    select distinct to_char(y.ends_on, 'MM-DD') as day from ledger.financial_years y
      join ledger.companies c on c.id = y.company_id where c.name = 'Lumipallon Harrastajat ry'`;
  expect(years.map(({ day }) => day)).toEqual(["06-15"]);
});

test("a payslip's lines give its net pay, and its file shows it", async () => {
  noRows(
    await sql`
    select p.paid_on, p.net from ledger.payslips p join ledger.payslip_lines l
     using (company_id, employee_number, paid_on) group by p.company_id, p.employee_number, p.paid_on
    having sum(l.amount) filter (where l.kind = 'pay') <> p.gross
        or sum(l.amount) filter (where l.kind = 'tax') <> p.withheld_tax
        or sum(l.amount * case l.kind when 'pay' then 1 when 'employer_contribution' then 0 else -1 end) <> p.net`,
  );
  const slips = await sql`
    select p.net, d.sha256, d.employee_number, p.employee_number as of from ledger.payslips p
      join ledger.documents d on d.id = p.document_id and d.kind = 'payslip'`;
  const [all] = await sql`select count(*)::int as n from ledger.payslips`;
  expect(slips).toHaveLength(all!.n);
  for (const { net, sha256, employee_number, of } of slips) {
    expect(employee_number).toBe(of);
    const shown = net.replace(".", ",").replace(/\B(?=(\d{3})+,)/g, " ");
    expect(papers.get(sha256)).toContain(shown);
  }
});

test("hours and holidays: nobody works on holiday or after leaving, and nobody takes more than was earned", async () => {
  noRows(
    await sql`
    select w.worked_on from ledger.working_time w join ledger.holidays h using (company_id, employee_number)
     where h.kind = 'taken' and w.worked_on between h.starts_on and h.ends_on`,
  );
  noRows(
    await sql`
    select w.worked_on from ledger.working_time w join ledger.employees e
        on (e.company_id, e.number) = (w.company_id, w.employee_number)
     where w.worked_on > e.employed_until or w.worked_on < e.employed_from or w.worked_on > '2026-11-22'`,
  );
  noRows(
    await sql`
    select employee_number from ledger.holidays group by company_id, employee_number, credit_year_ends_on
    having sum(days) filter (where kind = 'earned') < coalesce(sum(days) filter (where kind <> 'earned'), 0)`,
  );
  const left = await sql`
    select e.employed_until::text as until, sum(h.days) filter (where h.kind = 'paid_instead') as paid from ledger.employees e
      join ledger.holidays h on (h.company_id, h.employee_number) = (e.company_id, e.number)
     where e.employed_until is not null group by e.company_id, e.number order by 1`;
  // Left on 31 October 2024 with the fifth week of the year before (6 days) and seven months of 2.5 days.
  expect([...left]).toEqual(expect.arrayContaining([{ until: "2024-10-31", paid: "23.50" }]));
});
