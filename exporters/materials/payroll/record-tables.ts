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
    { name: "employee", type: "string", sql: "w.employee_number", description: "Employee number." },
    { name: "worked_on", type: "date", sql: "w.worked_on", description: "The day." },
    {
      name: "kind",
      type: "string",
      sql: "w.kind",
      description: "regular, additional, overtime, sunday, on_call or night.",
    },
    { name: "hours", type: "number", total: true, sql: "w.hours", description: "Hours." },
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
    { name: "employee", type: "string", sql: "h.employee_number", description: "Employee number." },
    {
      name: "credit_year_ends",
      type: "date",
      sql: "h.credit_year_ends_on",
      description: "Last day of the holiday credit year.",
    },
    { name: "entry", type: "integer", sql: "h.entry_no", description: "Entry within the credit year." },
    { name: "kind", type: "string", sql: "h.kind", description: "earned, taken or paid_instead." },
    { name: "starts", type: "date", sql: "h.starts_on", description: "First day; empty for what was earned." },
    { name: "ends", type: "date", sql: "h.ends_on", description: "Last day; empty when there is none." },
    { name: "days", type: "number", sql: "h.days", description: "Days of holiday." },
    { name: "pay", type: "number", sql: "h.pay", description: "Holiday pay; empty when the source tells none." },
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
    { name: "employee", type: "string", sql: "e.number", description: "Employee number." },
    { name: "name", type: "string", sql: "e.name", description: "Name." },
    { name: "employed_from", type: "date", sql: "e.employed_from", description: "First day of employment." },
    {
      name: "employed_until",
      type: "date",
      sql: "e.employed_until",
      description: "Last day of employment; empty while it goes on.",
    },
  ],
  from: `from ledger.employees e
   where e.company_id = $1 and (e.number = any ($3::text[]) or exists (
     select from ledger.payslips p where p.company_id = $1 and p.employee_number = e.number and p.financial_year_id = any ($2::uuid[])))
   order by e.number collate "C"`,
  primaryKey: ["employee"],
};
