import { createHash } from "node:crypto";
import { type BooksMaterial, booksMaterials } from "#exporters/law/types.ts";
import type { Booked } from "./small-ledger.ts";

const FIRST = 1991;
/** The year that a material has to itself. */
export const yearOf = (material: BooksMaterial) => FIRST + booksMaterials.indexOf(material);

type Plant = {
  what: string;
  /** What it looks like in the year, with no space in it; the first is in every archive that may hold it. */
  literal: (year: number) => string[];
  /** Any of these being in is reason enough for it to be in. */
  holders: BooksMaterial[];
  /** They may show it, and need not. */
  also?: BooksMaterial[];
  /** Without any of these it is nowhere. */
  needs?: BooksMaterial[];
};

/** "1995" as "95", so that amounts and account numbers of the years differ. */
const short = (year: number) => String(year % 100).padStart(2, "0");
const amounts = (text: string) => [text, text.replace(".", ",")];
const lines = ["journal", "general_ledger", "vouchers"] as const;
/** A day as the files write it. */
const day = (y: number, month: number, date: number) => {
  const two = (n: number) => String(n).padStart(2, "0");
  return [`${y}-${two(month)}-${two(date)}`, `${date}.${month}.${y}`, `${y}${two(month)}${two(date)}`];
};
/** An import's warning may quote any of these. */
const quoted: BooksMaterial[] = [
  "journal",
  "general_ledger",
  "trial_balance",
  "chart_of_accounts",
  "dimensions",
  "tax_codes",
  "parties",
  "receivables_ledger",
  "payables_ledger",
];

/** What is planted in each year, and what it belongs to. */
export const plants: Plant[] = [
  { what: "an account's name", literal: (y) => [`Tilinimi${y}`], holders: ["chart_of_accounts"] },
  {
    what: "an account that was never used",
    literal: (y) => [`91${short(y)}7`],
    holders: ["chart_of_accounts", "general_ledger", "trial_balance"],
  },
  {
    what: "an opening balance",
    literal: (y) => amounts(`7${short(y)}13.57`),
    holders: ["general_ledger", "trial_balance"],
  },
  {
    what: "a closing balance",
    literal: (y) => amounts(`7${short(y)}24.57`),
    holders: ["general_ledger", "trial_balance"],
    also: ["financial_statements"],
  },
  {
    what: "an opening balance by dimension",
    literal: (y) => amounts(`3${short(y)}68.24`),
    holders: ["general_ledger", "trial_balance"],
    needs: ["dimensions"],
  },
  { what: "a voucher's text", literal: (y) => [`Tositeteksti${y}`], holders: [...lines, "receivables_ledger"] },
  { what: "a line's text", literal: (y) => [`Rivinteksti${y}`], holders: [...lines, "payables_ledger"] },
  { what: "an amount of a line", literal: (y) => amounts(`6${short(y)}51.93`), holders: [...lines, "payables_ledger"] },
  { what: "a customer's name", literal: (y) => [`Asiakasnimi${y}`], holders: ["parties"] },
  { what: "a supplier's name", literal: (y) => [`Toimittajanimi${y}`], holders: ["parties"] },
  { what: "a customer's street", literal: (y) => [`Katuosoite${y}`], holders: ["parties"] },
  { what: "an invoice's reference", literal: (y) => [`VIITE${y}`], holders: ["vouchers", "receivables_ledger"] },
  { what: "the day on which it is due", literal: (y) => day(y, 3, 9), holders: ["vouchers", "receivables_ledger"] },
  { what: "a purchase's reference", literal: (y) => [`OSTO${y}`], holders: ["vouchers", "payables_ledger"] },
  { what: "the day on which a voucher was entered", literal: (y) => day(y, 2, 17), holders: ["vouchers"] },
  { what: "what made a voucher", literal: (y) => [`Lahde${y}`], holders: ["vouchers"] },
  { what: "the text of a voucher without entries", literal: (y) => [`Tyhja${y}`], holders: ["vouchers"] },
  { what: "the number of a voucher without entries", literal: (y) => [`NRO${y}`], holders: ["vouchers"] },
  {
    what: "an amount of tax",
    literal: (y) => amounts(`8${short(y)}77.31`),
    holders: ["journal", "vouchers"],
    also: ["vat_returns"],
  },
  {
    what: "an amount in a foreign currency",
    literal: (y) => amounts(`9${short(y)}66.12`),
    holders: ["journal", "vouchers"],
  },
  { what: "an exchange rate", literal: (y) => amounts(`1.3${y}`), holders: ["journal", "vouchers"] },
  { what: "a quantity", literal: (y) => amounts(`88${short(y)}7.25`), holders: ["journal", "vouchers"] },
  { what: "an account's standard code", literal: (y) => [`SRU${y}`], holders: ["chart_of_accounts"] },
  { what: "whose voucher is kept longer", literal: (y) => [`Merkki${y}`], holders: [] },
  {
    what: "what a customer owes",
    literal: (y) => amounts(`2${short(y)}19.86`),
    holders: ["parties"],
    needs: ["receivables_ledger"],
  },
  {
    what: "what a supplier is owed",
    literal: (y) => amounts(`1${short(y)}28.75`),
    holders: ["parties"],
    needs: ["payables_ledger"],
  },
  { what: "a warning of the import", literal: (y) => [`Varoitus${y}`], holders: ["journal"], needs: quoted },
  { what: "a dimension's value", literal: (y) => [`Kohdenimi${y}`], holders: ["dimensions"] },
  { what: "a tax code's meaning", literal: (y) => [`Veroselite${y}`], holders: ["tax_codes"] },
  { what: "a voucher series' name", literal: (y) => [`Sarjanimi${y}`], holders: ["voucher_series"] },
  {
    what: "statements",
    literal: (y) =>
      ["pages/fi/balance-sheet.html", "pages/sv/income-statement.html", "statements/tuloslaskelma-ja-tase"].map(
        (f) => `${y}-01-01_${y}-12-31/${f}`,
      ),
    holders: [],
    also: ["financial_statements"],
  },
  { what: "a fixed asset", literal: (y) => [`Hyodyke${y}`], holders: ["fixed_asset_register"] },
  { what: "a VAT return's figure", literal: (y) => amounts(`5${short(y)}46.19`), holders: ["vat_returns"] },
  {
    what: "an employer's return's figure",
    literal: (y) => amounts(`4${short(y)}37.28`),
    holders: ["employer_returns"],
  },
];

/** By kind: a file's name and bytes. */
const documents: [kind: string, material: BooksMaterial][] = [
  ["financial_statements", "financial_statements"],
  ["management_report", "management_report"],
  ["sustainability_report", "sustainability_data"],
  ["balance_specification", "balance_specifications"],
  ["notes_specification", "notes_specifications"],
  ["vat_return", "vat_return_documents"],
  ["employer_return", "employer_return_documents"],
  ["correspondence", "correspondence"],
  ["inventory", "inventory"],
  ["agreement", "agreements"],
  ["construction_report", "construction_reports"],
];
for (const [kind, material] of [["voucher", "voucher_documents"] as const, ...documents]) {
  plants.push({ what: `the name of a ${kind} file`, literal: (y) => [`tiedosto-${kind}-${y}`], holders: [material] });
  plants.push({
    what: `the checksum of a ${kind} file`,
    literal: (y) => [createHash("sha256").update(`sisalto-${kind}-${y}`).digest("hex")],
    holders: [material],
  });
  plants.push({ what: `the bytes of a ${kind} file`, literal: (y) => [`sisalto-${kind}-${y}`], holders: [material] });
}
const file = (kind: string, y: number) => ({
  name: `tiedosto-${kind}-${y}.txt`,
  bytes: `sisalto-${kind}-${y}`,
  type: "text/plain",
});

const years = booksMaterials.map((_, i) => FIRST + i);

const year = (y: number): Booked["years"][number] => ({
  startsOn: `${y}-01-01`,
  endsOn: `${y}-12-31`,
  accounts: [
    {
      number: "1160",
      standardCode: `SRU${y}`,
      name: `Tilinimi${y} koneet`,
      type: "asset",
      opening: `7${short(y)}13.57`,
    },
    { number: "1700", name: `Tilinimi${y} myyntisaamiset`, type: "asset" },
    { number: "1910", name: `Tilinimi${y} pankki`, type: "asset" },
    { number: "2000", name: `Tilinimi${y} pääoma`, type: "equity", opening: `-7${short(y)}13.57` },
    { number: "2870", name: `Tilinimi${y} ostovelat`, type: "liability" },
    { number: "3000", name: `Tilinimi${y} myynti`, type: "income" },
    { number: `91${short(y)}7`, name: `Tilinimi${y} turha`, type: "expense" },
  ],
  objectBalances: [["1160", "1", `K${y}`, `3${short(y)}68.24`]],
  series: { ML: `Sarjanimi${y}` },
  vouchers: [
    {
      series: "ML",
      number: "1",
      date: `${y}-02-02`,
      kind: "sales",
      posted: `${y}-02-17`,
      source: `Lahde${y}`,
      text: `Tositeteksti${y}`,
      lines: [
        [
          "1700",
          "124.00",
          { party_kind: "customer", party_number: `C${y}`, reference: `VIITE${y}`, due_on: `${y}-03-09` },
        ],
        [
          "3000",
          "-124.00",
          {
            tax_code: `V${y}`,
            tax_base: "100.00",
            tax_amount: `8${short(y)}77.31`,
            dimensions: [["1", `K${y}`]],
            currency: "USD",
            currency_amount: `9${short(y)}66.12`,
            exchange_rate: `1.3${y}`,
            quantity: `88${short(y)}7.25`,
          },
        ],
      ],
      files: [file("voucher", y)],
    },
    {
      series: "ML",
      number: "3",
      date: `${y}-04-04`,
      marks: [{ basis: "real_estate_investment", starts_on: `${y}-05-05`, subject: `Merkki${y}` }],
      lines: [
        [
          "2870",
          `-6${short(y)}51.93`,
          { party_kind: "supplier", party_number: `S${y}`, text: `Rivinteksti${y}`, reference: `OSTO${y}` },
        ],
        ["2870", "-0.01"],
        ["1910", `6${short(y)}40.94`],
        ["1160", "11.00"],
      ],
    },
    { series: "ML", number: `NRO${y}`, date: `${y}-05-05`, text: `Tyhja${y}`, lines: [] },
  ],
  documents: documents.map(([kind]) => ({ kind, ...file(kind, y) })),
  returns: [
    {
      kind: "vat",
      from: `${y}-01-01`,
      until: `${y}-12-31`,
      figures: { "301": `5${short(y)}46.19` },
      file: `tiedosto-vat_return-${y}.txt`,
    },
    { kind: "employer", from: `${y}-01-01`, until: `${y}-01-31`, figures: { wages: `4${short(y)}37.28` } },
  ],
  assets: { [`A${y}`]: { opening: "0", additions: "11.00", closing: "11.00" } },
});

/** A company with a year for each material, and in it literals of its own in everything that a material holds. */
export const plantedBooks: Booked = {
  parties: years.flatMap((y) => [
    {
      kind: "customer",
      number: `C${y}`,
      name: `Asiakasnimi${y}`,
      street: `Katuosoite${y}`,
      account_number: "1700",
      opening_balance: "0",
      closing_balance: `2${short(y)}19.86`,
    },
    {
      kind: "supplier",
      number: `S${y}`,
      name: `Toimittajanimi${y}`,
      account_number: "2870",
      opening_balance: "0",
      closing_balance: `-1${short(y)}28.75`,
    },
  ]),
  taxCodes: years.map((y) => ({ code: `V${y}`, description: `Veroselite${y}`, rate: "24" })),
  dimensions: [{ code: "1", name: "Kohde", values: years.map((y) => [`K${y}`, `Kohdenimi${y}`]) }],
  assets: Object.fromEntries(
    years.map((y) => [
      `A${y}`,
      { name: `Hyodyke${y}`, account_number: "1160", acquired_on: `${y}-04-04`, acquisition_cost: "11.00" },
    ]),
  ),
  imports: years.map((y) => ({
    name: `tuonti${y}.se`,
    years: [[`${y}-01-01`, `${y}-12-31`]],
    warnings: [{ code: "closing_balance_differs", message: `Varoitus${y}`, place: "account 1910", fix: "" }],
  })),
  years: years.map(year),
};
