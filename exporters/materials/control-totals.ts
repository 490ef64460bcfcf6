import { ArchiveError } from "../errors.ts";
import { add, type Cents, decimal } from "../formats/money.ts";
import type { YearDecision } from "../law/scope.ts";
import type { AccountYear } from "./accounts.ts";
import { keptLinksSql } from "./documents.ts";
import { inJournalSql, keptVouchers, keptVouchersSql } from "./kept-vouchers.ts";
import type { Snapshot } from "./snapshot.ts";

/** One file's worth of what was counted before and after; amounts as decimal text so that they compare and store exactly. */
export type Totals = { rows: number; debit?: string; credit?: string };

/** What the archive says about a year, for the run's record and the verifier. */
export type YearTotals = {
  startsOn: string;
  endsOn: string;
  /** By file, from the year's folder on. */
  files: Record<string, Totals>;
};

export type YearCounts = {
  lines: number;
  debit: Cents;
  credit: Cents;
  positiveDebit: Cents;
  positiveCredit: Cents;
  accountsInGeneralLedger: number;
  /** Without those that have no lines and are not kept. */
  vouchers: number;
  vouchersWithLines: number;
  /** Of the vouchers, those that the scope keeps as vouchers, with their lines. */
  keptVouchers: number;
  keptLines: number;
  links: number;
  /** Links to files that are in the payroll's own archive. */
  payrollLinks: number;
  files: number;
  fileBytes: number;
  /** Balances by dimension that the source states. */
  objectBalances: number;
};

/** All voucher lines of the company. */
export async function countLines(snapshot: Snapshot, companyId: string): Promise<number> {
  const [r] = await snapshot.query("select count(*) as lines from ledger.voucher_lines where company_id = $1", [
    companyId,
  ]);
  return Number(r!.lines);
}

/** Counts of the snapshot, taken before anything is written. */
export async function countYear(
  snapshot: Snapshot,
  companyId: string,
  year: YearDecision,
  accounts: readonly AccountYear[],
  kinds: readonly string[],
): Promise<YearCounts> {
  const kept = keptVouchersSql(companyId, year, "vouchers");
  const booked = `exists (select from ledger.voucher_lines l where l.company_id = $1 and l.financial_year_id = $2 and l.voucher_seq = v.seq)`;
  const marked = keptVouchers(year, "voucher_documents") === "marked";
  const [r] = await snapshot.query(
    `with ${keptLinksSql(companyId, year)},
          links as (select document_id, count(*) as links from kept group by 1),
          files as materialized (
            select d.byte_size, l.links from ledger.documents d left join links l on l.document_id = d.id
             where d.company_id = $1 and d.financial_year_id = $2 and d.kind = any ($3::text[])
               ${marked ? "and (d.kind <> 'voucher' or l.links is not null)" : ""})
     select (select count(*) from ledger.vouchers v where company_id = $1 and financial_year_id = $2
                and ${inJournalSql(companyId, year, booked)}) as vouchers,
            (select count(*) from ledger.vouchers v where company_id = $1 and financial_year_id = $2 and ${booked}) as with_lines,
            (select count(*) from ledger.vouchers v where company_id = $1 and financial_year_id = $2 and ${kept}) as kept,
            ${kept === "true" ? "null" : keptLines(kept)} as kept_lines,
            (select coalesce(sum(coalesce(links, 1)), 0) from files) as links,
            (select count(*) from kept k where not exists (select from ledger.documents d where d.id = k.document_id)) as payroll,
            (select count(*) from files) as files, (select coalesce(sum(byte_size), 0) from files) as bytes,
            (select count(*) from ledger.object_balances where company_id = $1 and financial_year_id = $2) as object_balances`,
    [companyId, year.id, kinds],
  );
  const sum = (pick: (a: AccountYear) => Cents) => accounts.reduce<Cents>((total, a) => add(total, pick(a)), 0);
  const lines = accounts.reduce((total, a) => total + a.lines, 0);
  return {
    lines,
    debit: sum((a) => a.debit),
    credit: sum((a) => a.credit),
    positiveDebit: sum((a) => a.positiveDebit),
    positiveCredit: sum((a) => a.positiveCredit),
    accountsInGeneralLedger: accounts.length,
    vouchers: Number(r!.vouchers),
    vouchersWithLines: Number(r!.with_lines),
    keptVouchers: Number(r!.kept),
    keptLines: r!.kept_lines == null ? lines : Number(r!.kept_lines),
    links: Number(r!.links),
    payrollLinks: Number(r!.payroll),
    files: Number(r!.files),
    fileBytes: Number(r!.bytes),
    objectBalances: Number(r!.object_balances),
  };
}

const keptLines = (kept: string) => `(select count(*) from ledger.voucher_lines l
    join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = $2 and v.seq = l.voucher_seq
   where l.company_id = $1 and l.financial_year_id = $2 and ${kept})`;

export const totals = (rows: number, debit?: Cents, credit?: Cents): Totals =>
  debit === undefined || credit === undefined ? { rows } : { rows, debit: decimal(debit), credit: decimal(credit) };

/** @throws ArchiveError control_totals_differ when what was written is not what the snapshot held */
export function compareTotals(file: string, expected: Totals, written: Totals): void {
  for (const key of ["rows", "debit", "credit"] as const) {
    if (expected[key] === written[key]) continue;
    throw new ArchiveError(
      "control_totals_differ",
      `${file}: ${key} should be ${expected[key]} and ${written[key]} was written. Nothing was published; run it again, ` +
        "and if it happens twice, stop and find out why.",
      { place: file },
    );
  }
}
