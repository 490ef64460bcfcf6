import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { ImportRefused } from "#db/import/problems.ts";
import { type TestDatabase, testDatabase } from "#tests/setup/database.ts";
import {
  givenNumber,
  readSaftByRegExp,
  readSieByRegExp,
  saftSample,
  samplesWithoutNumber,
  sieSamples,
  type Totals,
} from "#tests/support/sample-readers.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(() => sql.end());
beforeEach(() => sql`truncate ledger.companies cascade`);

async function ledgerTotals(): Promise<Totals> {
  const [row] = await sql`
    select (select count(*)::int from ledger.vouchers) as vouchers, (select count(*)::int from ledger.voucher_lines) as lines,
           (select coalesce(sum(debit), 0)::numeric(18, 2)::text from ledger.voucher_lines) as debit,
           (select coalesce(sum(credit), 0)::numeric(18, 2)::text from ledger.voucher_lines) as credit`;
  return row as unknown as Totals;
}

describe("every sample, into an empty ledger, against a reader of the test's own", () => {
  for (const name of sieSamples)
    sampleTest(name, async () => {
      const options = samplesWithoutNumber.includes(name) ? { company: givenNumber } : {};
      const report = await importFile(database.ownerUrl, sample(`sie/${name}`), options);
      const expected = readSieByRegExp(sample(`sie/${name}`));
      expect(await ledgerTotals()).toEqual(expected);
      const { vouchers, lines, debit, credit } = report;
      expect({ vouchers, lines, debit, credit }).toEqual(expected);
      const [{ disordered }] = (await sql`
        select count(*)::int as disordered from ledger.vouchers a
          join ledger.vouchers b on b.financial_year_id = a.financial_year_id and b.seq = a.seq + 1 where b.date < a.date`) as unknown as [
        { disordered: number },
      ];
      expect(disordered).toBe(0);
      const [{ accounts }] =
        (await sql`select count(*)::int as accounts from ledger.accounts where declared`) as unknown as [
          { accounts: number },
        ];
      expect(accounts).toBe(report.accounts * report.years.length);
    });

  sampleTest("the official SAF-T example: 53 transactions, 170 lines, 9,487,049.35 on each side", async () => {
    const file = sample(saftSample);
    const report = await importFile(database.ownerUrl, file);
    const expected = { vouchers: 53, lines: 170, debit: "9487049.35", credit: "9487049.35" };
    expect(readSaftByRegExp(file)).toEqual(expected);
    expect(await ledgerTotals()).toEqual(expected);
    expect(report).toMatchObject({
      ...expected,
      accounts: 22,
      years: [{ startsOn: "2017-01-01", endsOn: "2017-12-31" }],
    });
    const [counts] = await sql`
      select (select count(*)::int from ledger.parties where kind = 'customer') as customers,
             (select count(*)::int from ledger.parties where kind = 'supplier') as suppliers,
             (select count(*)::int from ledger.tax_codes) as "taxCodes",
             (select rate::text from ledger.tax_codes where code = '3') as "rateOfCode3",
             (select count(*)::int from ledger.dimension_values) as "dimensionValues",
             (select sum(jsonb_array_length(dimensions))::int from ledger.voucher_lines) as "dimensionReferences",
             (select count(*)::int from ledger.voucher_lines where tax_code is not null) as "taxLines",
             (select count(*)::int from ledger.voucher_lines where party_number is not null) as "partyLines"`;
    expect(counts).toEqual({
      customers: 6,
      suppliers: 6,
      // Nine declarations: code 3 comes twice, with 14 % from 2006 and 15 % from 2008.
      taxCodes: 8,
      rateOfCode3: "15.000",
      dimensionValues: 8,
      dimensionReferences: 84,
      taxLines: 34,
      partyLines: 66,
    });
  });
});

sampleTest("a 4I sample whose 13 vouchers have no number gets 13 different ones, by financial year", async () => {
  const file = sample("sie/Exempelbolaget_SIE_110322_B_33.si");
  const named = () =>
    sql<{ series: string; number: string }[]>`
      select v.series, v.number from ledger.vouchers v join ledger.financial_years y on y.id = v.financial_year_id
       order by y.starts_on, v.series, v.number::int`;
  const pairs = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ series: "B", number: String(from + i) }));
  const said = async (year?: { startsOn: string; endsOn: string }) =>
    (await importFile(database.ownerUrl, file, { year })).warnings.find((w) => w.code === "voucher_number_given")!
      .message;

  expect(await said({ startsOn: "2009-09-01", endsOn: "2010-12-31" })).toMatch(/^13 vouchers .*: series B 1-13\.$/);
  expect([...(await named())]).toEqual(pairs(1, 13));

  // Without --year the days tell two calendar years: one voucher in the first.
  await sql`truncate ledger.companies cascade`;
  expect(await said()).toMatch(
    /^13 vouchers .*: series B 1 in 2009-01-01\.\.2009-12-31, series B 1-12 in 2010-01-01\.\.2010-12-31\.$/,
  );
  expect([...(await named())]).toEqual([...pairs(1, 1), ...pairs(1, 12)]);
});

describe("samples that must be refused", () => {
  const refusal = async (name: string) => {
    const error = await importFile(database.ownerUrl, sample(`sie/${name}`)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ImportRefused);
    const [{ companies }] = (await sql`select count(*)::int as companies from ledger.companies`) as unknown as [
      { companies: number },
    ];
    expect(companies).toBe(0);
    return (error as ImportRefused).problems;
  };

  sampleTest("testWrite.se: voucher series 1 number 1 is 2.00 out of balance", async () => {
    const problems = await refusal("testWrite.se");
    const line =
      readFileSync(sample("sie/testWrite.se"), "latin1")
        .split("\n")
        .findIndex((l) => /^#VER "?1"? "?1"? /.test(l)) + 1;
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "voucher_unbalanced", place: `line ${line}, voucher series 1 number 1` });
    expect(problems[0]!.message).toContain("difference 2.00");
  });

  sampleTest("HAS1_1412.se: a web page", async () => {
    expect(await refusal("HAS1_1412.se")).toMatchObject([{ code: "not_a_ledger_file", place: "line 1" }]);
  });

  sampleTest("a file without an organisation number says that --company gives it", async () => {
    for (const name of samplesWithoutNumber) {
      const [problem] = await refusal(name);
      expect(problem).toMatchObject({ code: "business_id_missing", place: "#ORGNR" });
      expect(problem!.fix).toContain("--company BUSINESS_ID");
    }
  });
});
