import type { Snapshot } from "./snapshot.ts";

/** Numbers that a series skips, and numbers that it uses twice. Only numbers of digits alone can have gaps. */
export type SeriesNumbers = {
  series: string;
  vouchers: number;
  first: string | null;
  last: string | null;
  notNumeric: number;
  missing: number;
  /** The first of them, as ranges. */
  gaps: { from: string; to: string }[];
  repeated: number;
};

/** Enough to look into; the counts are of all of them. */
const MAX_GAPS = 100;

/** Numbers are sorted once for all of it: with a million vouchers that is what takes the time. */
export async function readSeries(snapshot: Snapshot, companyId: string, yearId: string): Promise<SeriesNumbers[]> {
  const rows = await snapshot.query(
    `with numbers as (select series, case when number ~ '^[0-9]{1,18}$' then number::bigint end as n
                        from ledger.vouchers where company_id = $1 and financial_year_id = $2),
          steps as materialized (select series, before, n from
            (select series, n, lag(n) over (partition by series order by n) as before from numbers where n is not null) s
            where n > before + 1 or n = before),
          gaps as (select *, row_number() over (partition by series order by n) as rank from steps where n > before)
     select t.*, coalesce(s.missing, 0) as missing, coalesce(s.repeated, 0) as repeated,
            (select json_agg(json_build_array((before + 1)::text, (n - 1)::text) order by before) from gaps
              where gaps.series = t.series and rank <= ${MAX_GAPS}) as gaps
       from (select series, count(*) as vouchers, min(n) as first, max(n) as last, count(*) filter (where n is null) as not_numeric
               from numbers group by series) t
       left join (select series, sum(n - before - 1) filter (where n > before) as missing,
                         count(*) filter (where n = before) as repeated from steps group by series) s using (series)
      order by t.series collate "C"`,
    [companyId, yearId],
  );
  return rows.map((r) => ({
    series: r.series!,
    vouchers: Number(r.vouchers),
    first: r.first ?? null,
    last: r.last ?? null,
    notNumeric: Number(r.not_numeric),
    missing: Number(r.missing),
    gaps: ((JSON.parse(r.gaps ?? "null") ?? []) as [string, string][]).map(([from, to]) => ({ from, to })),
    repeated: Number(r.repeated),
  }));
}
