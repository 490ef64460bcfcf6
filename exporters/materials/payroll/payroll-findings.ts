import type { YearDecision } from "../../law/scope.ts";
import type { Finding } from "../completeness.ts";
import { keptVouchersSql } from "../kept-vouchers.ts";
import type { Snapshot } from "../snapshot.ts";
import { comparedReturns, hasWages } from "./payroll-counts.ts";

const MAX_EXAMPLES = 20;

/** What people should look into of a year's payroll; none of it stops the archive. Employees are named by their numbers. */
export async function payrollFindings(snapshot: Snapshot, companyId: string, year: YearDecision): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = async (code: string, message: string, sql: string) => {
    const rows = await snapshot.query(
      `select count(*) over () as n, found.example from (${sql}) found(example) order by found.example collate "C" limit ${MAX_EXAMPLES}`,
      [companyId, year.id],
    );
    if (rows.length > 0)
      findings.push({ code, message, count: Number(rows[0]!.n), examples: rows.map((row) => row.example!) });
  };
  if (year.open) findings.push({ code: "year_open", message: "The year is not closed: its payroll may still change." });
  const ofWages: typeof note = async (...finding) => {
    if (hasWages(year)) await note(...finding);
  };
  const ofYear = "p.company_id = $1 and p.financial_year_id = $2";
  const lines = `ledger.payslips p left join ledger.payslip_lines l
      on l.company_id = p.company_id and l.employee_number = p.employee_number and l.paid_on = p.paid_on where ${ofYear}
     group by p.employee_number, p.paid_on, p.gross, p.withheld_tax, p.net`;
  await ofWages(
    "payslips_without_lines",
    "Payslips of which the service has the sums alone, without lines.",
    `select p.employee_number || ' ' || p.paid_on from ${lines} having count(l.line_no) = 0`,
  );
  await ofWages(
    "payslip_lines_differ",
    "Payslips whose lines do not give the net pay.",
    `select p.employee_number || ' ' || p.paid_on from ${lines}
     having count(l.line_no) > 0 and p.net <> coalesce(sum(l.amount) filter (where l.kind = 'pay'), 0)
        - coalesce(sum(l.amount) filter (where l.kind in ('tax', 'employee_contribution', 'deduction')), 0)`,
  );
  // Some count benefits in kind into gross pay, which is right where tax is withheld from them.
  await ofWages(
    "payslip_sums_differ",
    "Payslips whose lines do not give the gross pay or the withheld tax.",
    `select p.employee_number || ' ' || p.paid_on from ${lines}
     having count(l.line_no) > 0 and (p.withheld_tax <> coalesce(sum(l.amount) filter (where l.kind = 'tax'), 0)
        or p.gross not in (coalesce(sum(l.amount) filter (where l.kind = 'pay'), 0),
                           coalesce(sum(l.amount) filter (where l.kind in ('pay', 'benefit')), 0)))`,
  );
  await ofWages(
    "paid_outside_year",
    "Payslips paid on a day outside the financial year that they are counted in.",
    `select p.employee_number || ' ' || p.paid_on from ledger.payslips p join ledger.financial_years y
        on y.company_id = $1 and y.id = $2
      where ${ofYear} and (p.paid_on < y.starts_on or p.paid_on > y.ends_on)`,
  );
  await ofWages(
    "payslips_of_other_year",
    "Payslips whose file the service has among the files of another financial year: it is kept with the payslip.",
    `select p.employee_number || ' ' || p.paid_on from ledger.payslips p join ledger.documents d
        on d.company_id = $1 and d.id = p.document_id
      where ${ofYear} and d.financial_year_id <> $2`,
  );
  await ofWages(
    "payslips_without_files",
    "Payslips without a file in the service: their content is in payslips.csv and payroll-ledger.csv.",
    `select p.employee_number || ' ' || p.paid_on from ledger.payslips p where ${ofYear} and p.document_id is null`,
  );
  await ofWages(
    "paid_outside_employment",
    "Payslips paid before the first day of employment, or for a period after the last.",
    `select p.employee_number || ' ' || p.paid_on from ledger.payslips p join ledger.employees e
        on e.company_id = p.company_id and e.number = p.employee_number
      where ${ofYear} and (p.paid_on < e.employed_from or p.period_starts_on > e.employed_until)`,
  );
  await note(
    "payroll_vouchers_without_files",
    "Payroll vouchers without a file in the service.",
    `select v.series || ' ' || v.number from ledger.vouchers v
      where v.company_id = $1 and v.financial_year_id = $2 and v.kind = 'payroll'
        and ${keptVouchersSql(companyId, year, "payroll_documents")} and not exists
        (select from ledger.voucher_documents d where d.company_id = $1 and d.financial_year_id = $2 and d.voucher_seq = v.seq)`,
  );
  await note(
    "records_of_nobody",
    "Files of working time or holidays that do not say whose they are or of which year: the law's period cannot be worked out, and they are not here.",
    `select d.id::text from ledger.documents d
      where d.company_id = $1 and d.financial_year_id = $2 and d.kind in ('working_time_record', 'holiday_record')
        and (d.employee_number is null or d.record_year is null)`,
  );
  await ofWages(
    "employer_return_differs",
    "Employer's returns whose pay or withheld tax is not what the payslips of the period come to.",
    `select r.period_starts_on || ' - ' || r.period_ends_on || ' ' || f.field || ': reported ' || f.reported || ', payslips ' || f.paid
       from ${comparedReturns} and f.reported::numeric <> f.paid`,
  );
  return findings;
}
