import { positions, type Table } from "./table.ts";

/**
 * The year by account: the opening balance, every movement with the balance after it, the closing balance. The query gives
 * the movements; the other rows and the running balance are put in while they are written.
 */
export const generalLedger: Table = {
  name: "general-ledger",
  material: "general_ledger",
  title: "General ledger",
  description: "By account: opening balance, every movement with the balance after it, closing balance.",
  columns: [
    { name: "account", type: "string", sql: "l.account_number", description: "Account number." },
    { name: "row", type: "string", sql: "'movement'", description: "opening, movement or closing." },
    {
      name: "date",
      type: "date",
      sql: "v.date",
      description: "The voucher's date; the year's first and last day on opening and closing rows.",
    },
    { name: "voucher_series", type: "string", sql: "v.series", description: "Voucher series." },
    { name: "voucher_number", type: "string", sql: "v.number", description: "Voucher number." },
    {
      name: "debit",
      type: "number",
      sql: "l.debit",
      description: "Debit; on a closing row the account's sum of debits.",
    },
    {
      name: "credit",
      type: "number",
      sql: "l.credit",
      description: "Credit; on a closing row the account's sum of credits.",
    },
    {
      name: "text",
      type: "string",
      sql: "case l.text when '' then v.text else l.text end",
      description: "The line's text, or the voucher's where the line has none.",
    },
    { name: "voucher_seq", type: "integer", sql: "l.voucher_seq", description: "The voucher's place in journal.csv." },
    { name: "line", type: "integer", sql: "l.line_no", description: "The line's number within its voucher." },
    {
      name: "balance",
      type: "number",
      sql: "''",
      description: "Balance after this row; debit positive, credit negative.",
    },
  ],
  from: `from ledger.voucher_lines l
    join ledger.vouchers v on v.company_id = l.company_id and v.financial_year_id = l.financial_year_id and v.seq = l.voucher_seq
   where l.company_id = $company and l.financial_year_id = $year and v.company_id = $company and v.financial_year_id = $year
   order by l.account_number, l.voucher_seq, l.line_no`,
  foreignKeys: [{ fields: ["account"], table: "accounts", reference: ["account"] }],
};

/** Where each column stands in a row of the general ledger. */
export const ledgerColumn = positions(generalLedger, {
  account: "account",
  row: "row",
  date: "date",
  series: "voucher_series",
  number: "voucher_number",
  debit: "debit",
  credit: "credit",
  text: "text",
  seq: "voucher_seq",
  line: "line",
  balance: "balance",
});
