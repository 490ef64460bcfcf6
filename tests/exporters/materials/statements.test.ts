import { expect, test } from "vitest";
import { decimal } from "#exporters/formats/money.ts";
import { decideScope } from "#exporters/law/scope.ts";
import { readAccounts } from "#exporters/materials/accounts.ts";
import { openSnapshot } from "#exporters/materials/snapshot.ts";
import { readStatements, type StatementRow } from "#exporters/materials/statements.ts";
import { surveyLedger } from "#exporters/survey.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

const statementsOf = async (year: Partial<Booked["years"][number]>, company: Booked["company"]) => {
  const id = await book(database.ownerUrl, {
    company,
    years: [{ startsOn: "2024-01-01", endsOn: "2024-12-31", closedOn: null, ...year }],
  });
  await lease(database.ownerUrl, slotRole, id);
  const { company: surveyed, ...facts } = await surveyLedger(slotUrl, id);
  const { businessId, country, name } = surveyed;
  const [decided] = decideScope({ company: { id, businessId, country, name }, ...facts, asOf: "2026-11-22" }).years;
  const snapshot = await openSnapshot(slotUrl);
  const accounts = await readAccounts(snapshot, id, decided!.id);
  const statements = await readStatements(snapshot, surveyed, decided!, accounts);
  await snapshot.close();
  return statements;
};
const shown = (rows: readonly StatementRow[]) => rows.map((r) => [r.level, r.account ?? r.label.en, decimal(r.amount)]);

const accounts = [
  { number: "1160", name: "Koneet", type: "asset", opening: "1000.00" },
  { number: "1910", name: "Pankki", type: "asset", opening: "500.00" },
  { number: "2000", name: "Osakepääoma", type: "equity", opening: "-1500.00" },
  { number: "2370", name: "Tilikauden voitto", type: "equity" },
  { number: "2871", name: "Ostovelat", type: "liability" },
  { number: "3000", name: "Myynti", type: "income" },
  { number: "4000", name: "Ostot", type: "expense" },
  { number: "6800", name: "Poistot", type: "expense" },
  { number: "9440", name: "Korkokulut", type: "expense" },
  { number: "9990", name: "Tuloksen siirto", type: "expense" },
];
const trade = (number: string, lines: [string, string][]) => ({ number, date: "2024-05-05", lines });
const vouchers = [
  trade("1", [
    ["1910", "900.00"],
    ["3000", "-900.00"],
  ]),
  trade("2", [
    ["4000", "300.00"],
    ["2871", "-300.00"],
  ]),
  trade("3", [
    ["6800", "250.00"],
    ["1160", "-250.00"],
  ]),
  trade("4", [
    ["9440", "10.00"],
    ["1910", "-10.00"],
  ]),
];
const incomeStatement = [
  [1, "Net turnover", "900.00"],
  [2, "3000", "900.00"],
  [1, "Materials and services", "-300.00"],
  [2, "4000", "-300.00"],
  [1, "Depreciation and reduction in value", "-250.00"],
  [2, "6800", "-250.00"],
  [0, "Operating profit (loss)", "350.00"],
  [1, "Financial income and expenses", "-10.00"],
  [2, "9440", "-10.00"],
  [0, "Profit (loss) for the financial year", "340.00"],
];

test("of an open year the result stands in the balance sheet as a row that no account has yet", async () => {
  const statements = await statementsOf({ accounts, vouchers }, { business_id: "open" });
  expect(statements).toMatchObject({ computed: true, documents: 0, difference: 0 });
  expect(shown(statements.incomeStatement)).toEqual(incomeStatement);
  expect(shown(statements.balanceSheet)).toEqual([
    [0, "Assets", "2140.00"],
    [1, "Non-current assets", "750.00"],
    [2, "1160", "750.00"],
    [1, "Current assets", "1390.00"],
    [2, "1910", "1390.00"],
    [0, "Equity and liabilities", "2140.00"],
    [1, "Equity", "1500.00"],
    [2, "2000", "1500.00"],
    [1, "Liabilities", "300.00"],
    [2, "2871", "300.00"],
    [1, "Profit (loss) for the financial year, not transferred", "340.00"],
  ]);
});

test("a year whose result has been moved to the balance sheet has the same income statement", async () => {
  const transfer = {
    number: "5",
    date: "2024-12-31",
    kind: "closing",
    lines: [
      ["9990", "340.00"],
      ["2370", "-340.00"],
    ] as [string, string][],
  };
  const statements = await statementsOf({ accounts, vouchers: [...vouchers, transfer] }, { business_id: "moved" });
  expect(shown(statements.incomeStatement)).toEqual(incomeStatement);
  expect(shown(statements.balanceSheet).slice(5, 9)).toEqual([
    [0, "Equity and liabilities", "2140.00"],
    [1, "Equity", "1840.00"],
    [2, "2000", "1500.00"],
    [2, "2370", "340.00"],
  ]);
  expect(statements.difference).toBe(0);
  // Each account closed against equity, as others do it.
  const each = [
    ["3000", "900.00"],
    ["4000", "-300.00"],
    ["6800", "-250.00"],
    ["9440", "-10.00"],
    ["2370", "-340.00"],
  ] as [string, string][];
  const closed = await statementsOf(
    { accounts, vouchers: [...vouchers, { ...transfer, lines: each }] },
    { business_id: "each" },
  );
  expect(shown(closed.incomeStatement)).toEqual(incomeStatement);
});

test("books that do not balance say by how much", async () => {
  const lame = { number: "9", date: "2024-06-06", lines: [["1910", "5.00"]] as [string, string][] };
  const statements = await statementsOf({ accounts, vouchers: [...vouchers, lame] }, { business_id: "lame" });
  expect(decimal(statements.difference)).toBe("5.00");
});

test("a Swedish company's accounts stand under the headings of the BAS chart, the year's result in none of them", async () => {
  const statements = await statementsOf(
    {
      accounts: [
        { number: "1930", name: "Bank", type: "asset" },
        { number: "2099", name: "Årets resultat", type: "equity" },
        { number: "3010", name: "Försäljning", type: "income" },
        { number: "7010", name: "Löner", type: "expense" },
        { number: "8999", name: "Årets resultat", type: "unknown" },
      ],
      vouchers: [
        trade("1", [
          ["1930", "70.00"],
          ["7010", "30.00"],
          ["3010", "-100.00"],
        ]),
        trade("2", [
          ["8999", "70.00"],
          ["2099", "-70.00"],
        ]),
      ],
    },
    { business_id: "se", country: "SE" },
  );
  expect(shown(statements.incomeStatement)).toEqual([
    [1, "Net turnover", "100.00"],
    [2, "3010", "100.00"],
    [1, "Personnel expenses", "-30.00"],
    [2, "7010", "-30.00"],
    [0, "Operating profit (loss)", "70.00"],
    [0, "Profit (loss) for the financial year", "70.00"],
  ]);
  expect(statements.difference).toBe(0);
});
