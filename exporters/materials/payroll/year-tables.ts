import { payrollColumn } from "../../formats/texts/columns/payroll-columns.ts";
import { recordColumn } from "../../formats/texts/columns/record-columns.ts";
import { voucherColumn } from "../../formats/texts/columns/voucher-columns.ts";
import type { YearDecision } from "../../law/scope.ts";
import { keptVouchersSql } from "../kept-vouchers.ts";
import type { PayrollTable } from "./payroll-table.ts";

const employee = [
  { name: "employee", type: "string", sql: "p.employee_number", text: payrollColumn.employeeNamed },
  { name: "paid_on", type: "date", sql: "p.paid_on", text: payrollColumn.paidOn },
] as const;

/** One row for each payslip, with the sums that its lines give. */
export const payslips: PayrollTable = {
  name: "payslips",
  material: "payslips",
  title: "Payslips",
  description: "Each payslip of the financial year: pay, tax and what was paid out.",
  columns: [
    ...employee,
    { name: "period_starts", type: "date", sql: "p.period_starts_on", text: payrollColumn.periodStarts },
    { name: "period_ends", type: "date", sql: "p.period_ends_on", text: payrollColumn.periodEnds },
    { name: "gross", type: "number", total: true, sql: "p.gross", text: payrollColumn.gross },
    { name: "withheld_tax", type: "number", total: true, sql: "p.withheld_tax", text: payrollColumn.withheldTax },
    { name: "net", type: "number", total: true, sql: "p.net", text: payrollColumn.net },
    { name: "file_sha256", type: "string", sql: "d.sha256", text: payrollColumn.fileHash },
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
    { name: "line", type: "integer", sql: "l.line_no", text: payrollColumn.line },
    { name: "kind", type: "string", sql: "l.kind", text: payrollColumn.lineKind },
    { name: "name", type: "string", sql: "l.name", text: payrollColumn.lineName },
    { name: "quantity", type: "number", decimals: 4, sql: "l.quantity", text: payrollColumn.quantity },
    { name: "unit_price", type: "number", decimals: 4, sql: "l.unit_price", text: payrollColumn.unitPrice },
    { name: "amount", type: "number", sql: "l.amount", text: payrollColumn.amount },
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
    { name: "employee", type: "string", sql: "p.employee_number", text: recordColumn.employee },
    { name: "payslips", type: "integer", sql: "p.payslips", text: payrollColumn.payslips },
    { name: "gross", type: "number", total: true, sql: "p.gross", text: payrollColumn.gross },
    { name: "withheld_tax", type: "number", total: true, sql: "p.withheld_tax", text: payrollColumn.withheldTax },
    {
      name: "employee_contributions",
      type: "number",
      total: true,
      sql: sumOf("employee_contribution"),
      text: payrollColumn.employeeContributions,
    },
    { name: "benefits", type: "number", total: true, sql: sumOf("benefit"), text: payrollColumn.benefits },
    { name: "deductions", type: "number", total: true, sql: sumOf("deduction"), text: payrollColumn.deductions },
    { name: "net", type: "number", total: true, sql: "p.net", text: payrollColumn.net },
    {
      name: "employer_contributions",
      type: "number",
      total: true,
      sql: sumOf("employer_contribution"),
      text: payrollColumn.employerContributions,
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
    { name: "voucher_series", type: "string", sql: "v.series", text: voucherColumn.series },
    { name: "voucher_number", type: "string", sql: "v.number", text: voucherColumn.number },
    { name: "date", type: "date", sql: "v.date", text: voucherColumn.date },
    { name: "text", type: "string", sql: "v.text", text: voucherColumn.text },
    { name: "voucher_seq", type: "integer", sql: "v.seq", text: voucherColumn.seq },
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
