import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";
import { readSeries } from "./voucher-gaps.ts";

export const voucherSeries: Table = {
  name: "voucher-series",
  material: "voucher_series",
  title: "Voucher series",
  description: "Each series of the year with its first and last number and how many numbers it skips or uses twice.",
  columns: [
    { name: "voucher_series", type: "string", description: "Code as the journal uses it; empty for the only series." },
    { name: "name", type: "string", description: "What it is for, where the source tells." },
    { name: "vouchers", type: "integer", description: "How many vouchers it has." },
    { name: "first_number", type: "integer", description: "Its lowest number." },
    { name: "last_number", type: "integer", description: "Its highest number." },
    {
      name: "missing",
      type: "integer",
      description: "Numbers between them that no voucher has; see voucher-gaps.csv.",
    },
    { name: "repeated", type: "integer", description: "Vouchers with a number that an earlier one has." },
    {
      name: "not_numeric",
      type: "integer",
      description: "Numbers with other characters than digits: not counted above.",
    },
  ],
};

export const voucherGaps: Table = {
  name: "voucher-gaps",
  material: "voucher_series",
  title: "Voucher numbers that are missing",
  description: "Each run of numbers that a series skips.",
  columns: [
    { name: "voucher_series", type: "string", sql: "g.series", description: "Voucher series." },
    { name: "from_number", type: "integer", sql: "g.before + 1", description: "The first number that is missing." },
    { name: "to_number", type: "integer", sql: "g.n - 1", description: "The last one." },
    { name: "missing", type: "integer", sql: "g.n - g.before - 1", description: "How many." },
  ],
  from: `from (select series, n, lag(n) over (partition by series order by n) as before
            from (select series, number::bigint as n from ledger.vouchers
                   where company_id = $company and financial_year_id = $year and number ~ '^[0-9]{1,18}$') v) g
   where g.n > g.before + 1
   order by g.series collate "C", g.n`,
};

/** Also series that have a name and no voucher. */
export async function voucherSeriesRows(snapshot: Snapshot, companyId: string, yearId: string): Promise<string[][]> {
  const named = await snapshot.query(
    "select code, name from ledger.voucher_series where company_id = $1 and financial_year_id = $2",
    [companyId, yearId],
  );
  const names = new Map(named.map((r) => [r.code!, r.name!]));
  const used = await readSeries(snapshot, companyId, yearId);
  const rows = used.map((s) => [
    s.series,
    names.get(s.series) ?? "",
    String(s.vouchers),
    s.first ?? "",
    s.last ?? "",
    String(s.missing),
    String(s.repeated),
    String(s.notNumeric),
  ]);
  for (const [code, name] of names)
    if (!used.some((s) => s.series === code)) rows.push([code, name, "0", "", "", "0", "0", "0"]);
  return rows.toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
