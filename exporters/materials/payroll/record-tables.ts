import { recordColumn } from "../../formats/texts/columns/record-columns.ts";
import type { Scope } from "../../law/scope.ts";
import type { RecordMaterial } from "../../law/types.ts";
import type { PayrollTable } from "./payroll-table.ts";

/** Records that the scope takes: pairs of employee and calendar year, as two arrays for SQL. */
export function keptRecords(scope: Scope, material: RecordMaterial): [employees: string[], years: number[]] {
  const kept = scope.records.filter((record) => record.included && record.material === material);
  return [kept.map((record) => record.employeeNumber), kept.map((record) => record.recordYear)];
}

const KEPT = "unnest($2::text[], $3::integer[]) as kept(employee, year)";

/** $1 is the company; $2 and $3 are the kept pairs. */
export const workingTime: PayrollTable = {
  name: "working-time",
  material: "working_time_records",
  title: "Working time",
  description: "Hours worked, for the employees and calendar years of which the law still asks for them.",
  columns: [
    { name: "employee", type: "string", sql: "w.employee_number", text: recordColumn.employee },
    { name: "worked_on", type: "date", sql: "w.worked_on", text: recordColumn.workedOn },
    { name: "kind", type: "string", sql: "w.kind", text: recordColumn.timeKind },
    { name: "hours", type: "number", total: true, sql: "w.hours", text: recordColumn.hours },
  ],
  from: `from ledger.working_time w join ${KEPT}
      on kept.employee = w.employee_number and kept.year = extract(year from w.worked_on)::integer
   where w.company_id = $1 order by w.employee_number collate "C", w.worked_on, w.kind collate "C"`,
  primaryKey: ["employee", "worked_on", "kind"],
};

export const holidays: PayrollTable = {
  name: "holidays",
  material: "holiday_records",
  title: "Annual holidays",
  description: "Holidays earned, taken and paid instead, by the credit year in which they were earned.",
  columns: [
    { name: "employee", type: "string", sql: "h.employee_number", text: recordColumn.employee },
    { name: "credit_year_ends", type: "date", sql: "h.credit_year_ends_on", text: recordColumn.creditYearEnds },
    { name: "entry", type: "integer", sql: "h.entry_no", text: recordColumn.entry },
    { name: "kind", type: "string", sql: "h.kind", text: recordColumn.holidayKind },
    { name: "starts", type: "date", sql: "h.starts_on", text: recordColumn.holidayStarts },
    { name: "ends", type: "date", sql: "h.ends_on", text: recordColumn.holidayEnds },
    { name: "days", type: "number", sql: "h.days", text: recordColumn.days },
    { name: "pay", type: "number", sql: "h.pay", text: recordColumn.holidayPay },
  ],
  from: `from ledger.holidays h join ${KEPT}
      on kept.employee = h.employee_number and kept.year = extract(year from h.credit_year_ends_on)::integer
   where h.company_id = $1 order by h.employee_number collate "C", h.credit_year_ends_on, h.entry_no`,
  primaryKey: ["employee", "credit_year_ends", "entry"],
};

/** $1 is the company, $2 the kept years' ids, $3 the employees of kept records: nobody else's name is in the archive. */
export const employees: PayrollTable = {
  name: "employees",
  material: "payroll_ledger",
  title: "Employees",
  description: "Whose payslips or records are in this archive.",
  columns: [
    { name: "employee", type: "string", sql: "e.number", text: recordColumn.employee },
    { name: "name", type: "string", sql: "e.name", text: recordColumn.employeeName },
    { name: "employed_from", type: "date", sql: "e.employed_from", text: recordColumn.employedFrom },
    { name: "employed_until", type: "date", sql: "e.employed_until", text: recordColumn.employedUntil },
  ],
  from: `from ledger.employees e
   where e.company_id = $1 and (e.number = any ($3::text[]) or exists (
     select from ledger.payslips p where p.company_id = $1 and p.employee_number = e.number and p.financial_year_id = any ($2::uuid[])))
   order by e.number collate "C"`,
  primaryKey: ["employee"],
};
