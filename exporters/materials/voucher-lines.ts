import { bind } from "./table.ts";

const empty = (sql: string) => `coalesce((${sql})::text, '')`;

const columns = {
  seq: "v.seq",
  series: "v.series",
  number: "v.number",
  date: "v.date",
  postingDate: empty("v.posting_date"),
  voucherText: "v.text",
  kind: "v.kind",
  source: "v.source",
  line: empty("l.line_no"),
  account: empty("l.account_number"),
  debit: empty("l.debit"),
  credit: empty("l.credit"),
  text: empty("l.text"),
  currency: empty("l.currency"),
  currencyAmount: empty("l.currency_amount"),
  exchangeRate: empty("l.exchange_rate"),
  taxCode: empty("l.tax_code"),
  taxBase: empty("l.tax_base"),
  taxAmount: empty("l.tax_amount"),
  quantity: empty("l.quantity"),
  partyKind: empty("l.party_kind"),
  partyNumber: empty("l.party_number"),
  partyName: empty("p.name"),
  reference: empty("l.reference"),
  dueOn: empty("l.due_on"),
  dimensions: empty("nullif(l.dimensions, '[]')"),
} as const;

type Name = keyof typeof columns;
/** Where each column stands in a row of `voucherLines`. */
export const voucherColumn = Object.fromEntries(Object.keys(columns).map((name, i) => [name, i])) as Record<
  Name,
  number
>;

/**
 * Everything of a year's vouchers in the order of the journal: a row for each line, one with an empty line for a voucher without.
 * @param shown.parties whether parties are named; `references`: whether what ties a payment to its invoice is told
 */
export function voucherLines(
  companyId: string,
  yearId: string,
  { vouchers = "true", parties, references }: { vouchers?: string; parties: boolean; references: boolean },
): string {
  const out = [...(parties ? [] : ["partyName"]), ...(references ? [] : ["reference", "dueOn"])];
  return bind(
    `select ${Object.entries(columns)
      .map(([name, sql]) => (out.includes(name) ? "''" : sql))
      .join(", ")}
       from ledger.vouchers v
       left join ledger.voucher_lines l on l.company_id = $company and l.financial_year_id = $year and l.voucher_seq = v.seq
       ${parties ? "left join ledger.parties p on p.company_id = $company and p.kind = l.party_kind and p.number = l.party_number" : ""}
      where v.company_id = $company and v.financial_year_id = $year and ${vouchers}
      order by v.seq, l.line_no`,
    companyId,
    yearId,
  );
}

/** How many lines each voucher has, in the order of the journal. */
export function voucherSizes(companyId: string, yearId: string, vouchers = "true"): string {
  return bind(
    `select v.seq, coalesce(c.lines, 0) from ledger.vouchers v
       left join (select l.voucher_seq, count(*) as lines from ledger.voucher_lines l
                   where l.company_id = $company and l.financial_year_id = $year group by l.voucher_seq) c on c.voucher_seq = v.seq
      where v.company_id = $company and v.financial_year_id = $year and ${vouchers}
      order by v.seq`,
    companyId,
    yearId,
  );
}

/** Of vouchers with very many lines: every `size`-th line number but the first ($1 company, $2 year, $3 seqs, $4 size). */
export const longVoucherBreaks = `
  select voucher_seq, line_no from (
    select l.voucher_seq, l.line_no, row_number() over (partition by l.voucher_seq order by l.line_no) as place
      from ledger.voucher_lines l
     where l.company_id = $1 and l.financial_year_id = $2 and l.voucher_seq = any ($3::integer[])) n
   where (place - 1) % $4 = 0 and place > 1 order by voucher_seq, line_no`;
