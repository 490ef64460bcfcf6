import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { describe, expect } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { givenNumber, saftSample, samplesWithoutNumber, sieSamples } from "#tests/support/sample-readers.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";
import { readSieFile } from "#tests/support/sie-reader.ts";
import { make } from "./make.ts";

/** What other products wrote goes into the ledger, out as SIE 4E and into an empty ledger: the books are the same ones. */
const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });

/** Its Å, Ä and Ö were lost before it became a sample: 702 U+FFFD, one of them in a record that no ledger keeps (#FNR). */
const BROKEN_BEFORE = "SIE4_Exempelfil_med_underdim.SE";

type Books = {
  chartKind: unknown;
  trialBalance: unknown[];
  byObject: unknown[];
  results: unknown[];
  vouchers: unknown[];
};

/**
 * Of every year the accounts that have figures, what of them is on which object, what the source states of the income statement's
 * objects, and the vouchers, as decimal text and without the ids that each import makes.
 */
async function books(): Promise<Books> {
  const trialBalance = await sql`
    with moved as (
      select financial_year_id, account_number, sum(debit - credit) as net from ledger.voucher_lines group by 1, 2)
    select y.starts_on::text, y.ends_on::text, a.number, a.opening_balance::text as opening,
           coalesce(m.net, 0)::numeric(18, 2)::text as moved, (a.opening_balance + coalesce(m.net, 0))::text as closing
      from ledger.accounts a join ledger.financial_years y on y.id = a.financial_year_id
      left join moved m on m.financial_year_id = a.financial_year_id and m.account_number = a.number
     where a.opening_balance <> 0 or m.net is not null
     order by 1, a.number collate "C"`;
  const vouchers = await sql`
    select y.starts_on::text, v.seq, v.series, v.number, v.date::text, v.posting_date::text, v.text,
           (select json_agg(json_build_array(l.account_number, (l.debit - l.credit)::text, l.text, l.quantity::text, l.dimensions)
                            order by l.line_no)
              from ledger.voucher_lines l where l.financial_year_id = v.financial_year_id and l.voucher_seq = v.seq) as lines
      from ledger.vouchers v join ledger.financial_years y on y.id = v.financial_year_id order by 1, v.seq`;
  // In a year without vouchers the source's closing balance is what there is, as in the file.
  const byObject = await sql`
    with moved as (
      select l.financial_year_id, l.account_number, o ->> 0 as dimension_code, o ->> 1 as value_code, sum(l.debit - l.credit) as net
        from ledger.voucher_lines l, jsonb_array_elements(l.dimensions) o group by 1, 2, 3, 4),
    figures as (
      select financial_year_id, account_number as account, dimension_code as dimension, value_code as value,
             coalesce(o.opening_balance, 0) as opening,
             case when exists (select from ledger.voucher_lines l where l.financial_year_id = y.id) then coalesce(o.opening_balance, 0) + coalesce(m.net, 0)
                  else coalesce(o.declared_closing_balance, o.opening_balance) end as closing
        from ledger.object_balances o
        full join moved m using (financial_year_id, account_number, dimension_code, value_code)
        join ledger.financial_years y on y.id = financial_year_id)
    select y.starts_on::text, f.account, f.dimension, f.value, f.opening::numeric(18, 2)::text, f.closing::numeric(18, 2)::text
      from figures f join ledger.financial_years y on y.id = f.financial_year_id
     where f.opening <> 0 or f.closing <> 0
     order by 1, f.account collate "C", f.dimension collate "C", f.value collate "C"`;
  const results = await sql`
    select y.starts_on::text, account_number, dimension_code, value_code, o.declared_closing_balance::text as stated
      from ledger.object_balances o join ledger.financial_years y on y.id = o.financial_year_id
      join ledger.accounts a on a.financial_year_id = y.id and a.number = o.account_number
     where a.opening_balance = 0 and o.declared_closing_balance <> 0 and (a.type in ('income', 'expense') or a.number ~ '^[3-9]')
     order by 1, 2, 3, 4`;
  const [company] = await sql`select chart_kind from ledger.companies`;
  return {
    chartKind: company!.chart_kind,
    trialBalance: [...trialBalance],
    byObject: [...byObject],
    results: [...results],
    vouchers: [...vouchers],
  };
}

async function roundTrip(file: string, options: { company?: string } = {}) {
  await sql`truncate ledger.companies cascade`;
  await sql`delete from ledger.export_lease`;
  await importFile(database.ownerUrl, file, options);
  const [company] = await sql`select id, business_id, country from ledger.companies`;
  await sql`insert into ledger.export_lease
    values (${database.roles.exportSlots[0]!}, ${company!.id}, gen_random_uuid(), now() + interval '1 hour')`;
  const [last] = await sql`select (max(ends_on) + 1)::text as day from ledger.financial_years`;
  const made = await make(database.slotUrls[0]!, company!.id, undefined, { asOf: last!.day, formats: ["sie"] });
  const before = await books();
  const files = made.list.filter((name) => name.endsWith("/exchange/sie4e.se"));
  expect(files.length).toBeGreaterThan(0);
  await sql`truncate ledger.companies cascade`;
  const read = [];
  for (const name of files) {
    const written = path.join(made.folder, name);
    const said = readSieFile(written);
    expect(said.problems).toEqual([]);
    read.push(said);
    await importFile(database.ownerUrl, written, { country: company!.country });
  }
  return {
    read,
    before,
    after: await books(),
    replaced: made.warnings.find((w) => w.code === "sie_replaced_characters"),
  };
}

describe("a sample file -> ledger -> archive -> SIE 4E -> ledger", () => {
  for (const name of sieSamples)
    sampleTest(
      name,
      async () => {
        const options = samplesWithoutNumber.includes(name) ? { company: givenNumber } : {};
        const { before, after, replaced } = await roundTrip(sample(`sie/${name}`), options);
        expect(replaced?.count).toBe(name === BROKEN_BEFORE ? 701 : undefined);
        expect(after).toEqual(
          name === BROKEN_BEFORE ? JSON.parse(JSON.stringify(before).replaceAll("\ufffd", "?")) : before,
        );
      },
      60_000,
    );

  /** The year's own balances by object as the sample has them, the income statement's too. */
  const statedIn = (file: string): string[] => {
    const text = readFileSync(file, "latin1");
    return [...text.matchAll(/^#(OIB|OUB)\s+0\s+(\S+)\s+\{(\S+)\s+"([^"]*)"\}\s+(\S+)/gm)]
      .map(([, label, account, dimension, value, amount]) =>
        [`#${label}`, account, dimension, value, Number(amount).toFixed(2)].join(" "),
      )
      .sort();
  };
  // By hand: grep -c "^#O[IU]B 0", and of those the accounts from 3 on.
  for (const [name, count, ofResults, kind] of [
    ["BL0001_typ3.SE", 15, 6, "EUBAS97"],
    ["BL0001_typ4.SE", 15, 6, "EUBAS97"],
    ["Test3.SE", 9, 0, "BAS96"],
    ["Sie3.se", 48, 35, undefined],
  ] as const)
    sampleTest(
      `${name}: each balance by object is in the file again, to the cent`,
      async () => {
        const { read, before, after } = await roundTrip(sample(`sie/${name}`));
        expect(read).toHaveLength(1);
        expect(after.results).toHaveLength(ofResults);
        const written = read[0]!.object_balances.map(([label, , ...rest]) => [label, ...rest].join(" ")).sort();
        expect(written).toHaveLength(count);
        expect(written).toEqual(statedIn(sample(`sie/${name}`)));
        expect(before.chartKind ?? undefined).toBe(kind);
        expect(read[0]!.head["#KPTYP"]).toEqual(kind && [kind]);
      },
      60_000,
    );

  sampleTest(
    "the official SAF-T example, whose dimensions are no numbers and whose customers SIE calls objects",
    async () => {
      const { before, after } = await roundTrip(sample(saftSample));
      expect(after.trialBalance).toEqual(before.trialBalance);
      expect(after.vouchers.length).toBe(53);
    },
    60_000,
  );
});
