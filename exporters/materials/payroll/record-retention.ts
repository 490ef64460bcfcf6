import { recordColumn } from "../../formats/texts/columns/record-columns.ts";
import { retentionColumn } from "../../formats/texts/columns/retention-columns.ts";
import type { PayrollTable } from "./payroll-table.ts";

/** The decisions on employees' records as a table; those on years are in retention-classes.csv. */
export const recordRetention: PayrollTable = {
  name: "record-retention",
  material: "working_time_records",
  title: "Retention of records",
  description: "For each employee, kind of record and calendar year: whether it is here, until when and by which rule.",
  columns: [
    { name: "employee", type: "string", text: recordColumn.employee },
    { name: "material", type: "string", text: retentionColumn.recordMaterial },
    { name: "record_year", type: "integer", text: retentionColumn.recordYear },
    { name: "included", type: "boolean", text: retentionColumn.included },
    { name: "retain_until", type: "date", text: retentionColumn.recordRetainUntil },
    { name: "class", type: "string", text: retentionColumn.period },
    { name: "citation", type: "string", text: retentionColumn.citation },
    { name: "rule", type: "string", text: retentionColumn.rule },
    { name: "reason", type: "string", text: retentionColumn.recordReason },
    { name: "practice", type: "boolean", text: retentionColumn.practice },
    { name: "note", type: "string", text: retentionColumn.note },
  ],
  primaryKey: ["employee", "material", "record_year"],
};
