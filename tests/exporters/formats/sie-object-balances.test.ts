import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { readSieFile } from "#tests/support/sie-reader.ts";
import { type Made, make, pythonCsv } from "../make.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

async function archive(booked: Booked, options: Parameters<typeof make>[3] = {}): Promise<Made> {
  const id = await book(database.ownerUrl, booked);
  await lease(database.ownerUrl, slotRole, id);
  return make(slotUrl, id, undefined, { formats: ["sie", "csv"], ...options });
}
const EARLIER = "2023-01-01_2023-12-31";
const LATER = "2024-01-01_2024-12-31";
const fileOf = (made: Made, year: string) => path.join(made.folder, "data", year, "exchange/sie4e.se");

const accounts = (opening: [receivables: string, cash: string, equity: string]) => [
  { number: "1510", name: "Kundfordringar", type: "asset", opening: opening[0] },
  { number: "1910", name: "Kassa", type: "asset", opening: opening[1] },
  { number: "2010", name: "Eget kapital", type: "equity", opening: opening[2] },
  { number: "3010", name: "Försäljning", type: "income" },
];

const books = (businessId: string): Booked => ({
  company: { country: "SE", business_id: businessId, name: "Bolaget AB", currency: "SEK", chart_kind: "EUBAS97" },
  dimensions: [
    { code: "1", name: "Kostnadsställe", values: [["10", "Norr"]] },
    { code: "LAG", name: "Lager", values: [] },
  ],
  parties: [{ kind: "customer", number: "77", name: "Kund & Co" }],
  years: [
    {
      startsOn: "2023-01-01",
      endsOn: "2023-12-31",
      accounts: accounts(["100.00", "50.00", "-150.00"]),
      objectBalances: [["1510", "1", "10", "40.00"]],
      vouchers: [
        {
          number: "1",
          date: "2023-05-05",
          lines: [
            ["1510", "100.00", { dimensions: [["1", "10"]] }],
            ["3010", "-100.00", { dimensions: [["1", "10"]] }],
          ],
        },
      ],
    },
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      accounts: accounts(["200.00", "50.00", "-250.00"]),
      objectBalances: [
        ["1910", "1", "20", "-7.50"],
        ["1510", "LAG", "A", "5.00"],
        ["1510", "1", "10", "140.00", "999.00"],
      ],
      vouchers: [
        {
          number: "1",
          date: "2024-02-02",
          lines: [
            [
              "1510",
              "60.00",
              {
                dimensions: [
                  ["1", "10"],
                  ["LAG", "A"],
                ],
              },
            ],
            ["3010", "-60.00", { dimensions: [["1", "10"]] }],
          ],
        },
        {
          number: "2",
          date: "2024-03-03",
          lines: [
            // Names its object twice, and is on it once.
            [
              "1910",
              "-12.50",
              {
                dimensions: [
                  ["1", "10"],
                  ["1", "10"],
                ],
              },
            ],
            ["1510", "12.50", { party_kind: "customer", party_number: "77" }],
          ],
        },
      ],
    },
  ],
});

test("by account and object: opening balances and lines of the year and of the one before; the kind of chart", async () => {
  const made = await archive(books("556000-4615"));
  const later = readSieFile(fileOf(made, LATER));
  expect(later.problems).toEqual([]);
  expect(later.head["#KPTYP"]).toEqual(["EUBAS97"]);
  // 140 + 60; 5 + 60; -12.50; -7.50. The stated 999 is not what the lines come to.
  expect(later.object_balances).toEqual([
    ["#OIB", "0", "1510", "1", "10", "140.00"],
    ["#OUB", "0", "1510", "1", "10", "200.00"],
    ["#OIB", "0", "1510", "20", "A", "5.00"],
    ["#OUB", "0", "1510", "20", "A", "65.00"],
    ["#OUB", "0", "1910", "1", "10", "-12.50"],
    ["#OIB", "0", "1910", "1", "20", "-7.50"],
    ["#OUB", "0", "1910", "1", "20", "-7.50"],
    ["#OIB", "-1", "1510", "1", "10", "40.00"],
    ["#OUB", "-1", "1510", "1", "10", "140.00"],
  ]);
  expect(later.objects).toEqual({ "1 10": "Norr", "1 20": "20", "20 A": "A", "8 77": "Kund & Co" });
  expect(readFileSync(fileOf(made, LATER), "latin1")).toContain('\r\n#OIB 0 1510 {1 "10"} 140.00\r\n');
  const earlier = readSieFile(fileOf(made, EARLIER));
  expect(earlier.problems).toEqual([]);
  expect(earlier.object_balances).toEqual([
    ["#OIB", "0", "1510", "1", "10", "40.00"],
    ["#OUB", "0", "1510", "1", "10", "140.00"],
  ]);
  // What the source states, and no more, for those who read the CSV files.
  expect(pythonCsv(made, `${LATER}/ledger/object-balances.csv`)).toEqual([
    ["account", "dimension", "value", "opening_balance", "declared_closing_balance"],
    ["1510", "1", "10", "140.00", "999.00"],
    ["1510", "LAG", "A", "5.00", ""],
    ["1910", "1", "20", "-7.50", ""],
  ]);
});

test("a year whose dimensions are left out has none, neither in its own file nor in the next year's", async () => {
  const made = await archive(books("556000-4623"), {
    adjustments: [
      {
        kind: "leave_out",
        material: "dimensions",
        yearEndsOn: "2023-12-31",
        until: null,
        reason: "Riita on kesken",
      },
    ],
  });
  expect(readSieFile(fileOf(made, EARLIER)).object_balances).toEqual([]);
  expect(made.list).not.toContain(`data/${EARLIER}/ledger/object-balances.csv`);
  const later = readSieFile(fileOf(made, LATER));
  expect(later.problems).toEqual([]);
  expect([...new Set(later.object_balances.map(([, year]) => year))]).toEqual(["0"]);
  expect(made.list).toContain(`data/${LATER}/ledger/object-balances.csv`);
});

test("a year without vouchers keeps the closing balances that its source states, also of the income statement", async () => {
  const made = await archive({
    company: { business_id: "3333333-4" },
    dimensions: [{ code: "6", name: "Projekti", values: [["P", "Silta"]] }],
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: accounts(["1.00", "0.00", "-1.00"]),
        objectBalances: [
          ["1510", "6", "P", "1.00", "4.00"],
          ["1910", "6", "P", "2.00"],
          ["3010", "6", "P", "0.00", "-3.00"],
        ],
      },
    ],
  });
  const sie = readSieFile(fileOf(made, LATER));
  expect(sie.problems).toEqual([]);
  expect(sie.head["#KPTYP"]).toBeUndefined();
  expect(sie.object_balances).toEqual([
    ["#OIB", "0", "1510", "6", "P", "1.00"],
    ["#OUB", "0", "1510", "6", "P", "4.00"],
    ["#OIB", "0", "1910", "6", "P", "2.00"],
    ["#OUB", "0", "1910", "6", "P", "2.00"],
    ["#OUB", "0", "3010", "6", "P", "-3.00"],
  ]);
});

test("an account of the income statement has a closing balance on the objects of which its source states one", async () => {
  const made = await archive({
    company: { business_id: "5555555-6" },
    dimensions: [{ code: "6", name: "Projekti", values: [["P", "Silta"]] }],
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: accounts(["0.00", "0.00", "0.00"]),
        objectBalances: [["3010", "6", "P", "0.00", "-9.00"]],
        vouchers: [
          {
            number: "1",
            date: "2024-02-02",
            lines: [
              ["1910", "8.00", { dimensions: [["6", "P"]] }],
              ["3010", "-5.00", { dimensions: [["6", "P"]] }],
              ["3010", "-3.00", { dimensions: [["6", "Q"]] }],
            ],
          },
        ],
      },
    ],
  });
  const sie = readSieFile(fileOf(made, LATER));
  expect(sie.problems).toEqual([]);
  // What the rows come to, as for the other accounts; nobody stated one for Q.
  expect(sie.object_balances).toEqual([
    ["#OUB", "0", "1910", "6", "P", "8.00"],
    ["#OUB", "0", "3010", "6", "P", "-5.00"],
  ]);
});

test("books that state none have the objects' closing balances in the file, and no table of them", async () => {
  const made = await archive({
    company: { business_id: "4444444-0" },
    dimensions: [{ code: "6", name: "Projekti", values: [["P", "Silta"]] }],
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: accounts(["0.00", "0.00", "0.00"]),
        vouchers: [
          {
            number: "1",
            date: "2024-02-02",
            lines: [
              ["1910", "8.00", { dimensions: [["6", "P"]] }],
              ["3010", "-8.00", { dimensions: [["6", "P"]] }],
            ],
          },
        ],
      },
    ],
  });
  const sie = readSieFile(fileOf(made, LATER));
  expect(sie.problems).toEqual([]);
  expect(sie.object_balances).toEqual([["#OUB", "0", "1910", "6", "P", "8.00"]]);
  expect(made.list.some((file) => file.includes("object-balances"))).toBe(false);
});
