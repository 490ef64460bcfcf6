import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyTags } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { dataPackageProblems } from "#tests/support/data-package.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";
import { readSieFile } from "#tests/support/sie-reader.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { type Made, make } from "./make.ts";
import { lease, type Stored } from "./small-ledger.ts";

/** Every demo company's archive before programs that others wrote. */
const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const store: Stored = new Map();

beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: COMPANIES,
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
  // As of companies that came with a SIE file: the demo's own books state none.
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner`
    insert into ledger.object_balances (company_id, financial_year_id, account_number, dimension_code, value_code, opening_balance)
      select company_id, financial_year_id, number, 'KP', '100', 1 from ledger.accounts`;
  await owner`update ledger.companies set chart_kind = 'EUBAS97'`;
  await owner.end();
}, 300_000);
afterAll(() => store.clear());

async function archiveOf(companyId: string): Promise<Made> {
  await lease(database.ownerUrl, slotRole, companyId);
  return await make(slotUrl, companyId, store, { formats: ["csv", "saft", "sie", "gdpdu"] });
}
const endingIn = (made: Made, end: string) =>
  made.list.filter((name) => name.endsWith(end)).map((name) => path.join(made.folder, name));

describe("every demo company", () => {
  for (const { tag, companyId } of companyTags) {
    sampleTest(
      `${tag}: SAF-T by the 1.30 schema, SIE by its rules, the GDPdU index by the standard's grammar, the data package by Frictionless' schema`,
      async () => {
        const made = await archiveOf(companyId);
        const saft = endingIn(made, "/exchange/saft.xml");
        const years = made.controlTotals.filter((y) => "ledger/journal.csv" in y.files).length;
        expect(years).toBeGreaterThan(0);
        expect(saft).toHaveLength(years);
        const xsd = sample("saft/Norwegian_SAF-T_Financial_Schema_v_1.30.xsd");
        runTool("xmllint", ["--noout", "--huge", "--schema", xsd, ...saft]);
        const sie = endingIn(made, "/exchange/sie4e.se");
        expect(sie).toHaveLength(years);
        for (const file of sie) expect(readSieFile(file).problems, file).toEqual([]);
        const indexes = endingIn(made, "/ledger/index.xml");
        // Also of a year whose journal is no longer kept, for the vouchers of it that are.
        const tabled = made.controlTotals.filter((y) => Object.keys(y.files).some((f) => /^ledger\/.*\.csv$/.test(f)));
        expect(indexes).toHaveLength(tabled.length);
        const dtd = sample("gdpdu/gdpdu-01-09-2004.dtd");
        runTool("xmllint", ["--nonet", "--noout", "--dtdvalid", dtd, ...indexes]);
        expect(dataPackageProblems(made.read("datapackage.json"))).toEqual([]);
      },
      120_000,
    );
  }
});

const [first] = companyTags as [(typeof companyTags)[number]];

for (const [tool, args] of [
  ["unzip", ["-tq"]],
  ["7z", ["t"]],
  ["python3", ["-m", "zipfile", "-t"]],
] as const)
  toolTest(`${tool} finds the ZIP whole`, tool, async (file) => {
    const { zip } = await archiveOf(first.companyId);
    const said = runTool(file, [...args, zip]);
    expect(said).toMatch(/No errors detected|Everything is Ok|Done testing/);
  });

toolTest("sha512sum checks every file by the manifests, and finds a changed byte", "sha512sum", async (sha512sum) => {
  const { folder, list } = await archiveOf(first.companyId);
  for (const manifest of ["manifest-sha512.txt", "tagmanifest-sha512.txt"])
    runTool(sha512sum, ["--quiet", "--strict", "-c", manifest], { cwd: folder });
  appendFileSync(path.join(folder, list.find((name) => name.endsWith("sie4e.se"))!), "#");
  expect(() => runTool(sha512sum, ["--quiet", "--strict", "-c", "manifest-sha512.txt"], { cwd: folder })).toThrow(
    /1 computed checksum did NOT match/,
  );
});

test("the published schema tells a data package that is none", () => {
  expect(
    dataPackageProblems('{"profile":"tabular-data-package","resources":[{"name":"Capital Letters"}]}'),
  ).not.toEqual([]);
});
