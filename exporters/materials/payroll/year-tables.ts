import type { YearDecision } from "../../law/scope.ts";
import { keptVouchersSql } from "../kept-vouchers.ts";
import type { PayrollTable } from "./payroll-table.ts";

const employee = [
  {
    name: "employee",
    type: "string",
    sql: "p.employee_number",
    description: "Employee number; employees.csv has the name.",
  },
  { name: "paid_on", type: "date", sql: "p.paid_on", description: "The day of payment." },
] as const;

/** One row for each payslip, with the sums that its lines give. */
export const payslips: PayrollTable = {
  name: "payslips",
  material: "payslips",
  title: "Payslips",
  description: "Each payslip of the financial year: pay, tax and what was paid out.",
  columns: [
    ...employee,
    {
      name: "period_starts",
      type: "date",
      sql: "p.period_starts_on",
      description: "First day of the pay period; empty when the source tells none.",
    },
    {
      name: "period_ends",
      type: "date",
      sql: "p.period_ends_on",
      description: "Last day of the pay period; empty when the source tells none.",
    },
    { name: "gross", type: "number", total: true, sql: "p.gross", description: "Gross pay." },
    { name: "withheld_tax", type: "number", total: true, sql: "p.withheld_tax", description: "Tax withheld." },
    { name: "net", type: "number", total: true, sql: "p.net", description: "What was paid out." },
    {
      name: "file_sha256",
      type: "string",
      sql: "d.sha256",
      description: "SHA-256 of the payslip's file; attachments.csv says where it is. Empty without one.",
    },
  ],
  from: `from ledger.payslips p left join ledger.documents d on d.id = p.document_id and d.company_id = $company
   where p.company_id = $company and p.financial_year_id = $year
   order by p.employee_number collate "C", p.paid_on`,
  primaryKey: ["employee", "paid_on"],
};

/** The payroll ledger itself (palkkakirjanpito): every line of every payslip. */
export const payrollLedger: PayrollTable = {
  name: "payroll-ledger",
  material: "payroll_ledger",
  title: "Payroll ledger",
  description:
    "Every line of the financial year's payslips. Amounts are positive; the kind says whether it is paid, withheld or the employer's own.",
  columns: [
    ...employee,
    { name: "line", type: "integer", sql: "l.line_no", description: "The line on the payslip." },
    {
      name: "kind",
      type: "string",
      sql: "l.kind",
      description: "pay, benefit, tax, employee_contribution, deduction or employer_contribution.",
    },
    { name: "name", type: "string", sql: "l.name", description: "As the payslip calls it." },
    {
      name: "quantity",
      type: "number",
      decimals: 4,
      sql: "l.quantity",
      description: "Hours, days or pieces; empty when there is none.",
    },
    {
      name: "unit_price",
      type: "number",
      decimals: 4,
      sql: "l.unit_price",
      description: "Price of one; empty when there is none.",
    },
    { name: "amount", type: "number", sql: "l.amount", description: "Amount." },
  ],
  from: `from ledger.payslips p join ledger.payslip_lines l
      on l.company_id = p.company_id and l.employee_number = p.employee_number and l.paid_on = p.paid_on
   where p.company_id = $company and p.financial_year_id = $year
   order by p.employee_number collate "C", p.paid_on, l.line_no`,
  primaryKey: ["employee", "paid_on", "line"],
  foreignKeys: [{ fields: ["employee", "paid_on"], table: "payslips", reference: ["employee", "paid_on"] }],
};

const sumOf = (kind: string) => `coalesce(l.${kind}, 0)::numeric(24,2)`;

/** What each employee earned in the year (palkkakortti). */
export const payrollTotals: PayrollTable = {
  name: "payroll-totals",
  material: "payroll_ledger",
  title: "Payroll by employee",
  description: "Each employee's sums of the financial year, by kind of payslip line.",
  columns: [
    { name: "employee", type: "string", sql: "p.employee_number", description: "Employee number." },
    { name: "payslips", type: "integer", sql: "p.payslips", description: "How many payslips." },
    { name: "gross", type: "number", total: true, sql: "p.gross", description: "Gross pay." },
    { name: "withheld_tax", type: "number", total: true, sql: "p.withheld_tax", description: "Tax withheld." },
    {
      name: "employee_contributions",
      type: "number",
      total: true,
      sql: sumOf("employee_contribution"),
      description: "The employee's share of insurance contributions.",
    },
    { name: "benefits", type: "number", total: true, sql: sumOf("benefit"), description: "Benefits in kind." },
    { name: "deductions", type: "number", total: true, sql: sumOf("deduction"), description: "Other deductions." },
    { name: "net", type: "number", total: true, sql: "p.net", description: "What was paid out." },
    {
      name: "employer_contributions",
      type: "number",
      total: true,
      sql: sumOf("employer_contribution"),
      description: "The employer's own contributions.",
    },
  ],
  from: `from (select employee_number, count(*) as payslips, sum(gross) as gross, sum(withheld_tax) as withheld_tax, sum(net) as net
             from ledger.payslips where company_id = $company and financial_year_id = $year group by 1) p
   left join (select l.employee_number, ${["employee_contribution", "benefit", "deduction", "employer_contribution"]
     .map((kind) => `sum(l.amount) filter (where l.kind = '${kind}') as ${kind}`)
     .join(", ")}
                from ledger.payslip_lines l join ledger.payslips s
                  on s.company_id = l.company_id and s.employee_number = l.employee_number and s.paid_on = l.paid_on
               where s.company_id = $company and s.financial_year_id = $year group by 1) l on l.employee_number = p.employee_number
   order by p.employee_number collate "C"`,
  primaryKey: ["employee"],
};

/** The way to the books: their journal has the same series and numbers (KPL 2:6). */
export const payrollVouchers: PayrollTable = {
  name: "payroll-vouchers",
  material: "payroll_documents",
  title: "Payroll vouchers",
  description:
    "The vouchers by which payroll is in the books. Their lines are in the books' archive, under the same series and number.",
  columns: [
    { name: "voucher_series", type: "string", sql: "v.series", description: "Voucher series." },
    { name: "voucher_number", type: "string", sql: "v.number", description: "Voucher number within its series." },
    { name: "date", type: "date", sql: "v.date", description: "The voucher's date." },
    { name: "text", type: "string", sql: "v.text", description: "The voucher's text." },
    { name: "voucher_seq", type: "integer", sql: "v.seq", description: "The voucher's place in the year's journal." },
  ],
  from: `from ledger.vouchers v
   where v.company_id = $company and v.financial_year_id = $year and v.kind = 'payroll'
   order by v.seq`,
  primaryKey: ["voucher_seq"],
};

/** The same of a year: of one whose vouchers are out, those with a mark that is in. */
export const keptPayrollVouchers = (companyId: string, year: YearDecision): PayrollTable => ({
  ...payrollVouchers,
  from: payrollVouchers.from!.replace(
    "order by",
    `and ${keptVouchersSql(companyId, year, "payroll_documents")} order by`,
  ),
});
