import { voucherColumn } from "../formats/texts/columns/voucher-columns.ts";
import type { YearDecision } from "../law/scope.ts";
import type { BooksMaterial } from "../law/types.ts";
import { mayName } from "./format-scope.ts";
import { journal } from "./journal.ts";
import { keptVouchersSql } from "./kept-vouchers.ts";
import { selectOf, type Table } from "./table.ts";

const account = journal.columns.findIndex((c) => c.name === "account");

/**
 * The lines of vouchers that are kept longer than their year's journal: what the vouchers say cannot be read without them. Names
 * stand beside the codes, since the registers went with the journal.
 */
export const voucherLinesTable: Table = {
  name: "voucher-lines",
  material: "vouchers",
  title: "Lines of the vouchers",
  description: "The lines of each voucher in vouchers.csv, for a year whose journal is no longer kept.",
  columns: [
    ...journal.columns.slice(0, account + 1),
    { name: "account_name", type: "string", sql: "a.name", nullable: true, text: voucherColumn.accountName },
    ...journal.columns.slice(account + 1),
    { name: "party_name", type: "string", sql: "p.name", nullable: true, text: voucherColumn.partyName },
    {
      name: "tax_code_description",
      type: "string",
      sql: "t.description",
      nullable: true,
      text: voucherColumn.taxCodeDescription,
    },
  ],
  from: `from ledger.voucher_lines l
    join ledger.vouchers v on v.company_id = l.company_id and v.financial_year_id = l.financial_year_id and v.seq = l.voucher_seq
    left join ledger.accounts a on a.company_id = $company and a.financial_year_id = $year and a.number = l.account_number
    left join ledger.parties p on p.company_id = $company and p.kind = l.party_kind and p.number = l.party_number
    left join ledger.tax_codes t on t.company_id = $company and t.code = l.tax_code
   where l.company_id = $company and l.financial_year_id = $year and v.company_id = $company and v.financial_year_id = $year
     and $kept
   order by l.voucher_seq, l.line_no`,
  primaryKey: ["voucher_seq", "line"],
  foreignKeys: [{ fields: ["voucher_seq"], table: "vouchers", reference: ["voucher_seq"] }],
};

const nameColumns: Record<string, BooksMaterial> = {
  account_name: "chart_of_accounts",
  party_name: "parties",
  tax_code_description: "tax_codes",
};

/** The table of a year: a name whose register an officer left out is empty. */
const tableOf = (year: YearDecision): Table => ({
  ...voucherLinesTable,
  columns: voucherLinesTable.columns.map((column) => {
    const register = nameColumns[column.name];
    return register === undefined || mayName(year, register) ? column : { ...column, sql: "''" };
  }),
});

export const voucherLinesSelect = (companyId: string, year: YearDecision): string =>
  selectOf(tableOf(year), companyId, year.id).replace("$kept", () => keptVouchersSql(companyId, year, "vouchers"));
