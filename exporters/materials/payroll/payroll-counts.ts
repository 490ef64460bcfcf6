import type { Snapshot } from "../snapshot.ts";

/** What the snapshot holds of a year's payroll, counted before anything is written; amounts as decimal text. */
export type PayrollCounts = {
  payslips: number;
  lines: number;
  employees: number;
  vouchers: number;
  gross: string;
  withheldTax: string;
  net: string;
};

export async function countPayroll(snapshot: Snapshot, companyId: string, yearId: string): Promise<PayrollCounts> {
  const [r] = await snapshot.query(
    `select p.*, (select count(*) from ledger.payslip_lines l join ledger.payslips s
                     on s.company_id = l.company_id and s.employee_number = l.employee_number and s.paid_on = l.paid_on
                   where s.company_id = $1 and s.financial_year_id = $2) as lines,
            (select count(*) from ledger.vouchers where company_id = $1 and financial_year_id = $2 and kind = 'payroll') as vouchers
       from (select count(*) as payslips, count(distinct employee_number) as employees,
                    coalesce(sum(gross), 0)::numeric(24,2) as gross, coalesce(sum(withheld_tax), 0)::numeric(24,2) as tax,
                    coalesce(sum(net), 0)::numeric(24,2) as net
               from ledger.payslips where company_id = $1 and financial_year_id = $2) p`,
    [companyId, yearId],
  );
  return {
    payslips: Number(r!.payslips),
    lines: Number(r!.lines),
    employees: Number(r!.employees),
    vouchers: Number(r!.vouchers),
    gross: r!.gross!,
    withheldTax: r!.tax!,
    net: r!.net!,
  };
}
