import { ledgerRowColumn } from "../formats/texts/columns/ledger-columns.ts";
import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
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
    { name: "account", type: "string", sql: "l.account_number", text: voucherColumn.account },
    { name: "row", type: "string", sql: "'movement'", text: ledgerRowColumn.row },
    { name: "date", type: "date", sql: "v.date", text: ledgerRowColumn.date },
    { name: "voucher_series", type: "string", sql: "v.series", text: voucherColumn.series },
    { name: "voucher_number", type: "string", sql: "v.number", text: voucherColumn.number },
    { name: "debit", type: "number", sql: "l.debit", text: ledgerRowColumn.debit },
    { name: "credit", type: "number", sql: "l.credit", text: ledgerRowColumn.credit },
    {
      name: "text",
      type: "string",
      sql: "case l.text when '' then v.text else l.text end",
      text: ledgerRowColumn.text,
    },
    { name: "voucher_seq", type: "integer", sql: "l.voucher_seq", text: voucherColumn.seq },
    { name: "line", type: "integer", sql: "l.line_no", text: voucherColumn.line },
    { name: "balance", type: "number", sql: "''", text: ledgerRowColumn.balance },
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
