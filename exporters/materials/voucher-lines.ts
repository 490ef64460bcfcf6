import { includes, type YearDecision } from "../law/scope.ts";
import { textArray } from "./control-accounts.ts";
import { inJournalSql, keptVouchers, keptVouchersSql, ofKeptVoucher } from "./kept-vouchers.ts";
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
 * A condition on `v`: in a year whose journal is in, the vouchers with entries, and those of which they or their files are kept; else
 * those that are kept for themselves.
 * @param booked the condition that the voucher has lines
 */
function shown(companyId: string, year: YearDecision, booked: string): string {
  if (!includes(year, "journal")) return keptVouchersSql(companyId, year, "vouchers");
  const journal = inJournalSql(companyId, year, booked);
  const files = keptVouchersSql(companyId, year, "voucher_documents");
  if (journal === "true" || files === "false") return journal;
  const filed = bind(
    `exists (select from ledger.voucher_documents f
              where f.company_id = $company and f.financial_year_id = $year and f.voucher_seq = v.seq)`,
    companyId,
    year.id,
  );
  return `(${journal} or (${files} and ${filed}))`;
}

/** What only the voucher or a sub-ledger tells, as SQL; all of it where the year's vouchers are kept. */
function ownColumns(
  companyId: string,
  year: YearDecision,
  subLedgerAccounts: readonly string[],
): Partial<Record<Name, string>> {
  if (keptVouchers(year, "vouchers") === "all") return {};
  const own = (sql: string) => empty(ofKeptVoucher(companyId, year, sql));
  const reference = (sql: string) =>
    subLedgerAccounts.length === 0
      ? own(sql)
      : empty(
          `case when l.account_number = any (${textArray(subLedgerAccounts)}) then ${sql} else ${ofKeptVoucher(companyId, year, sql)} end`,
        );
  return {
    postingDate: own("v.posting_date"),
    kind: own("v.kind"),
    source: own("v.source"),
    voucherText: empty(`case when l.line_no is null then ${ofKeptVoucher(companyId, year, "v.text")} else v.text end`),
    reference: reference("l.reference"),
    dueOn: reference("l.due_on"),
  };
}

/**
 * What the archive may tell of a year's vouchers in the order of the journal: a row for each line, one with an empty line for a voucher
 * without. Of a voucher that is not kept it is what the journal has.
 * @param shows.parties whether parties are named; `subLedgerAccounts`: the accounts whose lines have their reference and due day in a
 * sub-ledger that is in
 */
export function voucherLines(
  companyId: string,
  year: YearDecision,
  { parties, subLedgerAccounts }: { parties: boolean; subLedgerAccounts: readonly string[] },
): string {
  const told = {
    ...columns,
    ...ownColumns(companyId, year, subLedgerAccounts),
    ...(parties ? {} : { partyName: "''" }),
  };
  // The sub-ledgers' accounts last: their numbers are the source's own text.
  return bind(
    `select $told
       from ledger.vouchers v
       left join ledger.voucher_lines l on l.company_id = $company and l.financial_year_id = $year and l.voucher_seq = v.seq
       ${parties ? "left join ledger.parties p on p.company_id = $company and p.kind = l.party_kind and p.number = l.party_number" : ""}
      where v.company_id = $company and v.financial_year_id = $year and ${shown(companyId, year, "l.line_no is not null")}
      order by v.seq, l.line_no`,
    companyId,
    year.id,
  ).replace("$told", () => Object.values(told).join(", "));
}

/** How many lines each voucher has, in the order of the journal. */
export function voucherSizes(companyId: string, year: YearDecision): string {
  return bind(
    `select v.seq, coalesce(c.lines, 0) from ledger.vouchers v
       left join (select l.voucher_seq, count(*) as lines from ledger.voucher_lines l
                   where l.company_id = $company and l.financial_year_id = $year group by l.voucher_seq) c on c.voucher_seq = v.seq
      where v.company_id = $company and v.financial_year_id = $year and ${shown(companyId, year, "c.lines is not null")}
      order by v.seq`,
    companyId,
    year.id,
  );
}

/** Of vouchers with very many lines: every `size`-th line number but the first ($1 company, $2 year, $3 seqs, $4 size). */
export const longVoucherBreaks = `
  select voucher_seq, line_no from (
    select l.voucher_seq, l.line_no, row_number() over (partition by l.voucher_seq order by l.line_no) as place
      from ledger.voucher_lines l
     where l.company_id = $1 and l.financial_year_id = $2 and l.voucher_seq = any ($3::integer[])) n
   where (place - 1) % $4 = 0 and place > 1 order by voucher_seq, line_no`;
