import { expect, test } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { importTexts } from "#exporters/formats/texts/imports.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";
import { emptyLedger, GOOD_VOUCHER, sie } from "./files.ts";

const ledger = emptyLedger();
const counts = (leftOut: { kind: string; count: number }[]) =>
  Object.fromEntries(leftOut.map((l) => [l.kind, l.count]));

const ALL = sie(
  '#FNR "B1"',
  "#PROSA Kommentar",
  '#ADRESS "Siw" "Gatan 1" "112 64 Stockholm" ""',
  "#SRU 1910 7281",
  "#SRU 1910 7282",
  "#ENHET 3010 Styck",
  "#RAR -1 20220101 20221231",
  "#IB -1 1910 5",
  "#UB -1 1910 0",
  "#UB -2 1910 0",
  "#RES 0 3010 -100 -4",
  "#PSALDO 0 202301 1910 {} 100.00",
  "#PBUDGET 0 202301 3010 {} -90.00",
  "#NYTT 1",
  '#VER A 1 20230105 "Kontant" 20230106 AN',
  "{",
  '#TRANS 1910 {} 100.00 20230104 "" "" AN',
  "#TRANS 3010 {} -100.00 20230105",
  "#BTRANS 1920 {} 100.00",
  "}",
);

test("what a file has and the ledger has no place for is counted by kind, said and stored, and is no warning", async () => {
  const report = await ledger.import(ALL);
  expect(report.warnings).toEqual([]);
  const expected = {
    balance_quantities: 1,
    budget: 1,
    contact: 1,
    earlier_years: 1,
    file_notes: 2,
    further_codes: 1,
    month_sums: 1,
    removed_rows: 1,
    row_days: 1,
    signatures: 2,
    units: 1,
    unknown: 1,
    year_before: 2,
  };
  expect(counts(report.leftOut)).toEqual(expected);
  const [stored] = await ledger.sql`select summary from ledger.import_files`;
  expect(counts(stored!.summary.leftOut)).toEqual(expected);
  for (const texts of Object.values(importTexts))
    expect(Object.keys(texts.kinds).toSorted()).toEqual(Object.keys(expected));
});

test("a file that the ledger takes whole leaves nothing out; balances of a year before that it fills are taken", async () => {
  expect((await ledger.import(sie(...GOOD_VOUCHER))).leftOut).toEqual([]);
  await ledger.sql`truncate ledger.companies cascade`;
  const both = sie(
    "#RAR -1 20220101 20221231",
    "#IB -1 1910 0",
    ...GOOD_VOUCHER,
    "#VER A 9 20221231",
    "{",
    "#TRANS 1910 {} 2",
    "#TRANS 3010 {} -2",
    "}",
  );
  expect((await ledger.import(both)).leftOut).toEqual([]);
});

// By hand: grep -c of each label; 76 of the 84 vouchers are signed; 8910 has two codes.
sampleTest("a sample of every kind of record", async () => {
  const report = await importFile(ledger.database.ownerUrl, sample("sie/BL0001_typ4.SE"));
  expect(counts(report.leftOut)).toMatchObject({
    budget: 24,
    removed_rows: 3,
    units: 4,
    file_notes: 2,
    further_codes: 1,
    signatures: 76,
    contact: 1,
  });
  expect(counts(report.leftOut).unknown).toBeUndefined();
});
