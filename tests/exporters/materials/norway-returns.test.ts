import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { type Made, make, pythonCsv } from "../make.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const YEAR = "2025-01-01_2025-12-31";

type Voucher = NonNullable<Booked["years"][number]["vouchers"]>[number];
const taxed = (number: string, date: string, code: string, base: string, tax: string): Voucher => ({
  number,
  date,
  lines: [
    ["3000", base, { tax_code: code, tax_base: base.replace("-", ""), tax_amount: tax }],
    ["1920", base.startsWith("-") ? base.slice(1) : `-${base}`],
  ],
});

/** The company's own codes, with those of the tax authority's list that they are. */
const taxCodes = [
  { code: "S25", description: "Salg", rate: "25", standard_code: "3" },
  { code: "S15", description: "Mat", rate: "15", standard_code: "31" },
  { code: "K25", description: "Kjøp", rate: "25", standard_code: "1" },
  { code: "IMP", description: "Tjenester fra utlandet", rate: "25", standard_code: "86" },
];

async function archive(
  company: NonNullable<Booked["company"]>,
  returns: Booked["years"][number]["returns"],
): Promise<Made> {
  const vouchers = [
    taxed("1", "2025-01-10", "S25", "-1000.00", "250.00"),
    taxed("2", "2025-02-10", "S15", "-100.30", "15.05"),
    taxed("3", "2025-02-20", "K25", "400.00", "100.00"),
    taxed("4", "2025-03-20", "S25", "-800.00", "200.00"),
    taxed("5", "2025-03-21", "IMP", "80.00", "20.00"),
  ];
  const id = await book(database.ownerUrl, {
    company,
    taxCodes,
    years: [
      { startsOn: "2025-01-01", endsOn: "2025-12-31", accounts: [{ number: "1920", name: "Bank" }], vouchers, returns },
    ],
  });
  await lease(database.ownerUrl, slotRole, id);
  return make(slotUrl, id, undefined, { formats: ["csv"], wantedYears: [2025] });
}

const page = (made: Made, language: string) =>
  readFileSync(path.join(made.folder, `data/pages/${language}/completeness.html`), "utf8");

test("a Norwegian return is laid beside the entries code by code, and what cannot be compared is said", async () => {
  const made = await archive({ business_id: "974760673", country: "NO", name: "Eksempel AS", currency: "NOK" }, [
    {
      kind: "vat",
      from: "2025-01-01",
      until: "2025-02-28",
      figures: { "3": "250", "31": "15", "1": "-100", fastsattMerverdiavgift: "165" },
    },
    {
      kind: "vat",
      from: "2025-03-01",
      until: "2025-04-30",
      figures: { "3": "150", "86": "20", fastsattMerverdiavgift: "150" },
    },
  ]);
  const rows = pythonCsv(made, `${YEAR}/ledger/vat-reconciliation.csv`).slice(1);
  expect(rows.map((r) => [r[0]!.slice(0, 7), ...r.slice(2)])).toEqual([
    ["2025-01", "tax_of_code", "3", "250.00", "250.00", "0.00"],
    ["2025-01", "tax_of_code", "31", "15.00", "15.05", "-0.05"],
    ["2025-01", "tax_of_code", "1", "-100.00", "-100.00", "0.00"],
    ["2025-01", "payable", "fastsattMerverdiavgift", "165.00", "165.05", "-0.05"],
    ["2025-03", "tax_of_code", "3", "150.00", "200.00", "-50.00"],
    // Tax calculated and deducted in one entry cannot be told apart, nor a sum that has it.
    ["2025-03", "not_compared", "86", "20.00", "", ""],
    ["2025-03", "not_compared", "fastsattMerverdiavgift", "150.00", "", ""],
  ]);
  const found = Object.fromEntries(made.warnings.map((w) => [w.code, w.examples]));
  // The return is in whole kroner: 15 for 15.05 is no difference.
  expect(found.vat_return_differs).toEqual(["2025-03-01 - 2025-04-30 3: reported 150.00, ledger 200.00"]);
  expect(page(made, "fi")).toContain(
    "Verratuista 5 ilmoitetusta luvusta 1 eroaa kirjauksista. 2 luvussa on ero, jonka pyöristys kokonaisiin kruunuihin selittää. " +
      "Ei verrattu, koska kirjauksista ei saa vastaavaa lukua: kentät 86, fastsattMerverdiavgift.",
  );
  expect(page(made, "sv")).toContain("Inte jämfört");
});

test("the sum of a Norwegian return is that of its lines, so that each of them may have lost a crown", async () => {
  const made = await archive({ business_id: "974760674", country: "NO", name: "Eksempel AS", currency: "NOK" }, [
    {
      kind: "vat",
      from: "2025-01-01",
      until: "2025-02-28",
      // 250 + 15.05 - 100 is 165.05. Three lines: 2.95 off may be rounding, 3.05 off may not.
      figures: { "3": "250", "31": "15", "1": "-100", fastsattMerverdiavgift: "168" },
    },
    {
      kind: "vat",
      from: "2025-03-01",
      until: "2025-03-20",
      figures: { "3": "200", fastsattMerverdiavgift: "201" },
    },
  ]);
  const found = Object.fromEntries(made.warnings.map((w) => [w.code, w.examples]));
  expect(found.vat_return_differs).toEqual([
    "2025-03-01 - 2025-03-20 fastsattMerverdiavgift: reported 201.00, ledger 200.00",
  ]);
});

test("a Swedish return is in whole kronor too, and öre that were left out are no difference", async () => {
  const company = { business_id: "556677-8890", country: "SE", name: "Exempel AB", currency: "SEK" };
  const codes = [
    { code: "MP1", description: "Utgående 25", rate: "25" },
    { code: "MP2", description: "Utgående 12", rate: "12" },
    { code: "I", description: "Ingående", rate: "25" },
  ];
  const vouchers = [
    taxed("1", "2025-01-10", "MP1", "-1003.96", "250.99"),
    taxed("2", "2025-01-11", "MP2", "-100.80", "12.10"),
    taxed("3", "2025-01-20", "I", "403.60", "100.90"),
    taxed("4", "2025-02-10", "MP1", "-400.00", "100.00"),
  ];
  const returns = [
    // The boxes give 250 + 12 - 100 = 162; the entries 162.19.
    {
      kind: "vat",
      from: "2025-01-01",
      until: "2025-01-31",
      figures: { "10": "250", "11": "12", "48": "100", "49": "162" },
    },
    { kind: "vat", from: "2025-02-01", until: "2025-02-28", figures: { "10": "99", "48": "0", "49": "99" } },
  ] as const;
  const year = { startsOn: "2025-01-01", endsOn: "2025-12-31", accounts: [{ number: "1920", name: "Bank" }] };
  const id = await book(database.ownerUrl, {
    company,
    taxCodes: codes,
    years: [{ ...year, vouchers, returns: [...returns] }],
  });
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, undefined, { formats: ["csv"] });
  const found = Object.fromEntries(made.warnings.map((w) => [w.code, w.examples]));
  expect(found.vat_return_differs).toEqual([
    "2025-02-01 - 2025-02-28 10: reported 99.00, ledger 100.00",
    "2025-02-01 - 2025-02-28 49: reported 99.00, ledger 100.00",
  ]);
  expect(page(made, "sv")).toContain("I 4 belopp är skillnaden den som avrundning till hela kronor förklarar.");
});

test("of a country whose form is not known here nothing is said to agree", async () => {
  const made = await archive({ business_id: "12345678", country: "EE", name: "Näidis OÜ" }, [
    { kind: "vat", from: "2025-01-01", until: "2025-01-31", figures: { "1": "1000.00", "4": "250.00" } },
  ]);
  const rows = pythonCsv(made, `${YEAR}/ledger/vat-reconciliation.csv`).slice(1);
  expect(rows.map((r) => r.slice(2)).filter(([what]) => what !== "no_return")).toEqual([
    ["output_tax", "", "", "250.00", ""],
    ["deductible_tax", "", "", "0.00", ""],
    ["payable", "", "", "250.00", ""],
    ["not_compared", "1", "1000.00", "", ""],
    ["not_compared", "4", "250.00", "", ""],
  ]);
  const text = page(made, "en");
  expect(text).toContain("No reported figure was compared with the entries.");
  expect(text).toContain("The fields of this country&#39;s form are not known here");
  expect(text).not.toContain("agree with the entries.");
});

test("where there is no return, the page says that none was compared", async () => {
  const made = await archive({ business_id: "556677-8899", country: "SE", name: "Exempel AB", currency: "SEK" }, []);
  expect(page(made, "sv")).toContain("Momsdeklarationer har inte jämförts");
  expect(page(made, "en")).toContain("No VAT return was compared");
});
