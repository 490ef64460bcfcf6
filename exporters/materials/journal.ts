import type { Table } from "./table.ts";

/** Every entry in the order of the journal (KPL 2:4): by date, then as booked. One row per voucher line. */
export const journal: Table = {
  name: "journal",
  material: "journal",
  title: "Journal",
  description: "Every voucher line in the order of the journal: by date, then as booked.",
  columns: [
    { name: "voucher_series", type: "string", sql: "v.series", description: "Voucher series; may be empty." },
    { name: "voucher_number", type: "string", sql: "v.number", description: "Voucher number within its series." },
    { name: "date", type: "date", sql: "v.date", description: "The voucher's date." },
    { name: "account", type: "string", sql: "l.account_number", description: "Account number." },
    { name: "debit", type: "number", total: true, sql: "l.debit", description: "Debit in the company's currency." },
    { name: "credit", type: "number", total: true, sql: "l.credit", description: "Credit in the company's currency." },
    { name: "text", type: "string", sql: "l.text", description: "The line's text." },
    { name: "voucher_text", type: "string", sql: "v.text", description: "The voucher's text." },
    {
      name: "voucher_seq",
      type: "integer",
      sql: "l.voucher_seq",
      description: "The voucher's place in the year's journal.",
    },
    { name: "line", type: "integer", sql: "l.line_no", description: "The line's number within its voucher." },
    { name: "tax_code", type: "string", sql: "l.tax_code", nullable: true, description: "Code in tax-codes.csv." },
    {
      name: "tax_base",
      type: "number",
      sql: "l.tax_base",
      nullable: true,
      description: "The amount that the tax is reckoned from.",
    },
    {
      name: "tax_amount",
      type: "number",
      sql: "l.tax_amount",
      nullable: true,
      description: "Tax in the company's currency.",
    },
    { name: "party_kind", type: "string", sql: "l.party_kind", nullable: true, description: "customer or supplier." },
    {
      name: "party_number",
      type: "string",
      sql: "l.party_number",
      nullable: true,
      description: "Number in parties.csv.",
    },
    {
      name: "currency",
      type: "string",
      sql: "l.currency",
      nullable: true,
      description: "ISO 4217 code of a foreign currency.",
    },
    {
      name: "currency_amount",
      type: "number",
      sql: "l.currency_amount",
      nullable: true,
      description: "Amount in the foreign currency.",
    },
    {
      name: "exchange_rate",
      type: "number",
      decimals: 8,
      sql: "l.exchange_rate",
      nullable: true,
      description: "Rate that was used.",
    },
    {
      name: "quantity",
      type: "number",
      decimals: 4,
      sql: "l.quantity",
      nullable: true,
      description: "Quantity, where one was booked.",
    },
    {
      name: "dimensions",
      type: "string",
      sql: "nullif(l.dimensions, '[]')",
      nullable: true,
      description: "Pairs of dimension code and value code as JSON, in the order booked; codes are in dimensions.csv.",
    },
  ],
  from: `from ledger.voucher_lines l
    join ledger.vouchers v on v.company_id = l.company_id and v.financial_year_id = l.financial_year_id and v.seq = l.voucher_seq
   where l.company_id = $company and l.financial_year_id = $year and v.company_id = $company and v.financial_year_id = $year
   order by l.voucher_seq, l.line_no`,
  primaryKey: ["voucher_seq", "line"],
  foreignKeys: [
    { fields: ["account"], table: "accounts", reference: ["account"] },
    { fields: ["voucher_seq"], table: "vouchers", reference: ["voucher_seq"] },
  ],
};
