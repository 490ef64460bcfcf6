import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { ImportRefused } from "#db/import/problems.ts";
import { type TestDatabase, testDatabase } from "#tests/setup/database.ts";
import { sample, samplesThere, sampleTest } from "#tests/support/samples.ts";

type Totals = { vouchers: number; lines: number; debit: string; credit: string };

const euros = (cents: number) => (Math.round(cents) / 100).toFixed(2);

/** Reads a SIE file with nothing of the project's: one regular expression for each kind of row that counts. */
function readSieByRegExp(file: string): Totals {
  const text = readFileSync(file, "latin1");
  const amounts = [...text.matchAll(/^[ \t]*#TRANS\s+\S+\s+\{[^}]*\}\s+"?(-?[0-9.]+)/gim)].map(
    (m) => Number(m[1]) * 100,
  );
  return {
    vouchers: [...text.matchAll(/^[ \t]*#VER\s/gim)].length,
    lines: amounts.length,
    debit: euros(amounts.filter((a) => a > 0).reduce((a, b) => a + b, 0)),
    credit: euros(-amounts.filter((a) => a < 0).reduce((a, b) => a + b, 0)),
  };
}

function readSaftByRegExp(file: string): Totals {
  const text = readFileSync(file, "utf8");
  const sum = (element: string) =>
    euros(
      [...text.matchAll(new RegExp(`<n1:${element}>\\s*<n1:Amount>([0-9.]+)<`, "g"))].reduce(
        (a, m) => a + Number(m[1]) * 100,
        0,
      ),
    );
  return {
    vouchers: text.split("<n1:Transaction>").length - 1,
    lines: text.split("<n1:Line>").length - 1,
    debit: sum("DebitAmount"),
    credit: sum("CreditAmount"),
  };
}

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

// The two files without an organisation number are given one.
const WITHOUT_NUMBER = ["SIE_exempelfil.se", "BL0001_typ4I.SI"];
const REFUSED = ["testWrite.se", "HAS1_1412.se"];
const sieFiles = samplesThere
  ? readdirSync(sample("sie")).filter((name) => /\.s[ei]$/i.test(name) && !REFUSED.includes(name))
  : ["SIE"];

describe("every sample, into an empty ledger, against a reader of the test's own", () => {
  for (const name of sieFiles)
    sampleTest(name, async () => {
      const options = WITHOUT_NUMBER.includes(name) ? { company: "556036-0793" } : {};
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
    const file = sample("saft/ExampleFile SAF-T Financial_888888888_20180228235959.xml");
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
    for (const name of WITHOUT_NUMBER) {
      const [problem] = await refusal(name);
      expect(problem).toMatchObject({ code: "business_id_missing", place: "#ORGNR" });
      expect(problem!.fix).toContain("--company BUSINESS_ID");
    }
  });
});
