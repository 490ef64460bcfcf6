import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { type BooksMaterial, booksMaterials } from "#exporters/law/types.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { sample, samplesThere } from "#tests/support/samples.ts";
import { plantedBooks, plants, yearOf } from "./left-out-books.ts";
import { type Made, make } from "./make.ts";
import { book, lease, type Stored } from "./small-ledger.ts";

/**
 * What is left out is in no file of any format. Each year of the company leaves out another material (or keeps one alone), and has
 * literals of its own in everything that a material holds: they are where they belong, and nowhere else.
 */
const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const store: Stored = new Map();
const scratch = mkdtempSync(path.join(tmpdir(), "huolto-left-out-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const id = await book(database.ownerUrl, plantedBooks, store);
await lease(database.ownerUrl, slotRole, id);

type Material = BooksMaterial;

/** @throws what xmllint says against the schema of SAF-T 1.30 */
const validateSaft = (file: string) =>
  execFileSync("xmllint", ["--noout", "--schema", sample("saft/Norwegian_SAF-T_Financial_Schema_v_1.30.xsd"), file], {
    stdio: "pipe",
  });
type Read = { made: Made; text: Record<string, string> };

/** @param leftOut what the year of a material leaves out */
async function archive(name: string, leftOut: (own: Material) => readonly Material[]): Promise<Read> {
  const adjustments = booksMaterials.flatMap((own) =>
    leftOut(own).map((material) => ({
      kind: "leave_out" as const,
      material,
      yearEndsOn: `${yearOf(own)}-12-31`,
      until: null,
      reason: "Riita on kesken",
    })),
  );
  const dir = path.join(scratch, name);
  mkdirSync(dir);
  const made = await make(slotUrl, id, store, { adjustments, asOf: "1990-06-01", dir });
  const script = fileURLToPath(new URL("unpacked-text.py", import.meta.url));
  const out = execFileSync("python3", [script, path.join(made.folder, "data")], { maxBuffer: 1024 ** 3 });
  return { made, text: JSON.parse(out.toString()) };
}

describe.each<[string, (own: Material) => readonly Material[]]>([
  ["left out", (own) => [own]],
  ["kept alone", (own) => booksMaterials.filter((other) => other !== own)],
  ["kept with the journal", (own) => booksMaterials.filter((other) => other !== own && other !== "journal")],
])("one material %s", (name, leftOut) => {
  let read: Read;
  beforeAll(async () => {
    read = await archive(name, leftOut);
  }, 300_000);

  test("the archive verifies", async () => {
    const verified = await verifyArchive(read.made.zip);
    expect(verified.ok ? [] : verified.problems).toEqual([]);
  });

  test.each(booksMaterials)(
    "%s",
    (own) => {
      const y = yearOf(own);
      const out = new Set(leftOut(own));
      // Registers are the company's: in another year's folder each year's names may stand.
      const files = Object.entries(read.text).filter(
        ([file]) => file.startsWith(`${y}-01-01_`) || !/^\d{4}-/.test(file),
      );
      const found = plants.map(({ what, literal, holders, also = [], needs = [] }) => ({
        what,
        must: holders.some((holder) => !out.has(holder)) && !needs.some((need) => out.has(need)),
        may: [...holders, ...also].some((holder) => !out.has(holder)) && !needs.some((need) => out.has(need)),
        where: files
          .filter(([file, text]) => literal(y).some((l) => file.includes(l) || text.includes(l)))
          .map(([file]) => file),
      }));
      expect(found.filter(({ may, where }) => !may && where.length > 0)).toEqual([]);
      expect(found.filter(({ must, where }) => must && where.length === 0)).toEqual([]);
    },
    60_000,
  );
});

test("where only the journal is in, SAF-T is written without accounts, SIE is not, and the archive says so in three languages", async () => {
  const all = booksMaterials.filter((material) => material !== "journal");
  const adjustments = all.map((material) => ({
    kind: "leave_out" as const,
    material,
    yearEndsOn: null,
    until: null,
    reason: "Riita on kesken",
  }));
  const made = await make(slotUrl, id, store, {
    adjustments,
    asOf: "1990-06-01",
    wantedYears: [1991],
    formats: ["saft", "sie"],
  });
  expect(made.list.filter((name) => name.includes("/exchange/"))).toEqual([
    "data/1991-01-01_1991-12-31/exchange/saft.xml",
  ]);
  const saft = made.read("1991-01-01_1991-12-31/exchange/saft.xml");
  expect(saft).toContain("<MasterFiles></MasterFiles>");
  expect(saft).toContain("<AccountID>2870</AccountID>");
  // The schema asks for both days: the journal's, as the day of entry is the voucher's.
  expect(saft).toContain(
    "<TransactionDate>1991-02-02</TransactionDate><VoucherType>ML</VoucherType><Description>Tositeteksti1991</Description>" +
      "<SystemEntryDate>1991-02-02</SystemEntryDate><GLPostingDate>1991-02-02</GLPostingDate>",
  );
  const said = {
    fi: [
      "SAF-T, tilikausi 1.1.1991 – 31.12.1991: tiedostossa ei ole tilejä eikä saldoja, koska arkistoon ei kuulu: tililuettelo, saldoluettelo, pääkirja.",
      "SIE 4E, tilikausi 1.1.1991 – 31.12.1991: tiedostoa ei ole, koska se ei olisi kelvollinen ilman aineistoa, joka ei kuulu arkistoon: tililuettelo, saldoluettelo, pääkirja.",
    ],
    sv: [
      "SAF-T, räkenskapsperioden 1991-01-01 – 1991-12-31: filen har varken konton eller saldon, eftersom arkivet inte omfattar: kontoplan, råbalans, huvudbok.",
      "SIE 4E, räkenskapsperioden 1991-01-01 – 1991-12-31: filen finns inte, eftersom den inte vore giltig utan material som arkivet inte omfattar: kontoplan, råbalans, huvudbok.",
    ],
    en: [
      "SAF-T, financial year 1 Jan 1991 – 31 Dec 1991: the file has neither accounts nor balances, because the archive does not include: chart of accounts, trial balance, general ledger.",
      "SIE 4E, financial year 1 Jan 1991 – 31 Dec 1991: there is no file, because it would not be valid without what the archive does not include: chart of accounts, trial balance, general ledger.",
    ],
  };
  for (const [language, sentences] of Object.entries(said))
    for (const sentence of sentences)
      for (const file of [`pages/${language}/index.html`, `pages/${language}/completeness.html`, "LUE-MINUT.txt"])
        expect(made.read(file), `${file} ${language}`).toContain(sentence);
  const { excluded } = JSON.parse(made.read("reports/completeness.json")) as {
    excluded: { what: string; why: string }[];
  };
  expect(excluded).toEqual(expect.arrayContaining(said.en.map((why, i) => ({ what: ["saft", "sie"][i]!, why }))));
  if (samplesThere) validateSaft(path.join(made.folder, "data/1991-01-01_1991-12-31/exchange/saft.xml"));
});

test("past the vouchers' period the journal alone speaks, and a voucher that is kept longer speaks for itself", async () => {
  // Vouchers until 2017, those of the real estate until 2023, the journal until 2021.
  const own = { posted: "2011-02-17", source: "Lahde" };
  const company = await book(database.ownerUrl, {
    company: { business_id: "2222222-9" },
    years: [
      {
        startsOn: "2011-01-01",
        endsOn: "2011-12-31",
        accounts: [
          { number: "1700", name: "Myyntisaamiset", type: "asset" },
          { number: "3000", name: "Myynti", type: "income" },
        ],
        vouchers: ["1", "2", "3"].map((number) => ({
          ...own,
          number,
          date: "2011-02-02",
          kind: "sales",
          text: `Teksti${number}`,
          lines:
            number === "3"
              ? []
              : [
                  ["1700", "1.00", { party_kind: "customer", party_number: "C", reference: `VIITE${number}` }],
                  ["3000", "-1.00"],
                ],
          ...(number === "2" && { marks: [{ basis: "real_estate_investment", starts_on: "2010-05-05" }] }),
        })),
      },
    ],
  });
  await lease(database.ownerUrl, slotRole, company);
  const made = await make(slotUrl, company, store, {
    adjustments: [
      { kind: "leave_out", material: "receivables_ledger", yearEndsOn: null, until: null, reason: "Riita on kesken" },
    ],
    asOf: "2019-06-01",
    formats: ["csv", "html", "saft", "sie"],
  });
  const folder = "2011-01-01_2011-12-31";
  const page = made.read(`${folder}/pages/vouchers/0001.html`);
  const heads = [...page.matchAll(/<th scope=rowgroup[^>]*>(.*?)<\/th>/g)].map((m) => m[1]!.replaceAll(/<[^>]+>/g, ""));
  expect(heads).toEqual([
    "1 · 2.2.2011 · Teksti1",
    expect.stringMatching(/^2 · 2\.2\.2011 · .+ · Teksti2 .*17\.2\.2011.*Lahde$/),
  ]);
  expect(page).not.toContain("VIITE1");
  expect(page).toContain("VIITE2");
  const saft = made.read(`${folder}/exchange/saft.xml`);
  expect(saft.match(/<(SourceID|VoucherType|SystemEntryDate)>[^<]*/g)).toEqual([
    "<SystemEntryDate>2011-02-02",
    "<SourceID>Lahde",
    "<VoucherType>sales",
    "<SystemEntryDate>2011-02-17",
  ]);
  if (samplesThere) validateSaft(path.join(made.folder, `data/${folder}/exchange/saft.xml`));
  expect(
    made
      .read(`${folder}/exchange/sie4e.se`)
      .match(/#VER.*/g)
      ?.map((record) => record.trim()),
  ).toEqual(['#VER "" 1 20110202 "Teksti1"', '#VER "" 2 20110202 "Teksti2" 20110217']);
  expect(made.read(`${folder}/ledger/vouchers.csv`)).not.toContain("Teksti1");
  // The voucher without entries is in nothing that is kept.
  for (const name of made.list.filter((file) => file.startsWith("data/")))
    expect(made.read(name.slice("data/".length)), name).not.toContain("Teksti3");
});
