import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import type { Table } from "./table.ts";

/** Every entry in the order of the journal (KPL 2:4): by date, then as booked. One row per voucher line. */
export const journal: Table = {
  name: "journal",
  material: "journal",
  title: "Journal",
  description: "Every voucher line in the order of the journal: by date, then as booked.",
  columns: [
    { name: "voucher_series", type: "string", sql: "v.series", text: voucherColumn.series },
    { name: "voucher_number", type: "string", sql: "v.number", text: voucherColumn.number },
    { name: "date", type: "date", sql: "v.date", text: voucherColumn.date },
    { name: "account", type: "string", sql: "l.account_number", text: voucherColumn.account },
    { name: "debit", type: "number", total: true, sql: "l.debit", text: voucherColumn.debit },
    { name: "credit", type: "number", total: true, sql: "l.credit", text: voucherColumn.credit },
    { name: "text", type: "string", sql: "l.text", text: voucherColumn.lineText },
    { name: "voucher_text", type: "string", sql: "v.text", text: voucherColumn.voucherText },
    { name: "voucher_seq", type: "integer", sql: "l.voucher_seq", text: voucherColumn.seq },
    { name: "line", type: "integer", sql: "l.line_no", text: voucherColumn.line },
    { name: "tax_code", type: "string", sql: "l.tax_code", nullable: true, text: voucherColumn.taxCode },
    { name: "tax_base", type: "number", sql: "l.tax_base", nullable: true, text: voucherColumn.taxBase },
    { name: "tax_amount", type: "number", sql: "l.tax_amount", nullable: true, text: voucherColumn.taxAmount },
    { name: "party_kind", type: "string", sql: "l.party_kind", nullable: true, text: voucherColumn.partyKind },
    { name: "party_number", type: "string", sql: "l.party_number", nullable: true, text: voucherColumn.partyNumber },
    { name: "currency", type: "string", sql: "l.currency", nullable: true, text: voucherColumn.currency },
    {
      name: "currency_amount",
      type: "number",
      sql: "l.currency_amount",
      nullable: true,
      text: voucherColumn.currencyAmount,
    },
    {
      name: "exchange_rate",
      type: "number",
      decimals: 8,
      sql: "l.exchange_rate",
      nullable: true,
      text: voucherColumn.exchangeRate,
    },
    { name: "quantity", type: "number", decimals: 4, sql: "l.quantity", nullable: true, text: voucherColumn.quantity },
    {
      name: "dimensions",
      type: "string",
      sql: "nullif(l.dimensions, '[]')",
      nullable: true,
      text: voucherColumn.dimensions,
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
