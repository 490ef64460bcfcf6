import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

const sale = (net: string, tax: string, gross: string, code: string) =>
  [
    ["1700", gross],
    ["3000", `-${net}`, { tax_code: code, tax_base: net, tax_amount: tax }],
    ["2939", `-${tax}`],
  ] as const;

test("VAT returns are laid beside the entries' tax, and what differs is named", async () => {
  const id = await book(database.ownerUrl, {
    company: { business_id: "vat" },
    taxCodes: [
      { code: "M255", description: "Myynti", rate: "25.5" },
      { code: "M14", description: "Myynti", rate: "14" },
      { code: "O255", description: "Osto", rate: "25.5" },
    ],
    assets: { "1": { name: "Kone", account_number: "1160", acquired_on: "2024-02-02", acquisition_cost: "500.00" } },
    years: [
      {
        startsOn: "2025-01-01",
        endsOn: "2025-12-31",
        accounts: [{ number: "1160", name: "Koneet", type: "asset", opening: "500.00" }],
        assets: { "1": { opening: "500.00", depreciation: "125.00", closing: "380.00" } },
        vouchers: [
          { number: "1", date: "2025-01-10", kind: "sales", lines: [...sale("100.00", "25.50", "125.50", "M255")] },
          { number: "2", date: "2025-01-11", kind: "sales", lines: [...sale("100.00", "14.00", "114.00", "M14")] },
          {
            number: "3",
            date: "2025-01-20",
            kind: "purchase",
            lines: [
              ["4000", "40.00", { tax_code: "O255", tax_base: "40.00", tax_amount: "10.20" }],
              ["1763", "10.20"],
              ["2871", "-50.20"],
            ],
          },
          // The settlement has a tax amount of its own kind and counts nothing twice.
          {
            number: "4",
            date: "2025-01-31",
            kind: "vat",
            lines: [
              ["2939", "10.20", { tax_code: "O255", tax_amount: "10.20" }],
              ["1763", "-10.20"],
            ],
          },
          // A credit note of a sale in a month with no other sale.
          {
            number: "5",
            date: "2025-02-03",
            kind: "sales",
            lines: [
              ["3000", "10.00", { tax_code: "M255", tax_base: "10.00", tax_amount: "2.55" }],
              ["2939", "2.55"],
              ["1700", "-12.55"],
            ],
          },
          { number: "6", date: "2025-03-05", kind: "sales", lines: [...sale("200.00", "51.00", "251.00", "M255")] },
        ],
        returns: [
          {
            kind: "vat",
            from: "2025-01-01",
            until: "2025-01-31",
            figures: { "301": "25.50", "302": "14.00", "307": "10.20", "308": "29.30" },
          },
          {
            kind: "vat",
            from: "2025-02-01",
            until: "2025-02-28",
            figures: { "301": "0.00", "307": "0.00", "308": "0.00" },
          },
        ],
      },
    ],
  });
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, undefined, { formats: ["csv"] });
  const rows = pythonCsv(made, "2025-01-01_2025-12-31/ledger/vat-reconciliation.csv").slice(1);
  expect(rows.map((r) => [r[0]!.slice(0, 7), ...r.slice(2)])).toEqual([
    ["2025-01", "tax_at_rate", "301", "25.50", "25.50", "0.00"],
    ["2025-01", "tax_at_rate", "302", "14.00", "14.00", "0.00"],
    ["2025-01", "deductible_tax", "307", "10.20", "10.20", "0.00"],
    ["2025-01", "payable", "308", "29.30", "29.30", "0.00"],
    ["2025-02", "tax_at_rate", "301", "0.00", "-2.55", "2.55"],
    ["2025-02", "deductible_tax", "307", "0.00", "0.00", "0.00"],
    ["2025-02", "payable", "308", "0.00", "-2.55", "2.55"],
    ["2025-03", "no_return", "", "", "51.00", ""],
  ]);
  const found = Object.fromEntries(made.warnings.map((w) => [w.code, w.examples]));
  expect(found).toMatchObject({
    vat_return_differs: [
      "2025-02-01 - 2025-02-28 301: reported 0.00, ledger -2.55",
      "2025-02-01 - 2025-02-28 308: reported 0.00, ledger -2.55",
    ],
    vat_without_return: ["2025-03: 51.00"],
    // 500.00 - 125.00 is 375.00, and the ledger has no depreciation at all.
    asset_does_not_add_up: ["1: 380.00"],
    asset_register_differs: ["1160: register 380.00, ledger 500.00"],
  });
});

test("a return with tax that the buyer owes and deducts is not called wrong, however the purchase was booked", async () => {
  type Line = readonly [account: string, amount: string, more?: Record<string, unknown>];
  const goods: Line = ["4130", "100.00", { tax_code: "EU255", tax_base: "100.00", tax_amount: "25.50" }];
  const bought = (number: string, tax: readonly Line[]) => {
    const lines: Line[] = [goods, ...tax, ["2871", "-100.00"]];
    return { number, date: `2025-0${number}-10`, kind: "purchase", lines };
  };
  const month = (n: number, until: string) => ({
    kind: "vat" as const,
    from: `2025-0${n}-01`,
    until,
    figures: { "305": "25.50", "307": "25.50", "308": "0.00" },
  });
  const id = await book(database.ownerUrl, {
    company: { business_id: "eu-goods" },
    taxCodes: [{ code: "EU255", description: "EU-hankinta", rate: "25.5" }],
    years: [
      {
        startsOn: "2025-01-01",
        endsOn: "2025-12-31",
        vouchers: [
          bought("1", []),
          // The same with a line for the tax that is owed.
          bought("2", [
            ["1763", "25.50"],
            ["2939", "-25.50", { tax_code: "EU255", tax_amount: "25.50" }],
          ]),
        ],
        returns: [month(1, "2025-01-31"), month(2, "2025-02-28")],
      },
    ],
  });
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, undefined, { formats: ["csv"] });
  const rows = pythonCsv(made, "2025-01-01_2025-12-31/ledger/vat-reconciliation.csv").slice(1);
  expect(rows.map((r) => [r[0]!.slice(0, 7), ...r.slice(2)])).toEqual(
    ["2025-01", "2025-02"].flatMap((of) => [
      [of, "not_compared", "305", "25.50", "", ""],
      [of, "not_compared", "307", "25.50", "", ""],
      [of, "not_compared", "308", "0.00", "", ""],
    ]),
  );
  expect(made.warnings.map(({ code }) => code)).not.toContain("vat_return_differs");
});
