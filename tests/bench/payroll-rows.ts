import { createHash } from "node:crypto";
import pg from "pg";

/** Every payslip's file: what is measured is how many there are. */
export const PAYSLIP_BYTES = Buffer.from("%PDF-1.7 a payslip");
const YEARS = [2023, 2024];

/**
 * Fills a migrated database with one company's payroll of two financial years, by SQL alone: each employee has twelve payslips a
 * year with five lines and a file each, and each month has a payroll voucher with a report.
 * Nobody else may use the database meanwhile: references between rows are not checked.
 * @param ownerUrl a role that may write every company's books
 */
export async function makePayroll(
  ownerUrl: string,
  employees: number,
): Promise<{ companyId: string; payslips: number }> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    const { rows } = await client.query(
      `insert into ledger.companies (business_id, country, name, street, postal_code, city, currency)
       values ('P' || $1, 'FI', 'Mittaus Oy', 'Testikatu 1', '00100', 'Helsinki', 'EUR') returning id`,
      [employees],
    );
    const companyId = rows[0].id as string;
    const sha256 = createHash("sha256").update(PAYSLIP_BYTES).digest("hex");
    const run = (sql: string) => client.query(sql.replaceAll(":company", `'${companyId}'::uuid`));
    const files = (select: string) =>
      run(`insert into ledger.documents (id, company_id, financial_year_id, kind, file_name, media_type, byte_size, sha256, employee_number)
        select gen_random_uuid(), :company, y.id, f.kind, f.name, 'application/pdf', ${PAYSLIP_BYTES.length}, '${sha256}', f.employee
          from ledger.financial_years y, ${select} where y.company_id = :company`);
    for (const year of YEARS)
      await run(`insert into ledger.financial_years (company_id, starts_on, ends_on, closed_on)
        values (:company, '${year}-01-01', '${year}-12-31', '${year + 1}-03-31')`);
    await run(`insert into ledger.employees (company_id, number, name, employed_from)
      select :company, i::text, 'Palkansaaja ' || i, '2020-01-01' from generate_series(1, ${employees}) i`);
    await files(`(select 'payslip' as kind, 'laskelma-' || lpad(m::text, 2, '0') || '.pdf' as name, i::text as employee
      from generate_series(1, ${employees}) i, generate_series(1, 12) m) f`);
    await files(`(select 'payroll_report' as kind, 'palkat-' || lpad(m::text, 2, '0') || '.pdf' as name, null as employee
      from generate_series(1, 12) m) f`);
    await run(`insert into ledger.payslips
        (company_id, employee_number, paid_on, financial_year_id, gross, withheld_tax, net, period_starts_on, period_ends_on, document_id)
      select :company, d.employee_number, make_date(extract(year from y.starts_on)::int, substr(d.file_name, 10, 2)::int, 25), y.id,
             3000.10, 600.05, 2400.05, make_date(extract(year from y.starts_on)::int, substr(d.file_name, 10, 2)::int, 1), null, d.id
        from ledger.documents d join ledger.financial_years y on y.id = d.financial_year_id
       where d.company_id = :company and d.kind = 'payslip'`);
    await run(`insert into ledger.payslip_lines (company_id, employee_number, paid_on, line_no, kind, name, amount)
      select :company, p.employee_number, p.paid_on, n,
             (array['pay', 'pay', 'tax', 'employee_contribution', 'employer_contribution'])[n], 'Rivi ' || n, 100.00
        from ledger.payslips p, generate_series(1, 5) n where p.company_id = :company`);
    await run(`insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date, posting_date, text, source, kind)
      select :company, y.id, m, 'PA', m::text, y.starts_on + (m - 1) * 30, y.starts_on + (m - 1) * 30, 'Palkat', '', 'payroll'
        from ledger.financial_years y, generate_series(1, 12) m where y.company_id = :company`);
    await run(`insert into ledger.voucher_documents (company_id, financial_year_id, voucher_seq, document_id)
      select :company, financial_year_id, substr(file_name, 8, 2)::int, id
        from ledger.documents where company_id = :company and kind = 'payroll_report'`);
    await client.query(
      "vacuum analyze ledger.documents, ledger.payslips, ledger.payslip_lines, ledger.employees, ledger.vouchers",
    );
    return { companyId, payslips: employees * 12 * YEARS.length };
  } finally {
    await client.end();
  }
}
