import type { ParsedScopeInput, ScopeInput } from "./scope-input.ts";
import type { ArchivePart, RecordMaterial, RetentionBasis } from "./types.ts";

/** A row of what ledger.scope_facts tells; `record_year` and `records` may come as text. */
export type FactRow = {
  fact: string;
  financial_year_id: string | null;
  basis: string | null;
  day: string | null;
  until: string | null;
  employee_number: string | null;
  record_year: string | number | null;
  records: string | number;
};

type BareYear = { id: string; startsOn: string; endsOn: string; closedOn: string | null };

export type ScopeFacts = {
  years: ParsedScopeInput["years"];
  employees: ParsedScopeInput["employees"];
  records: ParsedScopeInput["records"];
  /** Documents of hours or holidays that name no employee or no year: nobody can say when their periods end, so they are out. */
  undated: number;
};

const recordFacts: Record<string, RecordMaterial> = {
  working_time: "working_time_records",
  holidays: "holiday_records",
  "documents:working_time_record": "working_time_records",
  "documents:holiday_record": "holiday_records",
};

/**
 * The facts as `decideScope` takes them. Hours and their documents of one employee and year are one record. Pure.
 * @param part of the archive: the payroll's has to do with marks of its own vouchers alone
 */
export function scopeFacts(years: readonly BareYear[], rows: readonly FactRow[], part: ArchivePart): ScopeFacts {
  const mark = part === "payroll" ? "payroll_mark" : "mark";
  const records = new Map<string, NonNullable<ScopeInput["records"]>[number]>();
  let undated = 0;
  for (const row of rows) {
    const material = recordFacts[row.fact];
    if (!material) continue;
    if (row.employee_number === null || row.record_year === null) {
      undated += Number(row.records);
      continue;
    }
    const record = { employeeNumber: row.employee_number, material, recordYear: Number(row.record_year) };
    records.set(Object.values(record).join("\u0000"), record);
  }
  return {
    years: years.map((year) => ({
      ...year,
      marks: rows
        .filter((row) => row.fact === mark && row.financial_year_id === year.id)
        .map((row) => ({
          basis: row.basis as RetentionBasis,
          startsOn: row.day!,
          vouchers: Number(row.records),
        })),
    })),
    employees: rows
      .filter((row) => row.fact === "employee")
      .map((row) => ({ number: row.employee_number!, employedFrom: row.day!, employedUntil: row.until })),
    records: [...records.values()],
    undated,
  };
}
