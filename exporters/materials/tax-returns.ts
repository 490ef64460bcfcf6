import { taxReturnColumn } from "../formats/texts/columns/tax-return-columns.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import { type Column, selectOf, type Table } from "./table.ts";

const columns: readonly Column[] = [
  { name: "period_starts_on", type: "date", sql: "r.period_starts_on", text: taxReturnColumn.periodStarts },
  { name: "period_ends_on", type: "date", sql: "r.period_ends_on", text: taxReturnColumn.periodEnds },
  { name: "filed_on", type: "date", sql: "r.filed_on", nullable: true, text: taxReturnColumn.filedOn },
  { name: "field", type: "string", sql: "coalesce(f.field, '')", text: taxReturnColumn.field },
  { name: "amount", type: "number", sql: "f.amount", nullable: true, text: taxReturnColumn.amount },
  { name: "document_sha256", type: "string", sql: "$hash", nullable: true, text: taxReturnColumn.documentHash },
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

/** The rows of a table of returns; a return's file is named where the scope has it. */
export const taxReturnsSelect = (table: Table, companyId: string, year: YearDecision): string =>
  selectOf(table, companyId, year.id).replace("$hash", () =>
    includes(year, table === vatReturns ? "vat_return_documents" : "employer_return_documents") ? "d.sha256" : "null",
  );
