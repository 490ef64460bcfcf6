import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { type Booked, book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

const archiveOf = async (booked: Omit<Booked, "company">, businessId: string) => {
  const store: Stored = new Map();
  const id = await book(database.ownerUrl, { ...booked, company: { business_id: businessId } }, store);
  await lease(database.ownerUrl, slotRole, id);
  return await make(slotUrl, id, store, { formats: ["csv"] });
};
const customer = (number: string, reference?: string, due_on?: string) => ({
  party_kind: "customer",
  party_number: number,
  ...(reference !== undefined && { reference }),
  ...(due_on !== undefined && { due_on }),
});

test("receivables: each customer's year, and what was open on its last day by reference", async () => {
  const made = await archiveOf(
    {
      parties: [
        { kind: "customer", number: "C1", name: "Åkerman Oy", account_number: "1700" },
        { kind: "customer", number: "C2", name: "Berg Ab", account_number: "1700" },
      ],
      years: [
        {
          startsOn: "2023-01-01",
          endsOn: "2023-12-31",
          accounts: [{ number: "1700", name: "Myyntisaamiset", type: "asset" }],
          vouchers: [
            {
              series: "ML",
              number: "1",
              date: "2023-12-01",
              text: "Lasku",
              lines: [
                ["1700", "100.00", customer("C1", "R1", "2023-12-15")],
                ["3000", "-100.00"],
              ],
            },
          ],
        },
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [{ number: "1700", name: "Myyntisaamiset", type: "asset", opening: "130.00" }],
          vouchers: [
            {
              series: "PT",
              number: "1",
              date: "2024-01-10",
              lines: [
                ["1910", "60.00"],
                ["1700", "-60.00", customer("C1", "R1")],
              ],
            },
            {
              series: "ML",
              number: "1",
              date: "2024-02-01",
              lines: [
                ["1700", "50.00", customer("C2", "R2", "2024-02-15")],
                // A sale names the customer too; it is no receivable.
                ["3000", "-50.00", customer("C2", "R2")],
              ],
            },
            {
              series: "PT",
              number: "2",
              date: "2024-03-01",
              lines: [
                ["1910", "50.00"],
                ["1700", "-50.00", customer("C2", "R2")],
              ],
            },
            {
              series: "ML",
              number: "2",
              date: "2024-11-11",
              lines: [
                ["1700", "7.00", customer("C2")],
                ["3000", "-7.00"],
              ],
            },
          ],
        },
      ],
    },
    "ar",
  );
  const ledger = pythonCsv(made, "2024-01-01_2024-12-31/ledger/receivables-ledger.csv");
  expect(ledger.slice(1).map((r) => [r[1], r[2], r[3], r[4], r[6], r[7], r[9], r[10], r[14]])).toEqual([
    // The account began with 130.00, of which an invoice of last year explains 100.00.
    ["", "", "opening", "2024-01-01", "", "", "", "", "30.00"],
    ["", "", "closing", "2024-12-31", "", "", "0.00", "0.00", "30.00"],
    ["C1", "Åkerman Oy", "opening", "2024-01-01", "", "", "", "", "100.00"],
    ["C1", "Åkerman Oy", "movement", "2024-01-10", "1", "R1", "0.00", "60.00", "40.00"],
    ["C1", "Åkerman Oy", "closing", "2024-12-31", "", "", "0.00", "60.00", "40.00"],
    ["C2", "Berg Ab", "opening", "2024-01-01", "", "", "", "", "0.00"],
    ["C2", "Berg Ab", "movement", "2024-02-01", "1", "R2", "50.00", "0.00", "50.00"],
    ["C2", "Berg Ab", "movement", "2024-03-01", "2", "R2", "0.00", "50.00", "0.00"],
    ["C2", "Berg Ab", "movement", "2024-11-11", "2", "", "7.00", "0.00", "7.00"],
    ["C2", "Berg Ab", "closing", "2024-12-31", "", "", "57.00", "50.00", "7.00"],
  ]);
  const open = pythonCsv(made, "2024-01-01_2024-12-31/ledger/receivables-open-items.csv");
  expect(open.slice(1)).toEqual([
    ["1700", "", "", "", "", "", "", "", "", "", "30.00"],
    ["1700", "C1", "Åkerman Oy", "R1", "2023-12-01", "2023-12-15", "ML", "1", "100.00", "-60.00", "40.00"],
    ["1700", "C2", "Berg Ab", "", "", "", "", "", "", "", "7.00"],
  ]);
  // 30.00 + 40.00 + 7.00 is the account's closing balance: 130.00 - 60.00 + 50.00 - 50.00 + 7.00.
  const trialBalance = pythonCsv(made, "2024-01-01_2024-12-31/ledger/trial-balance.csv");
  expect(trialBalance.find((r) => r[0] === "1700")![5]).toBe("77.00");
  const first = pythonCsv(made, "2023-01-01_2023-12-31/ledger/receivables-open-items.csv");
  expect(first.slice(1).map((r) => [r[1], r[3], r[10]])).toEqual([["C1", "R1", "100.00"]]);
});

test("payables of a source without references and accounts: by party, beginning with what the source states", async () => {
  const supplier = { party_kind: "supplier", party_number: "S1" };
  const made = await archiveOf(
    {
      parties: [{ kind: "supplier", number: "S1", name: "Toimittaja" }],
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [{ number: "2400", name: "Leverandørgjeld", type: "liability", opening: "-20.00" }],
          vouchers: [
            {
              number: "1",
              date: "2024-05-05",
              lines: [
                ["4000", "80.00", supplier],
                ["2400", "-80.00", supplier],
              ],
            },
            {
              number: "2",
              date: "2024-06-05",
              lines: [
                ["2400", "30.00", supplier],
                ["1920", "-30.00"],
              ],
            },
          ],
        },
      ],
    },
    "ap",
  );
  const open = pythonCsv(made, "2024-01-01_2024-12-31/ledger/payables-open-items.csv");
  expect(open.slice(1).map((r) => [r[0], r[1], r[2], r[3], r[10]])).toEqual([
    ["2400", "", "", "", "-20.00"],
    ["2400", "S1", "Toimittaja", "", "-50.00"],
  ]);
  expect(pythonCsv(made, "2024-01-01_2024-12-31/ledger/receivables-ledger.csv")).toHaveLength(1);
});

test("a party's account that is in no chart, such as its bank account, does not empty the ledger", async () => {
  const made = await archiveOf(
    {
      parties: [{ kind: "supplier", number: "S1", name: "A", account_number: "FI2112345600000785" }],
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [{ number: "2400", name: "Ostovelat", type: "liability" }],
          vouchers: [
            {
              number: "1",
              date: "2024-05-05",
              lines: [
                ["4000", "15.00"],
                ["2400", "-15.00", { party_kind: "supplier", party_number: "S1", reference: "R1" }],
              ],
            },
          ],
        },
      ],
    },
    "bank-account",
  );
  const open = pythonCsv(made, "2024-01-01_2024-12-31/ledger/payables-open-items.csv");
  expect(open.slice(1).map((r) => [r[0], r[1], r[3], r[10]])).toEqual([["2400", "S1", "R1", "-15.00"]]);
});

test("what the source says of its parties' balances is used where it adds up to the account", async () => {
  const made = await archiveOf(
    {
      parties: [
        { kind: "supplier", number: "S1", name: "A", account_number: "2400", opening_balance: "-15.00" },
        { kind: "supplier", number: "S2", name: "B", account_number: "2400", opening_balance: "-5.00" },
      ],
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [{ number: "2400", name: "Leverandørgjeld", type: "liability", opening: "-20.00" }],
          vouchers: [
            {
              number: "1",
              date: "2024-05-05",
              lines: [
                ["2400", "15.00", { party_kind: "supplier", party_number: "S1" }],
                ["1920", "-15.00"],
              ],
            },
          ],
        },
      ],
    },
    "stated",
  );
  const ledger = pythonCsv(made, "2024-01-01_2024-12-31/ledger/payables-ledger.csv");
  expect(ledger.slice(1).map((r) => [r[1], r[3], r[14]])).toEqual([
    ["S1", "opening", "-15.00"],
    ["S1", "movement", "0.00"],
    ["S1", "closing", "0.00"],
    ["S2", "opening", "-5.00"],
    ["S2", "closing", "-5.00"],
  ]);
});

test("the register of assets, the series with their gaps and the returns come as they were kept", async () => {
  const asset = {
    account_number: "1160",
    acquired_on: "2022-03-01",
    acquisition_cost: "1000.00",
    method: "menojäännös 25 %",
  };
  const lines: [string, string][] = [
    ["1910", "1.00"],
    ["3000", "-1.00"],
  ];
  const made = await archiveOf(
    {
      assets: {
        "1": { ...asset, name: "Sorvi" },
        "2": { ...asset, name: "Myyty ennen", disposed_on: "2023-05-05", disposal_price: "10.00" },
        "3": { ...asset, name: "Myöhemmin", acquired_on: "2025-01-01" },
        "4": { ...asset, name: "Ei lukuja" },
      },
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          series: { ML: "Myyntilaskut", TY: "Tyhjä" },
          vouchers: ["1", "2", "5", "9", "X"].map((number) => ({ series: "ML", number, date: "2024-05-05", lines })),
          documents: [{ kind: "vat_return", name: "alv.pdf", bytes: "filed" }],
          assets: { "1": { opening: "562.50", additions: "100.00", depreciation: "165.63", closing: "496.87" } },
          returns: [
            {
              kind: "vat",
              from: "2024-01-01",
              until: "2024-01-31",
              figures: { "308": "10.00", "301": "25.50" },
              file: "alv.pdf",
            },
            { kind: "employer", from: "2024-01-01", until: "2024-01-31", figures: { "602": "300.00" } },
            { kind: "employer", from: "2024-02-01", until: "2024-02-29", figures: {} },
          ],
        },
      ],
    },
    "reg",
  );
  const table = (name: string) => pythonCsv(made, `2024-01-01_2024-12-31/ledger/${name}.csv`).slice(1);
  expect(table("fixed-assets")).toEqual([
    [
      "1",
      "Sorvi",
      "1160",
      "2022-03-01",
      "1000.00",
      "menojäännös 25 %",
      "562.50",
      "100.00",
      "0.00",
      "165.63",
      "496.87",
      "",
      "",
    ],
    ["4", "Ei lukuja", "1160", "2022-03-01", "1000.00", "menojäännös 25 %", "", "", "", "", "", "", ""],
  ]);
  expect(table("voucher-series")).toEqual([
    ["ML", "Myyntilaskut", "5", "1", "9", "5", "0", "1"],
    ["TY", "Tyhjä", "0", "", "", "0", "0", "0"],
  ]);
  expect(table("voucher-gaps")).toEqual([
    ["ML", "3", "4", "2"],
    ["ML", "6", "8", "3"],
  ]);
  expect(table("vat-returns").map((r) => [...r.slice(0, 5), r[5]!.length])).toEqual([
    ["2024-01-01", "2024-01-31", "", "301", "25.50", 64],
    ["2024-01-01", "2024-01-31", "", "308", "10.00", 64],
  ]);
  expect(table("employer-returns")).toEqual([
    ["2024-01-01", "2024-01-31", "", "602", "300.00", ""],
    ["2024-02-01", "2024-02-29", "", "", "", ""],
  ]);
});
