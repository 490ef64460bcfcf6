import type { YearDecision } from "../law/scope.ts";
import { inJournalSql, ofKeptVoucher } from "./kept-vouchers.ts";
import type { Snapshot } from "./snapshot.ts";
import { bind } from "./table.ts";

const empty = (sql: string) => `coalesce((${sql})::text, '')`;

/**
 * Every voucher with its lines, in the order in which formats/sie/vouchers.ts takes the columns; a voucher without lines is one row
 * whose account is empty. What only the voucher tells is empty where it is not kept, and so are vouchers without lines.
 */
export function sieRows(companyId: string, year: YearDecision): string {
  const posted = ofKeptVoucher(companyId, year, "v.posting_date");
  return bind(
    `select v.seq, v.series, v.number, v.date, ${empty(posted)}, v.text, ${empty("l.account_number")}, ${empty("l.debit")},
            ${empty("l.credit")}, ${empty("l.text")}, ${empty("l.quantity")}, ${empty("nullif(l.dimensions, '[]')")},
            ${empty("l.party_kind")}, ${empty("l.party_number")}, ${empty("l.tax_code")}, ${empty("l.currency")}
       from ledger.vouchers v
       left join ledger.voucher_lines l on l.company_id = v.company_id and l.financial_year_id = v.financial_year_id
        and l.voucher_seq = v.seq and l.company_id = $company and l.financial_year_id = $year
      where v.company_id = $company and v.financial_year_id = $year and ${inJournalSql(companyId, year, "l.line_no is not null")}
      order by v.seq, l.line_no`,
    companyId,
    year.id,
  );
}

/** An object is a value of a dimension; a name is empty where only its use is known. */
export type SieObject = { dimension: string; code: string; name: string };

/**
 * All that the registers hold, then what the years' lines and balances use besides, as SIE wants every object declared.
 * @param yearIds the file's own, and those before it of which it states balances by object
 * @param named false: the registers are out, and only what the lines use is declared, without its name
 */
export async function readObjects(
  snapshot: Snapshot,
  companyId: string,
  yearIds: readonly string[],
  named: boolean,
): Promise<SieObject[]> {
  const rows = await snapshot.query(
    `select * from (
       select dimension_code as dimension, code, name from ledger.dimension_values where company_id = $1 and $3::boolean
     union all
     select u.dimension, u.code, '' from (
       select pair ->> 0 as dimension, pair ->> 1 as code
         from (select distinct dimensions from ledger.voucher_lines
                where company_id = $1 and financial_year_id = any ($2::uuid[]) and dimensions <> '[]') l, jsonb_array_elements(l.dimensions) pair
       union
       select dimension_code, value_code from ledger.object_balances
        where company_id = $1 and financial_year_id = any ($2::uuid[]) and $3::boolean) u
      where not $3::boolean
         or not exists (select from ledger.dimension_values v where v.company_id = $1 and v.dimension_code = u.dimension and v.code = u.code)) o
     order by dimension collate "C", code collate "C"`,
    [companyId, yearIds, named],
  );
  return rows.map((r) => ({ dimension: r.dimension!, code: r.code!, name: r.name! }));
}

export type SieDimension = { code: string; name: string; parent: string | null };

export async function readDimensions(snapshot: Snapshot, companyId: string): Promise<SieDimension[]> {
  const rows = await snapshot.query(
    `select code, name, parent_code from ledger.dimensions where company_id = $1 order by code collate "C"`,
    [companyId],
  );
  return rows.map((r) => ({ code: r.code!, name: r.name!, parent: r.parent_code ?? null }));
}

export type SieParty = { kind: "customer" | "supplier"; number: string; name: string };

const PORTION = 1000;

/** Customers, then suppliers, that the year's lines name: a shop has millions, so they come in portions. */
export async function* usedParties(
  snapshot: Snapshot,
  companyId: string,
  yearId: string,
): AsyncGenerator<readonly SieParty[]> {
  const portions = snapshot.cursor(
    `select u.party_kind as kind, u.party_number as number, coalesce(p.name, '') as name
       from (select distinct party_kind, party_number from ledger.voucher_lines
              where company_id = $1 and financial_year_id = $2 and party_number is not null and party_kind in ('customer', 'supplier')) u
       left join ledger.parties p on p.company_id = $1 and p.kind = u.party_kind and p.number = u.party_number
      order by u.party_kind collate "C", u.party_number collate "C"`,
    [companyId, yearId],
    PORTION,
  );
  for await (const rows of portions)
    yield rows.map((r) => ({ kind: r.kind as SieParty["kind"], number: r.number!, name: r.name! }));
}

/** What the head of a SIE file has place for and other formats do not. */
export async function readSieCompany(
  snapshot: Snapshot,
  companyId: string,
): Promise<{ legalForm: string | null; chartKind: string | null }> {
  const [r] = await snapshot.query("select legal_form, chart_kind from ledger.companies where id = $1", [companyId]);
  return { legalForm: r?.legal_form ?? null, chartKind: r?.chart_kind ?? null };
}
