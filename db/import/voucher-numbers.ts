import type pg from "pg";
import type { Problems } from "./problems.ts";
import type { BookedYear } from "./years.ts";

/** Of a made-up file with thousands of series only these are named. */
const MAX_NAMED_SERIES = 20;

type Given = { yearId: string; series: string; first: string; last: string; count: number; line: number };

/**
 * Gives the staged vouchers that have no number the next ones of their series in their financial year, after the highest that the ledger or
 * the file has there, in the order of the file. SIE 4I leaves the numbers to whoever books the vouchers; the Bookkeeping Act (KPL 2:5)
 * wants them numbered systematically.
 */
export async function giveNumbers(client: pg.Client, years: readonly BookedYear[], problems: Problems): Promise<void> {
  const { rows } = await client.query(
    `with wanted as (
       select distinct v.year_id, v.series from staged_vouchers v where v.number = ''
     ), taken as (
       select v.year_id, v.series, v.number from staged_vouchers v join wanted using (year_id, series)
       union all
       select w.year_id, w.series, v.number from wanted w join import_years y on y.id = w.year_id
         join ledger.vouchers v on v.company_id = y.company_id and v.financial_year_id = y.id and v.series = w.series
     ), highest as (
       select year_id, series, max(number::bigint) as number from taken where number ~ '^[0-9]{1,18}$' group by 1, 2
     ), given as (
       select v.ord, coalesce(h.number, 0) + row_number() over (partition by v.year_id, v.series order by v.ord) as number
         from staged_vouchers v left join highest h using (year_id, series) where v.number = ''
     ), numbered as (
       update staged_vouchers v set number = g.number::text from given g where g.ord = v.ord
       returning v.year_id, v.series, v.line, g.number
     )
     select year_id as "yearId", series, min(number)::text as first, max(number)::text as last, count(*)::int as count, min(line) as line
       from numbered group by 1, 2 order by min(line)`,
  );
  const given = rows as Given[];
  const [first] = given;
  if (!first) return;
  const named = given.slice(0, MAX_NAMED_SERIES).map((g) => {
    const year = years.length > 1 ? years.find((y) => y.id === g.yearId) : undefined;
    const span = year ? ` in ${year.startsOn}..${year.endsOn}` : "";
    return `series ${g.series || "(none)"} ${g.first === g.last ? g.first : `${g.first}-${g.last}`}${span}`;
  });
  const more = given.length > named.length ? ` and ${given.length - named.length} more series` : "";
  const count = given.reduce((sum, g) => sum + g.count, 0);
  problems.warn(
    "voucher_number_given",
    `line ${first.line}`,
    `${count} ${count === 1 ? "voucher has" : "vouchers have"} no number. They were given the next free ones, in the file's order: ${named.join(", ")}${more}.`,
    "Note the numbers on the vouchers themselves; one that has a number in the file keeps it.",
  );
}
