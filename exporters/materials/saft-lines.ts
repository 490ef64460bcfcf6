import { rowsOf } from "../formats/copy-text.ts";
import type { YearDecision } from "../law/scope.ts";
import { ofKeptVoucher } from "./kept-vouchers.ts";
import { NumberSet } from "./number-set.ts";
import type { Snapshot } from "./snapshot.ts";
import { bind } from "./table.ts";

const empty = (sql: string) => `coalesce((${sql})::text, '')`;

/**
 * The journal with what SAF-T transactions need, in the order in which formats/saft/entries.ts takes the columns. What only the
 * voucher tells is empty where it is not kept.
 */
export function saftLines(companyId: string, year: YearDecision): string {
  const own = (sql: string) => empty(ofKeptVoucher(companyId, year, sql));
  return bind(
    `select l.voucher_seq, v.series, v.number, v.date, ${own("v.posting_date")}, v.text, ${own("v.source")}, ${own("v.kind")}, l.line_no,
            l.account_number, l.debit, l.credit, l.text, ${empty("l.currency")}, ${empty("l.currency_amount")},
            ${empty("l.exchange_rate")}, ${empty("l.tax_code")}, ${empty("l.tax_base")}, ${empty("l.tax_amount")},
            ${empty("l.quantity")}, ${empty("l.party_kind")}, ${empty("l.party_number")}, ${empty("nullif(l.dimensions, '[]')")}
       from ledger.voucher_lines l
       join ledger.vouchers v on v.company_id = l.company_id and v.financial_year_id = l.financial_year_id and v.seq = l.voucher_seq
      where l.company_id = $company and l.financial_year_id = $year and v.company_id = $company and v.financial_year_id = $year
      order by l.voucher_seq, l.line_no`,
    companyId,
    year.id,
  );
}

const NAMES = `
  select seq, case series when '' then number else series || '-' || number end as name
    from ledger.vouchers where company_id = $company and financial_year_id = $year`;

/** The vouchers whose name (series-number) another voucher of the year has too; there may be millions, where numbers begin again. */
export async function readRepeatedVouchers(snapshot: Snapshot, companyId: string, yearId: string): Promise<NumberSet> {
  const repeated = `select name from (${NAMES}) n group by name having count(*) > 1`;
  const found = new NumberSet();
  for await (const block of snapshot.copy(
    bind(`select seq from (${NAMES}) v where name in (${repeated})`, companyId, yearId),
  ))
    for (const seq of rowsOf(block)) found.add(Number(seq));
  return found;
}
