import { registerColumn } from "../formats/texts/columns/register-columns.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";
import { readSeries } from "./voucher-gaps.ts";

export const voucherSeries: Table = {
  name: "voucher-series",
  material: "voucher_series",
  title: "Voucher series",
  description: "Each series of the year with its first and last number and how many numbers it skips or uses twice.",
  columns: [
    { name: "voucher_series", type: "string", text: registerColumn.series },
    { name: "name", type: "string", text: registerColumn.seriesName },
    { name: "vouchers", type: "integer", text: registerColumn.seriesVouchers },
    { name: "first_number", type: "integer", text: registerColumn.firstNumber },
    { name: "last_number", type: "integer", text: registerColumn.lastNumber },
    { name: "missing", type: "integer", text: registerColumn.missing },
    { name: "repeated", type: "integer", text: registerColumn.repeated },
    { name: "not_numeric", type: "integer", text: registerColumn.notNumeric },
  ],
};

export const voucherGaps: Table = {
  name: "voucher-gaps",
  material: "voucher_series",
  title: "Voucher numbers that are missing",
  description: "Each run of numbers that a series skips.",
  columns: [
    { name: "voucher_series", type: "string", sql: "g.series", text: registerColumn.gapSeries },
    { name: "from_number", type: "integer", sql: "g.before + 1", text: registerColumn.gapFrom },
    { name: "to_number", type: "integer", sql: "g.n - 1", text: registerColumn.gapTo },
    { name: "missing", type: "integer", sql: "g.n - g.before - 1", text: registerColumn.gapMissing },
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
