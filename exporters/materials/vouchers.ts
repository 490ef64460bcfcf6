import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import type { YearDecision } from "../law/scope.ts";
import { keptVouchersSql, retainUntilSql } from "./kept-vouchers.ts";
import { selectOf, type Table } from "./table.ts";

/** Vouchers in the order of the journal, each with the hashes of its files: the way from an entry to its evidence (KPL 2:6). */
export const vouchers: Table = {
  name: "vouchers",
  material: "vouchers",
  title: "Vouchers",
  description:
    "Every voucher that is kept, with its dates, kind and the SHA-256 of its files; attachments.csv says where they are.",
  columns: [
    { name: "voucher_series", type: "string", sql: "v.series", text: voucherColumn.series },
    { name: "voucher_number", type: "string", sql: "v.number", text: voucherColumn.number },
    { name: "date", type: "date", sql: "v.date", text: voucherColumn.date },
    { name: "posting_date", type: "date", sql: "v.posting_date", nullable: true, text: voucherColumn.postingDate },
    { name: "kind", type: "string", sql: "v.kind", text: voucherColumn.kind },
    { name: "text", type: "string", sql: "v.text", text: voucherColumn.text },
    { name: "source", type: "string", sql: "v.source", text: voucherColumn.source },
    { name: "voucher_seq", type: "integer", sql: "v.seq", text: voucherColumn.seq },
    { name: "attachments", type: "integer", sql: "coalesce(d.files, 0)", text: voucherColumn.attachments },
    {
      name: "attachment_sha256",
      type: "string",
      sql: "$hashes",
      nullable: true,
      text: voucherColumn.attachmentHashes,
    },
    { name: "retain_until", type: "date", sql: "$retain_until", text: voucherColumn.retainUntil },
  ],
  from: `from ledger.vouchers v
    left join (select vd.voucher_seq, count(*) as files, string_agg(doc.sha256, ' ' order by doc.sha256 collate "C") as hashes
                 from ledger.voucher_documents vd
                 join ledger.documents doc on doc.id = vd.document_id and doc.company_id = $company
                where vd.company_id = $company and vd.financial_year_id = $year group by 1) d on d.voucher_seq = v.seq
   where v.company_id = $company and v.financial_year_id = $year and $kept
   order by v.seq`,
  primaryKey: ["voucher_seq"],
};

/** The rows of the vouchers that the scope keeps; of files that it does not keep there is their number alone. */
export const vouchersSelect = (companyId: string, year: YearDecision): string =>
  selectOf(vouchers, companyId, year.id)
    .replace("$hashes", () => `case when ${keptVouchersSql(companyId, year, "voucher_documents")} then d.hashes end`)
    .replace("$kept", () => keptVouchersSql(companyId, year, "vouchers"))
    .replace("$retain_until", () => retainUntilSql(companyId, year, "vouchers"));
