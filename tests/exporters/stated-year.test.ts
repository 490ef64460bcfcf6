import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { type Made, make, pythonCsv } from "./make.ts";
import { book, lease } from "./small-ledger.ts";

const database = await testDatabase();
const slotUrl = database.slotUrls[0]!;
const FOLDER = "2023-01-01_2023-12-31";
const AS_STATED = {
  fi: "Tilikaudella ei ole tositteita: loppusaldot ovat ne, jotka tuotu tiedosto ilmoittaa.",
  sv: "Räkenskapsperioden har inga verifikationer: de utgående saldona är de som den importerade filen uppger.",
  en: "The year has no vouchers: the closing balances are as stated by the imported file.",
};
const dir = mkdtempSync(path.join(tmpdir(), "huolto-stated-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let made: Made;

beforeAll(async () => {
  const id = await book(database.ownerUrl, {
    years: [
      {
        startsOn: "2023-01-01",
        endsOn: "2023-12-31",
        accounts: [
          { number: "1910", name: "Pankki", type: "asset", opening: "500.00", declaredClosing: "800.00" },
          { number: "2000", name: "Osakepääoma", type: "equity", opening: "-500.00", declaredClosing: "-500.00" },
          { number: "3000", name: "Myynti", type: "income", declaredClosing: "-1000.00" },
          { number: "4000", name: "Ostot", type: "expense", declaredClosing: "700.00" },
        ],
      },
    ],
  });
  await lease(database.ownerUrl, decodeURIComponent(new URL(slotUrl).username), id);
  made = await make(slotUrl, id, new Map(), { dir, formats: ["csv", "saft", "sie", "html", "pdf"] });
}, 60_000);

test("the closing balances of a year without vouchers are those that its file states, in every format", () => {
  expect(pythonCsv(made, `${FOLDER}/ledger/trial-balance.csv`).slice(1)).toEqual([
    // What the movements, of which there are none, do not explain stays to be seen.
    ["1910", "Pankki", "500.00", "0.00", "0.00", "800.00", "800.00", "300.00"],
    ["2000", "Osakepääoma", "-500.00", "0.00", "0.00", "-500.00", "-500.00", "0.00"],
    ["3000", "Myynti", "0.00", "0.00", "0.00", "-1000.00", "-1000.00", "-1000.00"],
    ["4000", "Ostot", "0.00", "0.00", "0.00", "700.00", "700.00", "700.00"],
  ]);
  const ledger = pythonCsv(made, `${FOLDER}/ledger/general-ledger.csv`).slice(1);
  expect(ledger.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
    ["1910", "opening", "500.00"],
    ["1910", "closing", "800.00"],
    ["2000", "opening", "-500.00"],
    ["2000", "closing", "-500.00"],
    ["3000", "opening", "0.00"],
    ["3000", "closing", "-1000.00"],
    ["4000", "opening", "0.00"],
    ["4000", "closing", "700.00"],
  ]);
  const saft = made.read(`${FOLDER}/exchange/saft.xml`);
  expect(
    [...saft.matchAll(/<Closing(Debit|Credit)Balance>([\d.]+)</g)].map(([, side, amount]) => `${side} ${amount}`),
  ).toEqual(["Debit 800.00", "Credit 500.00", "Credit 1000.00", "Debit 700.00"]);
  expect(made.read(`${FOLDER}/exchange/sie4e.se`)).toMatch(/#UB 0 1910 800\.00\r?\n/);
});

test.each(["fi", "sv", "en"] as const)(
  "the computed statements of it hold the stated figures and say so (%s)",
  (language) => {
    const page = (file: string) => made.read(`${FOLDER}/pages/${language}/${file}.html`).replaceAll("\u00a0", " ");
    const thousand = language === "en" ? "1,000.00" : "1 000,00";
    const hundreds = (n: number) => `${n}${language === "en" ? "." : ","}00`;
    const income = page("income-statement");
    for (const text of [AS_STATED[language], thousand, `-${hundreds(700)}`, hundreds(300)])
      expect(income).toContain(text);
    const balance = page("balance-sheet");
    // Assets 800; share capital 500 and the result, which no voucher has moved yet, 300.
    for (const text of [AS_STATED[language], hundreds(800), hundreds(500), hundreds(300)])
      expect(balance).toContain(text);
    expect(balance).not.toMatch(/täsmää|stämmer inte|does not balance/);
    expect(page("accounts")).toContain(AS_STATED[language]);
  },
);

test("its accounts have pages of their own, also those that began with nothing", () => {
  const sales = made.read(`${FOLDER}/pages/accounts/3000/index.html`).replaceAll("\u00a0", " ");
  expect(sales).toContain(AS_STATED.fi);
  expect(sales).toContain("-1 000,00");
});
