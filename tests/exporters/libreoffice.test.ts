import { createHash } from "node:crypto";
import path from "node:path";
import { expect } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyTags } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { type Made, make, readCsv, scratch } from "./make.ts";
import { book, lease, type Stored } from "./small-ledger.ts";

/** LibreOffice reads the archive's XLSX, Python's csv module its CSV, and both hold the same rows. */
const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

/** A decimal without the zeros that say nothing, so that 125.50 and 125.5 are one number. */
const decimal = (text: string) => text.replace(/\.0+$|(\.\d*?)0+$/, "$1");

type DataPackage = {
  resources: { path: string; schema: { fields: { name: string; type: string; title_fi: string }[] } }[];
};

/** Numbers as decimals; dates and texts as they stand; the CSV file's own heading as the Finnish archive's book has it. */
function comparable(made: Made, file: string, rows: string[][]): string[][] {
  const { resources } = JSON.parse(made.read("datapackage.json")) as DataPackage;
  const { schema } = resources.find((resource) => resource.path === file)!;
  const numeric = schema.fields.map(({ type }) => type === "number" || type === "integer");
  const boolean = schema.fields.map(({ type }) => type === "boolean");
  const titles = new Map(schema.fields.map((field) => [field.name, field.title_fi]));
  return rows.map((row, i) =>
    row.map((field, n) =>
      i === 0
        ? (titles.get(field) ?? field)
        : numeric[n]
          ? decimal(field.replaceAll(",", ""))
          : boolean[n]
            ? field.toLowerCase()
            : field,
    ),
  );
}

// Comma, double quote, UTF-8, from line 1, no column formats, no language, only texts in quotes, cells as shown.
const CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";

/** Converts a year's workbooks to CSV, all in one run of LibreOffice with a profile of its own. */
function converted(soffice: string, made: Made, year: string, tables: string[]): (table: string) => string[][] {
  const out = scratch();
  const books = tables.map((table) => path.join(made.folder, "data", year, "excel", `${table}.xlsx`));
  const profile = `-env:UserInstallation=file://${path.join(scratch(), "profile")}`;
  runTool(soffice, [profile, "--headless", "--convert-to", CSV_FILTER, "--outdir", out, ...books]);
  return (table) => readCsv(path.join(out, `${table}.csv`));
}

/** Of a book as LibreOffice has understood it: its sheets, and the cells in whose headings it shows a filter. */
function understood(soffice: string, made: Made, year: string, table: string): { sheets: string[]; filters: string[] } {
  const out = scratch();
  const profile = `-env:UserInstallation=file://${path.join(scratch(), "profile")}`;
  const book = path.join(made.folder, "data", year, "excel", `${table}.xlsx`);
  runTool(soffice, [profile, "--headless", "--convert-to", "ods", "--outdir", out, book]);
  const script = "import sys,zipfile;sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read('content.xml').decode())";
  const content = runTool("python3", ["-c", script, path.join(out, `${table}.ods`)]);
  const found = (pattern: RegExp) => [...content.matchAll(pattern)].map(([, text]) => text!);
  return {
    sheets: found(/<table:table table:name="([^"]*)"/g),
    filters: found(/target-range-address="([^"]*)" table:display-filter-buttons="true"/g),
  };
}

/** Tables whose workbook has the sums of its columns below them. */
const SUMMED = ["journal", "trial-balance"];

/** LibreOffice reckons the sums itself; each is that of the CSV's column, unless it has more digits than a spreadsheet adds exactly. */
function expectSums([head, ...rows]: string[][], sums: string[]): void {
  const cents = (text: string) =>
    BigInt(`${text}${text.includes(".") ? "" : ".00"}`.replace(/\.(\d)$/, ".$10").replace(".", ""));
  for (const [n, name] of head!.entries()) {
    if (!["debit", "credit", "opening_balance", "closing_balance"].includes(name)) continue;
    const sum = rows.reduce((total, row) => total + cents(row[n]!), 0n);
    if (sum < 10n ** 15n) expect(cents(sums[n]!), name).toBe(sum);
    else expect(sums[n], name).toBe("");
  }
}

function expectSame(soffice: string, made: Made, year: string, tables: string[]): void {
  const shown = converted(soffice, made, year, tables);
  for (const table of tables) {
    const file = `${year}/ledger/${table}.csv`;
    const csv = readCsv(path.join(made.folder, "data", file));
    expect(csv.length, table).toBeGreaterThan(1);
    const rows = comparable(made, file, shown(table));
    if (SUMMED.includes(table)) {
      const sums = rows.pop()!;
      expect(sums[0]).toBe("Yhteensä tässä tiedostossa");
      expectSums(csv, sums);
    }
    expect(rows, table).toEqual(comparable(made, file, csv));
  }
}

toolTest(
  "LibreOffice shows in a year's workbooks what its CSV files hold: 18 months of a demo company",
  "soffice",
  async (soffice) => {
    const store: Stored = new Map();
    const { companyId, tag } = companyTags.find((demo) => demo.tag === "UUSI90")!;
    await seedDemoLedger({
      ownerUrl: database.ownerUrl,
      specs: COMPANIES.filter((spec) => spec.tag === tag),
      storeDocument: async (bytes) => {
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        store.set(sha256, bytes);
        return { sha256, bytes: bytes.length };
      },
    });
    await lease(database.ownerUrl, slotRole, companyId);
    const made = await make(slotUrl, companyId, store);
    const year = "2023-07-01_2024-12-31";
    expect(readCsv(path.join(made.folder, "data", year, "ledger/journal.csv")).length).toBeGreaterThan(500);
    expectSame(soffice, made, year, ["journal", "general-ledger", "trial-balance", "accounts", "vouchers", "parties"]);
  },
  { timeoutMs: 240_000 },
);

toolTest(
  "what a spreadsheet likes to take for something else stays what was booked",
  "soffice",
  async (soffice) => {
    const texts = [
      '=HYPERLINK("http://example.invalid")',
      "+358 40 123 4567",
      "-12.50",
      "@SUM(A1)",
      "007",
      "2024-01-02",
      "1/2",
      "TRUE",
      "1e5",
      "  spaces around  ",
      'Tab\there, "quotes", comma; semicolon',
      "two\nlines",
      "_x0041_ and & < > '",
      "漢字 😀 Åäö",
    ];
    const companyId = await book(database.ownerUrl, {
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [
            { number: "0191", name: "Pankki", opening: "-0.01" },
            { number: "3000", name: "Myynti", opening: "0.01" },
          ],
          vouchers: texts.map((text, i) => ({
            series: "00",
            number: `0${i}`,
            date: "2024-02-29",
            text,
            lines: [
              ["0191", ["0.01", "1000000.10", "9999999999999.99"][i % 3]!, { text }],
              ["3000", ["-0.01", "-1000000.10", "-9999999999999.99"][i % 3]!],
            ] as const,
          })),
        },
      ],
    });
    await lease(database.ownerUrl, slotRole, companyId);
    const made = await make(slotUrl, companyId);
    expectSame(soffice, made, "2024-01-01_2024-12-31", ["journal", "general-ledger", "accounts"]);
    expect(converted(soffice, made, "2024-01-01_2024-12-31", ["accounts"])("accounts")).toEqual([
      ["Tili", "Nimi", "Tyyppi", "Standarditunnus", "Tililuettelossa"],
      ["0191", "Pankki", "unknown", "", "TRUE"],
      ["3000", "Myynti", "unknown", "", "TRUE"],
    ]);
    expect(understood(soffice, made, "2024-01-01_2024-12-31", "trial-balance")).toEqual({
      sheets: ["Saldoluettelo", "Sarakkeet"],
      // Two accounts below the heading; the sums are not filtered.
      filters: ["Saldoluettelo.A1:Saldoluettelo.H3"],
    });
    const journal = readCsv(path.join(made.folder, "data/2024-01-01_2024-12-31/ledger/journal.csv"));
    expect(journal.filter((_, i) => i % 2 === 1).map((row) => row[6])).toEqual(texts);
  },
  { timeoutMs: 240_000 },
);
