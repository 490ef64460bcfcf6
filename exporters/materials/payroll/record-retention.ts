import type { PayrollTable } from "./payroll-table.ts";

/** The decisions on employees' records as a table; those on years are in retention-classes.csv. */
export const recordRetention: PayrollTable = {
  name: "record-retention",
  material: "working_time_records",
  title: "Retention of records",
  description: "For each employee, kind of record and calendar year: whether it is here, until when and by which rule.",
  columns: [
    { name: "employee", type: "string", description: "Employee number." },
    { name: "material", type: "string", description: "working_time_records or holiday_records." },
    {
      name: "record_year",
      type: "integer",
      description: "Calendar year of the hours, or in which the credit year ends.",
    },
    { name: "included", type: "boolean", description: "Whether it is in this archive." },
    {
      name: "retain_until",
      type: "date",
      description: "The last day on which the law asks for it, by what is known today.",
    },
    { name: "class", type: "string", description: "The length of the period." },
    { name: "citation", type: "string", description: "Paragraph." },
    { name: "rule", type: "string", description: "The rule's id in scope.json." },
    { name: "reason", type: "string", description: "required_by_law, retention_expired and so on, as in scope.json." },
    { name: "practice", type: "boolean", description: "Kept longer than the paragraph asks, because practice does." },
    { name: "note", type: "string", description: "What else to know about the rule." },
  ],
  primaryKey: ["employee", "material", "record_year"],
};
