import type { Column, Table } from "./table.ts";

const columns: readonly Column[] = [
  { name: "period_starts_on", type: "date", sql: "r.period_starts_on", description: "The period's first day." },
  { name: "period_ends_on", type: "date", sql: "r.period_ends_on", description: "The period's last day." },
  {
    name: "filed_on",
    type: "date",
    sql: "r.filed_on",
    nullable: true,
    description: "The day on which it was filed, where the source tells.",
  },
  {
    name: "field",
    type: "string",
    sql: "coalesce(f.field, '')",
    description: "Code of the field on the tax authority's form; empty when the source tells no figures.",
  },
  { name: "amount", type: "number", sql: "f.amount", nullable: true, description: "What was reported in the field." },
  {
    name: "document_sha256",
    type: "string",
    sql: "d.sha256",
    nullable: true,
    description: "SHA-256 of the return as it was filed, in attachments.csv.",
  },
];

const from = (kind: "vat" | "employer") => `from ledger.tax_returns r
    left join lateral jsonb_each_text(r.figures) f(field, amount) on true
    left join ledger.documents d on d.id = r.document_id and d.company_id = $company
   where r.company_id = $company and r.financial_year_id = $year and r.kind = '${kind}'
   order by r.period_starts_on, f.field collate "C"`;

export const vatReturns: Table = {
  name: "vat-returns",
  material: "vat_returns",
  title: "VAT returns",
  description: "Every figure of the year's VAT returns, one row for each field.",
  columns,
  from: from("vat"),
};

export const employerReturns: Table = {
  name: "employer-returns",
  material: "employer_returns",
  title: "Employer's returns",
  description:
    "Every figure of the year's returns of an employer, one row for each field: sums of the company, not of anybody.",
  columns,
  from: from("employer"),
};
