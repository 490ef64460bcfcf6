import { includes, type YearDecision } from "../../law/scope.ts";
import { keptVouchersSql } from "../kept-vouchers.ts";
import type { Snapshot } from "../snapshot.ts";

/** What the scope takes of a year's payroll, counted before anything is written; amounts as decimal text. */
export type PayrollCounts = {
  payslips: number;
  lines: number;
  employees: number;
  vouchers: number;
  gross: string;
  withheldTax: string;
  net: string;
  /** Employer's returns of the year, and how many of their figures are laid beside the payslips. */
  employer: { returns: number; figures: number };
};

/**
 * A year's figures of employer's returns that are laid beside the payslips, as an SQL table `f`: field, reported, paid, and the
 * return `r`. Vero, employer's separate report: 601 pay from which tax is withheld, 602 tax withheld. Other countries' fields
 * are not known here. Company $1 and year $2.
 */
export const comparedReturns = `ledger.tax_returns r
       join ledger.companies c on c.id = r.company_id and c.country = 'FI'
       left join lateral (select coalesce(sum(p.gross), 0) as gross, coalesce(sum(p.withheld_tax), 0) as tax
                            from ledger.payslips p
                           where p.company_id = $1 and p.paid_on between r.period_starts_on and r.period_ends_on) paid on true
       join lateral (values ('601', r.figures->>'601', paid.gross), ('602', r.figures->>'602', paid.tax)) f(field, reported, paid)
         on f.reported ~ '^-?[0-9]{1,16}([.][0-9]+)?$'
      where r.company_id = $1 and r.financial_year_id = $2 and r.kind = 'employer'`;

/** Whether what people earned in the year is in; it may have the files of vouchers alone. */
export const hasWages = (year: YearDecision): boolean => includes(year, "payslips") || includes(year, "payroll_ledger");

export async function countPayroll(snapshot: Snapshot, companyId: string, year: YearDecision): Promise<PayrollCounts> {
  const [r] = await snapshot.query(
    `select p.*, (select count(*) from ledger.payslip_lines l join ledger.payslips s
                     on s.company_id = l.company_id and s.employee_number = l.employee_number and s.paid_on = l.paid_on
                   where s.company_id = $1 and s.financial_year_id = $2 and $3) as lines,
            (select count(*) from ledger.vouchers v where v.company_id = $1 and v.financial_year_id = $2 and v.kind = 'payroll'
                and ${keptVouchersSql(companyId, year, "payroll_documents")}) as vouchers,
            (select count(*) from ledger.tax_returns where company_id = $1 and financial_year_id = $2 and kind = 'employer' and $3) as returns,
            (select count(*) from ${comparedReturns} and $3) as figures
       from (select count(*) as payslips, count(distinct employee_number) as employees,
                    coalesce(sum(gross), 0)::numeric(24,2) as gross, coalesce(sum(withheld_tax), 0)::numeric(24,2) as tax,
                    coalesce(sum(net), 0)::numeric(24,2) as net
               from ledger.payslips where company_id = $1 and financial_year_id = $2 and $3::boolean) p`,
    [companyId, year.id, hasWages(year)],
  );
  return {
    payslips: Number(r!.payslips),
    lines: Number(r!.lines),
    employees: Number(r!.employees),
    vouchers: Number(r!.vouchers),
    gross: r!.gross!,
    withheldTax: r!.tax!,
    net: r!.net!,
    employer: { returns: Number(r!.returns), figures: Number(r!.figures) },
  };
}
