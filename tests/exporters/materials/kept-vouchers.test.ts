import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

const store: Stored = new Map();
const lines: [string, string, Record<string, unknown>?][] = [
  ["1160", "1000.00", { party_kind: "supplier", party_number: "S1", tax_code: "O24" }],
  ["1910", "-1000.00"],
];
const companyId = await book(
  database.ownerUrl,
  {
    parties: [{ kind: "supplier", number: "S1", name: "Rakentaja Oy" }],
    taxCodes: [{ code: "O24", description: "Osto 24 %" }],
    years: [
      {
        startsOn: "2014-01-01",
        endsOn: "2014-12-31",
        accounts: [
          { number: "1160", name: "Kiinteistö", type: "asset" },
          { number: "1910", name: "Pankki", type: "asset" },
        ],
        vouchers: [
          { series: "OL", number: "1", date: "2014-02-02", lines, files: [{ name: "toinen.pdf", bytes: "GONE one" }] },
          {
            series: "OL",
            number: "2",
            date: "2014-03-03",
            text: "Peruskorjaus",
            lines,
            files: [{ name: "urakka.pdf", bytes: "kept" }],
            marks: [{ basis: "real_estate_investment", starts_on: "2014-10-01", subject: "Talo 1" }],
          },
          {
            series: "OL",
            number: "3",
            date: "2014-04-04",
            text: "GONE text",
            lines,
            files: [{ name: "verkko.pdf", bytes: "GONE two" }],
            // 10 years from the end of 2014: over by 2026.
            marks: [{ basis: "one_stop_shop", starts_on: "2014-04-04" }],
          },
        ],
        documents: [{ kind: "correspondence", name: "kirje.pdf", bytes: "GONE three" }],
      },
      {
        startsOn: "2018-01-01",
        endsOn: "2018-12-31",
        vouchers: [
          { series: "OL", number: "1", date: "2018-02-02", lines, files: [{ name: "vanha.pdf", bytes: "old" }] },
          {
            series: "OL",
            number: "2",
            date: "2018-03-03",
            lines,
            files: [{ name: "osto.pdf", bytes: "marked" }],
            marks: [{ basis: "real_estate_investment", starts_on: "2018-03-03" }],
          },
        ],
      },
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        vouchers: [
          { series: "OL", number: "1", date: "2024-02-02", lines },
          {
            series: "OL",
            number: "2",
            date: "2024-03-03",
            lines,
            files: [{ name: "kunto.pdf", bytes: "2024" }],
            marks: [{ basis: "real_estate_investment", starts_on: "2024-03-03" }],
          },
        ],
        documents: [
          { kind: "correspondence", name: "kirje.pdf", bytes: "letter", title: "Reklamaatio", dated_on: "2024-06-06" },
          { kind: "agreement", name: "sopimus.pdf", bytes: "agreement" },
          { kind: "inventory", name: "inventaari.pdf", bytes: "counted" },
          { kind: "notes_specification", name: "liitetiedot.pdf", bytes: "notes" },
        ],
      },
    ],
  },
  store,
);
await lease(database.ownerUrl, slotRole, companyId);
const archive = () => make(slotUrl, companyId, store, { formats: ["csv"] });
const of = (year: number) => `${year}-01-01_${year}-12-31`;

test("the reports say nothing of a year's books that are no longer kept, and until when what is left is kept", async () => {
  const made = await archive();
  const report = JSON.parse(made.read("reports/completeness.json")) as {
    years: { folder: string; trialBalance: unknown; series: unknown[]; findings: { code: string }[] }[];
  };
  const year = (n: number) => report.years.find((y) => y.folder === of(n))!;
  expect(year(2014)).toMatchObject({ trialBalance: null, series: [], findings: [] });
  expect(year(2018).trialBalance).toMatchObject({ debit: "2000.00", credit: "2000.00" });
  const rows = pythonCsv(made, "retention.csv").slice(1);
  const until = (path: string) => rows.find((r) => r[0] === path)?.[4];
  expect(until(`${of(2014)}/`)).toBe("2027-12-31");
  expect(until(`${of(2014)}/ledger/vouchers.csv`)).toBe("2027-12-31");
  // The list of files is kept as long as the last file that it lists, and the copies of ledgers as long as the ledgers.
  expect(until(`${of(2018)}/ledger/attachments.csv`)).toBe("2031-12-31");
  expect(until(`${of(2018)}/`)).toBe("2028-12-31");
  expect(until(`${of(2024)}/ledger/attachments.csv`)).toBe("2037-12-31");
  expect(rows.filter((r) => r[4]! < "2026-11-22")).toEqual([]);
  const list = JSON.parse(made.read("luettelo-kirjanpidoista-ja-aineistoista.json")) as {
    years: { folder: string; parts: { name: string; retainUntil: string }[] }[];
  };
  expect(list.years.flatMap((y) => y.parts).filter((p) => p.retainUntil < "2026-11-22")).toEqual([]);
});

test("of a year whose books have expired there is the property's voucher alone, with its lines and its file", async () => {
  const made = await archive();
  const files = made.list
    .filter((f) => f.startsWith(`data/${of(2014)}/`))
    .map((f) => f.slice(`data/${of(2014)}/`.length));
  expect(files).toEqual([
    "ledger/attachments.csv",
    "ledger/voucher-lines.csv",
    "ledger/vouchers.csv",
    "vouchers/OL/2/urakka.pdf",
  ]);
  const [head, ...vouchers] = pythonCsv(made, `${of(2014)}/ledger/vouchers.csv`);
  // 13 years from the end of 2014 (AVL 209 q §).
  expect(vouchers.map((r) => [r[1], r[head!.indexOf("retain_until")]])).toEqual([["2", "2027-12-31"]]);
  const [columns, ...rows] = pythonCsv(made, `${of(2014)}/ledger/voucher-lines.csv`);
  const at = (name: string) => columns!.indexOf(name);
  expect(
    rows.map((r) => ["account", "account_name", "debit", "party_name", "tax_code_description"].map((n) => r[at(n)])),
  ).toEqual([
    ["1160", "Kiinteistö", "1000.00", "Rakentaja Oy", "Osto 24 %"],
    ["1910", "Pankki", "0.00", "", ""],
  ]);
  expect(
    pythonCsv(made, `${of(2014)}/ledger/attachments.csv`)
      .slice(1)
      .map((r) => [r[0], r[3], r.at(-1)]),
  ).toEqual([["vouchers/OL/2/urakka.pdf", "2", "2027-12-31"]]);
});

test("where the journal is still kept, the vouchers are the property's and the lines are in the journal", async () => {
  const made = await archive();
  const files = made.list
    .filter((f) => f.startsWith(`data/${of(2018)}/`))
    .map((f) => f.slice(`data/${of(2018)}/`.length));
  expect(files.filter((f) => f.startsWith("vouchers/"))).toEqual(["vouchers/OL/2/osto.pdf"]);
  expect(files).not.toContain("ledger/voucher-lines.csv");
  expect(pythonCsv(made, `${of(2018)}/ledger/journal.csv`)).toHaveLength(5);
  expect(
    pythonCsv(made, `${of(2018)}/ledger/vouchers.csv`)
      .slice(1)
      .map((r) => r[1]),
  ).toEqual(["2"]);
});

test("the data package promises no row for a voucher that is not kept: every value of a key has its row", async () => {
  await lease(database.ownerUrl, slotRole, companyId);
  const made = await make(slotUrl, companyId, store, { formats: ["csv"] });
  type Key = { fields: string[]; reference: { resource: string; fields: string[] } };
  const { resources } = JSON.parse(made.read("datapackage.json")) as {
    resources: { name: string; path: string; schema: { foreignKeys?: Key[] } }[];
  };
  const read = new Map<string, string[][]>();
  const values = (path: string, fields: string[]) => {
    if (!read.has(path)) read.set(path, pythonCsv(made, path));
    const [head, ...rows] = read.get(path)!;
    return rows.map((row) => fields.map((field) => row[head!.indexOf(field)]!).join(" "));
  };
  const keys = resources.flatMap(({ name, path, schema }) =>
    (schema.foreignKeys ?? []).map(({ fields, reference }) => {
      const there = new Set(values(resources.find((r) => r.name === reference.resource)!.path, reference.fields));
      const lost = values(path, fields).filter((value) => value.trim() !== "" && !there.has(value));
      return { key: `${name}: ${reference.resource}`, lost };
    }),
  );
  expect(keys.filter(({ lost }) => lost.length > 0)).toEqual([]);
  // 2018 keeps its journal, and of its vouchers the property's alone; 2024 keeps all.
  const named = keys.map(({ key }) => key);
  expect(named).not.toContain("2018-01-01-2018-12-31-journal: 2018-01-01-2018-12-31-vouchers");
  expect(named).toContain("2018-01-01-2018-12-31-journal: 2018-01-01-2018-12-31-accounts");
  expect(named).toContain("2024-01-01-2024-12-31-journal: 2024-01-01-2024-12-31-vouchers");
});

test("each voucher and file says until when it is kept, and letters, agreements and inventories are there", async () => {
  const made = await archive();
  const vouchers = pythonCsv(made, `${of(2024)}/ledger/vouchers.csv`).slice(1);
  expect(vouchers.map((r) => [r[1], r.at(-1)])).toEqual([
    ["1", "2030-12-31"],
    ["2", "2037-12-31"],
  ]);
  const attachments = pythonCsv(made, `${of(2024)}/ledger/attachments.csv`).slice(1);
  expect(attachments.map((r) => [r[0], r[1], r[9], r[10], r[11]])).toEqual([
    ["agreements/sopimus.pdf", "agreement", "", "", "2030-12-31"],
    ["correspondence/kirje.pdf", "correspondence", "Reklamaatio", "2024-06-06", "2030-12-31"],
    ["inventory/inventaari.pdf", "inventory", "", "", "2030-12-31"],
    ["statements/liitetiedot.pdf", "notes_specification", "", "", "2034-12-31"],
    ["vouchers/OL/2/kunto.pdf", "voucher", "", "", "2037-12-31"],
  ]);
});

test("nothing that has expired is in any byte, and the archive passes its own verifier", async () => {
  const made = await archive();
  for (const file of made.list.filter((f) => f.startsWith("data/") && !f.endsWith(".json")))
    expect([file, made.read(file.slice("data/".length)).includes("GONE")]).toEqual([file, false]);
  expect(await verifyArchive(made.zip)).toMatchObject({ ok: true });
});
